import { failureExitCode } from "../bill/exit-code.js";
import { writeFailures } from "../bill/failures.js";
import { fetchBefore, fetchBill } from "../bill/fetch.js";
import { checkOutput, writeOutput } from "../bill/output.js";
import { periodBefore, readPeriod } from "../bill/period.js";
import type { ExitCode } from "../failure.js";
import type { Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { openAccounts } from "../vendors/open.js";
import { reportPage } from "./page.js";

export interface ReportOptions extends SourceOptions {
  readonly output: string;
}

/** `billkit report`. */
export async function report(options: ReportOptions, io: Io): Promise<ExitCode> {
  const period = readPeriod(options.period, io.now());
  await checkOutput(options.output);
  const opened = await openAccounts(options, io);
  try {
    const { accounts, source, logger } = opened;
    const bill = await fetchBill(accounts, period, { io, logger });
    const before = await fetchBefore(accounts, period, bill, { io, logger });
    writeFailures(io, bill.errors, { period: periodBefore(period), failures: before.errors });
    const exitCode = failureExitCode(bill, accounts.length);
    if (bill.charges.length === 0 && bill.errors.length > 0) return exitCode;
    await writeOutput(options.output, reportPage({ period, source, bill, before, now: io.now() }));
    io.stderr.write(`Wrote ${options.output}.\n`);
    return exitCode;
  } finally {
    await opened.close();
  }
}
