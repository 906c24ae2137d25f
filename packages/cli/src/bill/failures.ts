import { ApiError } from "@billkit/core";
import { oneLine } from "../failure.js";
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

export function describeFailure({ vendor, name }: Account, error: unknown): BillFailure {
  return {
    ...{ vendor, account: name },
    name: error instanceof Error ? error.name : "Error",
    status: error instanceof ApiError ? error.status : null,
    message: oneLine(error),
  };
}

/** The accounts that failed, as comparable texts. */
export function failedAccounts(failures: readonly BillFailure[]): Set<string> {
  return new Set(failures.map(accountOf));
}

/**
 * Writes each failure to standard error, one per line.
 *
 * @param before - failures of the previous period, which make changes unknown. An account that
 * fails in both periods is named once.
 */
export function writeFailures(
  { stderr, env }: Io,
  failures: readonly BillFailure[],
  before?: { readonly period: BillPeriod; readonly failures: readonly BillFailure[] },
): void {
  const { failure } = styleFor(stderr, env);
  const named = failedAccounts(failures);
  const lines = failures.map(lineOf);
  for (const each of before?.failures ?? []) {
    if (named.has(accountOf(each))) continue;
    lines.push(`Can't compare with ${before?.period.text ?? ""}: ${lineOf(each)}`);
  }
  for (const line of lines) stderr.write(`${failure(line)}\n`);
}

const accountOf = ({ vendor, account }: BillFailure): string => `${vendor} ${account}`;

function lineOf({ vendor, account, name, message }: BillFailure): string {
  const owner = account === vendor ? vendor : `${vendor} (${sanitize(account)})`;
  return `${owner}: ${message} (${name})`;
}
