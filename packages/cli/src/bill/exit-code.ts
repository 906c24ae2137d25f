import { AuthenticationError, ConfigurationError, PermissionDeniedError } from "@billkit/core";
import { CommandError, exitCodes, type ExitCode } from "../failure.js";
import { failedAccounts } from "./failures.js";
import type { FetchedBill } from "./fetch.js";

/**
 * The exit code of a bill: partial if some of it is available. Otherwise credentials if every
 * failure is about them, else failed.
 */
export function failureExitCode(
  { charges, errors, causes }: FetchedBill,
  accounts: number,
): ExitCode {
  if (errors.length === 0) return exitCodes.ok;
  if (charges.length > 0 || failedAccounts(errors).size < accounts) return exitCodes.partial;
  return causes.every(isAboutCredentials) ? exitCodes.credentials : exitCodes.failed;
}

/** A missing, rejected or insufficient credential. */
export function isAboutCredentials(error: unknown): boolean {
  if (error instanceof CommandError) return error.exitCode === exitCodes.credentials;
  return [AuthenticationError, PermissionDeniedError, ConfigurationError].some(
    (kind) => error instanceof kind,
  );
}
