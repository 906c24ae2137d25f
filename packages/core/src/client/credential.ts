import { share, type Ends } from "../internal/scope.js";
import { redactedCause } from "../internal/redact.js";
import { BillkitError, ConfigurationError } from "../errors.js";

/**
 * A key or token, or a function that gives one. The function is asked for each call, so that it can
 * renew early; and again, at most once a call, with the value that a 401 has `rejected`. Calls that
 * ask at the same time share one question; its signal aborts once none of them waits any more.
 */
export type Credential =
  | string
  | ((question: {
      readonly rejected: string | undefined;
      readonly signal: AbortSignal;
    }) => string | Promise<string>);

/** A client's credential, as authorize asks for it. */
export type CredentialSource = (
  rejected: string | undefined,
  call: Ends,
) => string | Promise<string>;

interface Question {
  readonly rejected: string | undefined;
  readonly join: (call: Ends) => Promise<string>;
}

/** @throws ConfigurationError when the credential cannot stand in a header; does not show it */
export function credentialSource(credential: Credential): CredentialSource {
  if (typeof credential !== "function") {
    const value = checked(credential);
    return () => value;
  }
  let latest: string | undefined;
  let asked: Question | undefined;
  const ask = (rejected: string | undefined, call: Ends): Question => ({
    rejected,
    join: share(
      async (own) => {
        try {
          const value = await credential({ rejected, signal: own.signal });
          own.throwIfAborted();
          return (latest = checked(value));
        } catch (error) {
          if (error instanceof BillkitError) throw error;
          throw new ConfigurationError(
            "the credential function failed; its error is the cause",
            { option: "credential" },
            // The original may hold a request with its headers.
            redactedCause(call, error),
          );
        }
      },
      () => (asked = undefined),
    ),
  });
  return async (rejected, call) => {
    for (;;) {
      // Another call has had it replaced meanwhile.
      if (rejected !== undefined && latest !== undefined && latest !== rejected) return latest;
      const question = (asked ??= ask(rejected, call));
      const value = await question.join(call);
      if (rejected === question.rejected || rejected !== value) return value;
    }
  };
}

/** Visible ASCII, spaces only within: what a header takes as it is. */
const legal = /^[!-~]([ -~]*[!-~])?$/;

function checked(value: unknown): string {
  if (typeof value === "string" && legal.test(value)) return value;
  throw new ConfigurationError(
    "credential must be a non-empty string of visible ASCII characters, without a line break or a space at either end",
    { option: "credential" },
  );
}
