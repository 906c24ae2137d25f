import type { Layer } from "../pipeline/types.js";
import type { Clock } from "../internal/clock.js";
import type { Credential } from "./credential.js";
import type { Logger } from "./logger.js";

/**
 * Further `init` options for each `fetch(url, init)`, passed on as they are: `dispatcher` of undici,
 * `keepalive`, `cache`, or what another runtime knows. The client sets method, headers, body, signal
 * and redirect itself.
 */
export interface FetchOptions {
  readonly [name: string]: unknown;
  readonly method?: never;
  readonly headers?: never;
  readonly body?: never;
  readonly signal?: never;
  readonly redirect?: never;
}

/** What a client is made with. */
export interface ClientOptions {
  /** The key or token, or a function that gives it. */
  readonly credential: Credential;
  /** Instead of the service's own address: https, or http to this machine. A path is kept. */
  readonly baseUrl?: string | undefined;
  /** What sends a request: a runtime's, a proxy's or the sandbox's. @default the global `fetch`, looked up at each request */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * Passed to each `fetch` in its `init`, such as `{ dispatcher }` of undici. A login uses them too.
   * @default { cache: "no-store" }, where the runtime takes it
   */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Limit of one attempt, its body included, in milliseconds. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /** Limit of a whole call, waits and credential included, in milliseconds. @default 300_000 */
  readonly deadlineMs?: number | undefined;
  /**
   * How often a call is repeated at most. All calls of a client together repeat after failures at most
   * 20 + 0.2 × calls times, however many are allowed here. @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * The longest `Retry-After` that is waited for, in milliseconds; beyond it the call fails at once
   * and the error's `retryAfterMs` says how long it would have been. @default 180_000
   */
  readonly retryAfterCapMs?: number | undefined;
  /**
   * What becomes of a 2xx whose JSON is not what the contract declares: a field that is missing, a
   * number or a list that is something else. `error`: the call rejects with an
   * `UnexpectedResponseError`, `reason` `mismatch`. `warning`: `logger.warn` is told, `mismatch`,
   * and the data is handed out as it came. @default "error"
   */
  readonly responseMismatch?: "error" | "warning" | undefined;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The whole stack, outermost first. @default defaultLayers() */
  readonly layers?: readonly Layer[] | undefined;
  /** Who is told of attempts, calls and polls, without any credential. @default none */
  readonly logger?: Logger | undefined;
  /** Where time comes from. @default the runtime's */
  readonly clock?: Clock | undefined;
  /** For jitter: at least 0, less than 1. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** What one call may be given; each prevails over the client's own. */
export interface RequestOptions {
  /** Ends the call at any moment; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** Limit of one attempt, its body included, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Limit of the whole call, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** How often the call is repeated at most, as far as the client's budget of repeats goes. */
  readonly maxRetries?: number | undefined;
  /** What becomes of a 2xx whose JSON is not what the contract declares. */
  readonly responseMismatch?: "error" | "warning" | undefined;
  /** Merged over the client's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** All names of `ClientOptions`, for `refuseUnknown`. For use by Billkit's own packages. */
export const clientOptionNames: readonly string[] = Object.keys({
  credential: true,
  baseUrl: true,
  fetch: true,
  fetchOptions: true,
  timeoutMs: true,
  deadlineMs: true,
  maxRetries: true,
  retryAfterCapMs: true,
  responseMismatch: true,
  headers: true,
  layers: true,
  logger: true,
  clock: true,
  random: true,
} satisfies Record<keyof ClientOptions, true>);
