import { log } from "../client/logger.js";
import type { ServiceDefinition } from "../client/service.js";
import { ConfigurationError } from "../errors.js";
import { refuseUnknown } from "../client/check-options.js";
import { defaultLayers } from "../pipeline/default-layers.js";
import { timeoutLayer } from "../pipeline/timeout.js";
import type { Call, HttpRequest, Layer } from "../pipeline/call.js";
import type { Answer } from "../response/answer.js";
import { headerRateLimit } from "./header-rate-limit.js";
import { parseRate, type Rate } from "./rate.js";
import { RequestQueue } from "./request-queue.js";
import { slidingWindow } from "./sliding-window.js";

export type { Rate } from "./rate.js";

/** Options of `pacingLayer` and `pacedLayers`. */
export interface PacingOptions {
  /**
   * The rate limit of a credential: `300 per minute` (second, minute, hour, day), or
   * `{ requests: 300, perMs: 60_000 }`, whole numbers from 1.
   * @default the limit in the service's response headers, if it has such headers
   */
  readonly rate?: Rate | undefined;
}

/**
 * A layer that queues requests, first in, first out, so that they stay within a rate limit. It sends at
 * most `rate` in every span of that length, and obeys a limit that the service reports in its response
 * headers; the stricter one wins. Without a rate, the first request goes alone and the next ones follow
 * the headers of its response. A 429 with `Retry-After` pauses the queue.
 *
 * There is one queue per origin and credential; clients that share one instance share its queues. A
 * redirect counts with its request. If the wait would exceed the call's deadline, or a 429's
 * `Retry-After` exceeds `retryAfterCapMs`, the request isn't sent: the call fails at once with a
 * RateLimitError whose `retryAfterMs` is the wait. Waits are logged as `paced`, level debug.
 * Place it between authorize and timeout, as `pacedLayers` does.
 * @throws ConfigurationError for an invalid rate or an unknown option
 */
export function pacingLayer(options: PacingOptions = {}): Layer {
  const fail = (option: string, problem: string): Error =>
    new ConfigurationError(`pacingLayer: ${option} ${problem}`, { option });
  const isObject = Object(options) === options;
  if (isObject) refuseUnknown(options, ["rate"], fail);
  // JavaScript callers can pass the rate itself.
  const given: unknown = isObject ? options.rate : options;
  const rate = given === undefined ? undefined : parseRate(given);
  /** By origin and credential. Idle queues are dropped when a new one is added. */
  const queues = new Map<string, RequestQueue>();

  const queueFor = (request: HttpRequest, { client: { service, clock } }: Call): RequestQueue => {
    const key = queueKey(request, service);
    let queue = queues.get(key);
    if (!queue) {
      const now = clock.now();
      for (const [other, each] of queues) if (each.isIdle(now)) queues.delete(other);
      const fromHeaders = headerRateLimit(service.rateHeaders);
      queue = new RequestQueue(rate ? [slidingWindow(rate), fromHeaders] : [fromHeaders]);
      queues.set(key, queue);
    }
    return queue;
  };
  return (next) => async (request, call) => {
    const { clock, logger } = call.client;
    const queuedAt = clock.now();
    const release = await queueFor(request, call).acquire(request, call);
    const waitedMs = clock.now() - queuedAt;
    if (waitedMs > 0) {
      const { attempt } = call;
      const { id: operation, method, path } = call.operation;
      log(logger, "debug", "paced", { operation, method, path, attempt, waitedMs });
    }
    let response: Answer | undefined;
    try {
      return (response = await next(request, call));
    } finally {
      release(response);
    }
  };
}

/**
 * The default layers with pacing, outermost first: log, retry, authorize, pacing, timeout, redirect.
 * Clients that share the array share its queues.
 * @throws ConfigurationError for an invalid rate or an unknown option
 */
export const pacedLayers = (options?: PacingOptions): Layer[] =>
  defaultLayers().flatMap((layer) =>
    layer === timeoutLayer ? [pacingLayer(options), layer] : [layer],
  );

/** Origin and credentials. */
function queueKey({ url, headers }: HttpRequest, { credentials }: ServiceDefinition): string {
  const { origin, searchParams } = new URL(url);
  const values = credentials.map(({ in: place, name }) =>
    place === "header" ? headers.get(name) : searchParams.get(name),
  );
  return JSON.stringify([origin, ...values]);
}
