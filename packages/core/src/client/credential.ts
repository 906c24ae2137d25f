import { BillkitError, ConfigurationError } from "../errors.js";
import { redactedCause, SecretStore } from "../internal/redact.js";
import type { AbortSource } from "../internal/scope.js";
import { share } from "../internal/single-flight.js";
import type { CredentialPlacement } from "./service.js";

/**
 * A key or token, or a function that returns one. The function is called for each call, so that it can
 * renew early; and again, at most once per call, with the value that a 401 has `rejected`. Concurrent
 * calls share one invocation; its signal aborts once none of them waits any more.
 */
export type Credential =
  | string
  | ((request: {
      readonly rejected: string | undefined;
      readonly signal: AbortSignal;
    }) => string | Promise<string>);

/** Returns a client's credential, or a new one for one that was rejected. */
export type CredentialSource = (
  rejected: string | undefined,
  call: AbortSource,
) => string | Promise<string>;

interface Renewal {
  readonly rejected: string | undefined;
  readonly join: (call: AbortSource) => Promise<string>;
}

/**
 * @param service the service's name, for messages
 * @throws ConfigurationError when the credential is missing or isn't a valid header value; the
 * message doesn't quote it
 */
export function credentialSource(
  service: string,
  { option, environment }: CredentialPlacement,
  credential: unknown,
): CredentialSource {
  const check = (value: unknown): string => {
    if (typeof value === "string" && headerValue.test(value)) return value;
    const hint = environment ? `, such as process.env.${environment}` : "";
    const problem =
      value === undefined
        ? `is required: a key or token${hint}, or a function that returns one`
        : "must be a non-empty string of visible ASCII, with spaces only inside";
    throw new ConfigurationError(`${service}: ${option} ${problem}`, { option });
  };
  if (typeof credential !== "function") {
    const value = check(credential);
    return () => value;
  }
  const renew = credential as Exclude<Credential, string>;
  let latest: string | undefined;
  let current: Renewal | undefined;
  const start = (rejected: string | undefined): Renewal => ({
    rejected,
    join: share(
      async (scope) => {
        try {
          const value = await renew({ rejected, signal: scope.signal });
          scope.throwIfAborted();
          return (latest = check(value));
        } catch (error) {
          if (error instanceof BillkitError) throw error;
          const known = new SecretStore();
          for (const secret of [rejected, latest]) known.keepSecret(secret ?? "");
          throw new ConfigurationError(
            `${service}: the function in ${option} failed; see cause`,
            { option },
            redactedCause(known, error),
          );
        }
      },
      () => (current = undefined),
    ),
  });
  return async (rejected, call) => {
    for (;;) {
      // Another call has renewed it meanwhile.
      if (rejected !== undefined && latest !== undefined && latest !== rejected) return latest;
      const renewal = (current ??= start(rejected));
      const value = await renewal.join(call);
      if (rejected === renewal.rejected || rejected !== value) return value;
    }
  };
}

/** Visible ASCII, with spaces only inside: a header takes it unchanged. */
const headerValue = /^[!-~]([ -~]*[!-~])?$/;
