import {
  charges,
  ChargesError,
  dropRepeatedPartitions,
  type Charge,
  type ChargeBody,
  type ChargeSource,
} from "@billkit/charges";
import type { EvidenceRecorder, RecordedRun, RunFailure } from "@billkit/charges/evidence";
import { BillkitError, type Logger } from "@billkit/core";
import type { Io } from "../io.js";
import { count } from "../text/count.js";
import { progressOn } from "../text/progress.js";
import { sanitize } from "../text/text.js";
import type { Account } from "../vendors/select.js";
import { accountKey, describeFailure, failedAccounts, type BillFailure } from "./failures.js";
import { periodBefore, type BillPeriod } from "./period.js";

/** A period's charges, and what is missing. */
export interface FetchedBill {
  readonly charges: readonly Charge[];
  readonly errors: readonly BillFailure[];
  /** The failures. */
  readonly causes: readonly unknown[];
  /** Vendors that answered without any charge. */
  readonly idle: readonly string[];
  /** The account that a charge was read for. */
  readonly accountOf: (charge: Charge) => Account | undefined;
  /** Why the responses aren't stored, although they should be. */
  readonly evidenceError?: BillkitError | undefined;
}

export interface FetchOptions {
  readonly io: Io;
  readonly logger?: Logger | undefined;
  /** A folder to store the responses in, without secrets. */
  readonly evidence?: string | undefined;
}

/**
 * Reads a period's charges of all accounts concurrently. A failed account doesn't affect the
 * others, and rows that two accounts both see are included once.
 *
 * @throws the signal's reason after an abort
 */
export async function fetchBill(
  accounts: readonly Account[],
  period: BillPeriod,
  { io, logger, evidence }: FetchOptions,
): Promise<FetchedBill> {
  const progress = progressOn(io.stderr);
  const owners = new Map<Charge, Account>();
  const errors: BillFailure[] = [];
  const causes: unknown[] = [];
  const failures: RunFailure[] = [];
  const fail = (account: Account, failure: Failed): void => {
    io.signal.throwIfAborted();
    causes.push(failure.error);
    errors.push(describeFailure(account, failure.error));
    failures.push({ vendor: account.vendor, account: account.name, ...failure });
  };
  const now = io.now();
  const instants = { start: period.start, end: period.end };
  const open = async (account: Account): Promise<Opened[]> => {
    try {
      return [{ account, source: await account.open(logger, io) }];
    } catch (error) {
      fail(account, { error });
      return [];
    }
  };
  const opened = (await Promise.all(accounts.map(open))).flat();
  const recorder = await startRecording(evidence, {
    ...{ period: instants, now },
    sources: opened.map(({ source }) => source),
    accounts: opened.map(({ account }) => account.name),
  });
  const read = async ({ account, source }: Opened, at: number): Promise<AccountRows> => {
    const rows: Charge[] = [];
    let isWhole = true;
    try {
      const options = {
        ...{ period: instants, signal: io.signal, now: () => now },
        onBody: (body: ChargeBody) => recorder?.onBody(body, at),
        onProgress: ({ operation, calls, rows: read }: Progressed) => {
          const counts = `${count(calls, "call")}, ${count(read, "row")}`;
          progress.show(sanitize(`${account.title}: ${operation}, ${counts}`));
        },
      };
      for await (const charge of charges([source], options)) rows.push(charge);
    } catch (error) {
      isWhole = false;
      const all = error instanceof ChargesError ? error.errors : [{ error }];
      for (const each of all) fail(account, { ...each, source: at });
    }
    for (const row of rows) owners.set(row, account);
    return { rows, isWhole };
  };
  try {
    const all = await Promise.all(opened.map(read));
    // Another account can have all rows of a partition that a failed one has in part.
    const ordered = [...all.filter((each) => each.isWhole), ...all.filter((each) => !each.isWhole)];
    const rows = ordered.map((each) => each.rows).flatMap(dropRepeatedPartitions());
    const evidenceError = await recorder
      ?.finish(rows, failures)
      .then(() => undefined, asStorageError);
    const heard = new Set([...rows, ...errors].map(({ vendor }) => vendor));
    const idle = new Set(accounts.map(({ vendor }) => vendor).filter((each) => !heard.has(each)));
    const accountOf = (charge: Charge): Account | undefined => owners.get(charge);
    return { charges: rows, errors, causes, idle: [...idle], accountOf, evidenceError };
  } finally {
    progress.clear();
  }
}

/**
 * Reads the period before, of accounts that didn't fail: a failed one has nothing to compare.
 *
 * @throws the signal's reason after an abort
 */
export function fetchBefore(
  accounts: readonly Account[],
  period: BillPeriod,
  { errors }: FetchedBill,
  options: Pick<FetchOptions, "io" | "logger">,
): Promise<FetchedBill> {
  const failed = failedAccounts(errors);
  const whole = accounts.filter(({ vendor, name }) => !failed.has(accountKey(vendor, name)));
  return fetchBill(whole, periodBefore(period), options);
}

type Failed = Pick<RunFailure, "error" | "source" | "call">;

interface Opened {
  readonly account: Account;
  readonly source: ChargeSource;
}

interface AccountRows {
  readonly rows: readonly Charge[];
  /** No call failed. */
  readonly isWhole: boolean;
}

/** Loads the recorder only if there is a folder. */
async function startRecording(
  folder: string | undefined,
  run: RecordedRun,
): Promise<EvidenceRecorder | undefined> {
  if (folder === undefined) return undefined;
  const { recordEvidence } = await import("@billkit/charges/evidence");
  return recordEvidence(folder, run);
}

/** The bill isn't lost with its evidence. */
function asStorageError(error: unknown): BillkitError {
  if (error instanceof BillkitError) return error;
  throw error;
}

interface Progressed {
  readonly operation: string;
  readonly calls: number;
  readonly rows: number;
}
