import { AuthenticationError, ConfigurationError, PermissionDeniedError } from "@billkit/core";
import { CommandError, exitCodes, type ExitCode } from "../failure.js";
import { vendors } from "../vendors/registry.js";
import { failedAccounts } from "./failures.js";
import type { FetchedBill } from "./fetch.js";

/**
 * The exit code of a bill: partial if some of it is available. Otherwise credentials or wrong
 * usage if every failure is about that, else failed.
 */
export function failureExitCode(
  { charges, errors, causes }: FetchedBill,
  accounts: number,
): ExitCode {
  if (errors.length === 0) return exitCodes.ok;
  if (charges.length > 0 || failedAccounts(errors).size < accounts) return exitCodes.partial;
  return commonCode(causes.map(failureCode));
}

/** The code of failures that all have the same one. */
export function commonCode(codes: readonly ExitCode[]): ExitCode {
  const [code = exitCodes.failed, ...others] = new Set(codes);
  return others.length === 0 ? code : exitCodes.failed;
}

/** The code of one failure: credentials for a missing, unusable, rejected or insufficient one. */
export function failureCode(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  if (error instanceof ConfigurationError)
    return isCredential(error.option) ? exitCodes.credentials : exitCodes.usage;
  const isRejected = error instanceof AuthenticationError || error instanceof PermissionDeniedError;
  return isRejected ? exitCodes.credentials : exitCodes.failed;
}

/** A missing region counts as a missing credential; a wrong one is a CommandError. */
const credentialOptions: ReadonlySet<string> = new Set([
  ...["credential", "region"],
  ...[...vendors.values()].flatMap(({ secrets }) => secrets),
]);

const isCredential = (option: string | undefined): boolean =>
  option === undefined || credentialOptions.has(option);
