import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { explain, verify } from "@billkit/charges/evidence";
import { writeFailures } from "../bill/failures.js";
import { fetchBill } from "../bill/fetch.js";
import { readPeriod } from "../bill/period.js";
import { CommandError, exitCodes, type ExitCode } from "../failure.js";
import { write, type Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { sanitize } from "../text/text.js";
import { openAccounts } from "../vendors/open.js";
import { vendors } from "../vendors/registry.js";

export interface ExplainOptions extends SourceOptions {
  readonly evidence?: string;
}

/** `billkit explain`: from stored evidence, or otherwise from the vendors' current responses. */
export async function explainRow(id: string, options: ExplainOptions, io: Io): Promise<ExitCode> {
  if (options.evidence !== undefined) return printExplanation(id, options.evidence, io);
  const period = readPeriod(options.period, io.now());
  const opened = await openAccounts(options, io);
  const folder = await mkdtemp(path.join(os.tmpdir(), "billkit-"));
  try {
    const { accounts, logger } = opened;
    const bill = await fetchBill(accounts, period, { io, logger, evidence: folder });
    writeFailures(io, bill.errors);
    if (!bill.charges.some((charge) => charge.id === id))
      throw new CommandError(
        `The bill of ${period.text} has no charge ${id}. billkit bill --format json lists the ids.`,
      );
    const code = await printExplanation(id, folder, io);
    io.stderr.write(
      "billkit: the body isn't stored; billkit bill --evidence DIR stores what a bill was read from.\n",
    );
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await opened.close();
  }
}

async function printExplanation(id: string, folder: string, io: Io): Promise<ExitCode> {
  const lines = await explain(id, folder);
  await write(io.stdout, lines.map((line) => `${sanitize(line)}\n`).join(""));
  return exitCodes.ok;
}

/** `billkit verify`: a line per difference, then the count. */
export async function verifyFolder(folder: string, io: Io): Promise<ExitCode> {
  const modules = await Promise.all([...vendors.values()].map(({ load }) => load()));
  const { verified, differences, unverified } = await verify(
    folder,
    modules.map(({ definition }) => definition),
  );
  for (const { id, problem } of differences) {
    await write(io.stdout, `${sanitize(`${id}: ${problem}`)}\n`);
  }
  await write(io.stdout, `${verified} rows verified, ${differences.length} differences.\n`);
  if (unverified.length > 0) {
    io.stderr.write(
      `billkit: can't recompute ${sanitize(unverified.join(", "))}: unknown contract.\n`,
    );
  }
  if (differences.length > 0) return exitCodes.failed;
  return unverified.length > 0 ? exitCodes.partial : exitCodes.ok;
}
