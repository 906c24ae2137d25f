import { ApiError } from "@billkit/core";
import { reasonOf } from "../failure.js";
import type { Io } from "../io.js";
import { styleFor } from "../text/style.js";
import { sanitize } from "../text/text.js";
import type { Account } from "../vendors/select.js";
import type { BillPeriod } from "./period.js";

/** Why an account's charges, or some of them, are missing. */
export interface BillFailure {
  readonly vendor: string;
  /** The account's name in the configuration; else the vendor's. */
  readonly account: string;
  /** The error's class, e.g. `RateLimitError`. */
  readonly name: string;
  /** HTTP status; null if there was no response. */
  readonly status: number | null;
  readonly message: string;
}

export function describeFailure({ vendor, title, name }: Account, error: unknown): BillFailure {
  return {
    ...{ vendor, account: name },
    name: error instanceof Error ? error.name : "Error",
    status: error instanceof ApiError ? error.status : null,
    message: reasonOf(error, title),
  };
}

/** The accounts that failed, as comparable texts. */
export function failedAccounts(failures: readonly BillFailure[]): Set<string> {
  return new Set(failures.map(({ vendor, account }) => accountKey(vendor, account)));
}

/**
 * Writes each failure to standard error, one per line; the same one of an account once.
 *
 * @param before - failures of the previous period, which make changes unknown
 */
export function writeFailures(
  { stderr, env }: Io,
  failures: readonly BillFailure[],
  before?: { readonly period: BillPeriod; readonly failures: readonly BillFailure[] },
): void {
  const { failure } = styleFor(stderr, env);
  const older = (before?.failures ?? []).map(
    (each) => `Can't compare with ${before?.period.text ?? ""}: ${lineOf(each)}`,
  );
  for (const line of new Set([...failures.map(lineOf), ...older]))
    stderr.write(`${failure(line)}\n`);
}

/** Identifies an account, as `failedAccounts` has it. */
export const accountKey = (vendor: string, account: string): string => `${vendor} ${account}`;

/** Nothing was sent: these classes say no more than the message. */
const settingsErrors = new Set(["CommandError", "ConfigurationError"]);

function lineOf({ vendor, account, name, message }: BillFailure): string {
  const owner = account === vendor ? vendor : `${vendor} (${sanitize(account)})`;
  return `${owner}: ${message}${settingsErrors.has(name) ? "" : ` (${name})`}`;
}
