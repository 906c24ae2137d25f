import type { Clock } from "../internal/clock.js";
import type { Layer } from "../pipeline/call.js";
import type { Credential } from "./credential.js";
import type { Logger } from "./logger.js";

/** Options of a client. `Credentials` is what the service takes: one credential, or several by name. */
export interface ClientOptions<Credentials = Credential> {
  /** The key or token, or a function that returns it; for a service with several, each by its name. */
  readonly credential: Credentials;
  /** Replaces the service's address: https, or http to this machine. A path is kept. */
  readonly baseUrl?: string | undefined;
  /** Sends a request; called as `fetch(url, init)`. @default the global `fetch`, looked up at each request */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * Added to the options of every `fetch`, e.g. `{ dispatcher }`. May not set method, headers, body,
   * signal or redirect.
   */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Time limit of one attempt, response body included, in milliseconds. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Time limit of a call, with retries, waits and credential, in milliseconds. @default 300_000 */
  readonly deadlineMs?: number | undefined;
  /**
   * Retries per call. All calls of a client together also share a budget: after failures, at most
   * 20 + 0.2 × calls retries. @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * The longest `Retry-After` that a call waits for, in milliseconds. If it is longer, the call
   * fails immediately, and the error has it in `retryAfterMs`.
   * @default 180_000
   */
  readonly retryAfterCapMs?: number | undefined;
  /**
   * The largest response, decompressed, in bytes; at most eight times that for all responses that the
   * client is reading at once. @default 8_388_608
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * What to do about a 2xx whose JSON breaks the contract (a field is missing, a number or a list
   * has another type). `error`: reject with an `UnexpectedResponseError` of `reason` `mismatch`.
   * `warning`: log `mismatch` with `logger.warn` and return the data unchanged.
   * @default "error"
   */
  readonly responseMismatch?: "error" | "warning" | undefined;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Other values for the contract's pinned parameters, by option name. */
  readonly pinned?: Readonly<Record<string, string>> | undefined;
  /** The whole stack, outermost first. @default defaultLayers() */
  readonly layers?: readonly Layer[] | undefined;
  /** Receives attempts, calls and polls; never a credential. @default none */
  readonly logger?: Logger | undefined;
  /** Source of time. @default the runtime's */
  readonly clock?: Clock | undefined;
  /** Source of jitter: at least 0, less than 1. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** Options that `fetch` takes beyond those that Billkit sets. */
export type FetchOptions = Readonly<Record<string, unknown>> & {
  readonly method?: never;
  readonly headers?: never;
  readonly body?: never;
  readonly signal?: never;
  readonly redirect?: never;
};

/** Options of one call; each overrides the client's. */
export interface RequestOptions {
  /** Aborts the call at any time; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit of one attempt, response body included, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Time limit of the whole call, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Retries of this call, within the client's retry budget. */
  readonly maxRetries?: number | undefined;
  /** What to do about a 2xx whose JSON breaks the contract. */
  readonly responseMismatch?: "error" | "warning" | undefined;
  /** Merged over the client's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
