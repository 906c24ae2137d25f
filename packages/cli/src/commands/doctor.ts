import { AuthenticationError, ConnectionError, PermissionDeniedError } from "@billkit/core";
import { charges, ChargesError, type ChargeSource } from "@billkit/charges";
import { runPool } from "../collect/pool.js";
import { sleepOf } from "../collect/sleep.js";
import { readConfig } from "../config/file.js";
import { CommandError, exitCodes, reasonOf, usageError, type ExitCode } from "../failure.js";
import { pageWidth, write, type Io } from "../io.js";
import { commonCode, failureCode } from "../bill/exit-code.js";
import { readPeriod, type BillPeriod } from "../bill/period.js";
import { Page } from "../text/page.js";
import { styleFor } from "../text/style.js";
import type { Row } from "../text/table.js";
import { sanitize } from "../text/text.js";
import { openAccounts, type OpenedAccounts } from "../vendors/open.js";
import { vendors } from "../vendors/registry.js";
import { requestLogger } from "../vendors/request-logger.js";
import { accountsToCheck, settingOf, type Account } from "../vendors/select.js";
import type { SourceOptions } from "../source-options.js";

export interface DoctorOptions extends SourceOptions {
  /** Checks the accounts of this file, and no others. */
  readonly accounts?: string;
}

/** Accounts that are checked at a time. */
const concurrency = 8;

interface Check {
  readonly state: "ok" | "failed" | "not set";
  readonly advice: string;
  /** Why it failed. */
  readonly cause?: unknown;
}

/**
 * `billkit doctor`: checks for each account that it has a credential that works and can read bills.
 * Reads a period's charges, by default the last month's, and succeeds only if all calls do.
 */
export async function doctor(options: DoctorOptions, io: Io): Promise<ExitCode> {
  const period = readPeriod(options.period, io.now());
  const opened = await open(options, io);
  try {
    const { accounts, logger } = opened;
    const checks: Check[] = [];
    await runPool({
      items: [...accounts.entries()],
      concurrency,
      async run([at, account]) {
        checks[at] = await check(account, period, io, logger);
        return "done";
      },
      sleep: sleepOf(io.signal),
    });
    const rows = accounts.map(({ title, vendor, name }, at): Row => {
      const { state, advice } = checks[at] ?? { state: "failed", advice: "" };
      const isNamed = options.accounts !== undefined || name !== vendor;
      return { cells: [title, isNamed ? sanitize(name) : "", state, advice] };
    });
    const covered = new Set(accounts.map(({ vendor }) => vendor));
    const { vendor: names = [] } = options;
    const unset = [...vendors].filter(
      ([vendor]) =>
        options.accounts === undefined &&
        !covered.has(vendor) &&
        (names.length === 0 || names.includes(vendor)),
    );
    rows.push(
      ...unset.map(([, entry]): Row => ({
        cells: [entry.title, "", "not set", `Set ${settingOf(entry, io.env)}.`],
      })),
    );
    const page = new Page(styleFor(io.stdout, io.env), pageWidth(io.stdout));
    page.table(
      [
        { title: "Vendor" },
        { title: "Account" },
        { title: "State" },
        { title: "What to do", wrap: true },
      ],
      rows,
    );
    await write(io.stdout, page.lines.map((line) => `${line}\n`).join(""));
    return exitCodeOf(checks);
  } finally {
    await opened.close();
  }
}

/** About credentials if a failure is, or nothing is set. */
function exitCodeOf(checks: readonly Check[]): ExitCode {
  const failed = checks.filter(({ state }) => state !== "ok");
  if (checks.length > 0 && failed.length === 0) return exitCodes.ok;
  const codes = failed.map(({ cause }) => failureCode(cause));
  const isCredentials = codes.length === 0 || codes.includes(exitCodes.credentials);
  return isCredentials ? exitCodes.credentials : commonCode(codes);
}

/** Unlike other commands, it also runs without any credential. */
async function open(options: DoctorOptions, io: Io): Promise<OpenedAccounts> {
  if (options.accounts !== undefined) {
    const other = (["sandbox", "vendor", "config"] as const).find((name) => options[name]);
    if (other !== undefined)
      throw usageError(`--accounts checks all accounts of its file; leave out --${other}.`);
    const configured = await readConfig(options.accounts, io.env);
    return {
      accounts: accountsToCheck(options.accounts, configured),
      source: "service",
      logger: options.verbose ? requestLogger(io.stderr) : undefined,
      close: () => Promise.resolve(),
    };
  }
  try {
    return await openAccounts(options, io);
  } catch (error) {
    const isMissing = error instanceof CommandError && error.exitCode === exitCodes.credentials;
    if (!isMissing) throw error;
    const none = { accounts: [], source: "service" as const, logger: undefined };
    return { ...none, close: () => Promise.resolve() };
  }
}

async function check(
  account: Account,
  period: BillPeriod,
  io: Io,
  logger: OpenedAccounts["logger"],
): Promise<Check> {
  try {
    await readAll(await account.open(logger, io), period, io);
    return { state: "ok", advice: "" };
  } catch (error) {
    io.signal.throwIfAborted();
    const cause = error instanceof ChargesError ? error.errors[0]?.error : error;
    return { state: "failed", advice: adviceFor(cause, account.title), cause };
  }
}

/**
 * @throws ChargesError after the last row if a call failed: a credential can be limited to one view
 */
async function readAll(
  source: ChargeSource,
  { start, end }: BillPeriod,
  { signal, now }: Io,
): Promise<void> {
  const rows = charges([source], { period: { start, end }, signal, now });
  while (!(await rows.next()).done);
}

function adviceFor(error: unknown, title: string): string {
  const text = reasonOf(error, title);
  if (error instanceof AuthenticationError)
    return `The credential is rejected; replace it. ${text}`;
  if (error instanceof PermissionDeniedError) {
    return `The credential can't read bills; add that permission. ${text}`;
  }
  if (error instanceof ConnectionError) return `No connection; check network and proxy. ${text}`;
  return text.replace(/^set /, "Set ");
}
