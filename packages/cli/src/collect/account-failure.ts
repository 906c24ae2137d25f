import { ChargesError } from "@billkit/charges";
import { StoreError } from "@billkit/charges/collect";
import {
  AuthenticationError,
  ConnectionError,
  RateLimitError,
  ServerError,
  UnexpectedResponseError,
} from "@billkit/core";
import { commonCode, failureCode } from "../bill/exit-code.js";
import { exitCodes, reasonOf, type ExitCode } from "../failure.js";
import { sanitize } from "../text/text.js";

/** The failure of an account. */
export interface AccountFailure {
  readonly account: string;
  readonly message: string;
  readonly exitCode: ExitCode;
  /** The credential was rejected for another account before, and nothing was sent. */
  readonly isRepeated: boolean;
}

/** Stands for what an earlier account with the same credential failed with. */
export class RejectedBefore extends Error {
  override readonly name = "RejectedBefore";
}

export function accountFailure(account: string, title: string, error: unknown): AccountFailure {
  const causes = causesOf(error);
  const messages = [...new Set(causes.map((cause) => reasonOf(cause, title)))];
  return {
    account,
    message: `${sanitize(account)}: ${messages.join("; ")}`,
    exitCode: commonCode(
      causes.map((cause) =>
        cause instanceof RejectedBefore ? exitCodes.credentials : failureCode(cause),
      ),
    ),
    isRepeated: error instanceof RejectedBefore,
  };
}

/** Several calls of one account can have failed. */
const causesOf = (error: unknown): readonly unknown[] =>
  error instanceof ChargesError ? error.errors.map((each) => each.error) : [error];

/** A full disk or a lost database: no other account can be stored either. */
export const isFatal = (error: unknown): boolean =>
  error instanceof StoreError && error.affects === "store";

export const isRejected = (error: unknown): boolean =>
  causesOf(error).some((cause) => cause instanceof AuthenticationError);

/** Whether collecting the account again can succeed, e.g. because the vendor was down. */
export function isTransient(error: unknown): boolean {
  const kinds = [ConnectionError, RateLimitError, ServerError, UnexpectedResponseError];
  const causes = causesOf(error);
  return causes.every((cause) => kinds.some((kind) => cause instanceof kind));
}
