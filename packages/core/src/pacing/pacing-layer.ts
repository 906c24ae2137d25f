import type { Answer } from "../response/answer.js";
import type { Call, HttpRequest, Layer } from "../pipeline/types.js";
import { tell } from "../client/logger.js";
import { defaultLayers } from "../pipeline/default-layers.js";
import { learnedLimit } from "./header-rate-limit.js";
import { Pace } from "./request-queue.js";
import { readRate, type Rate } from "./rate.js";
import { slidingWindow } from "./sliding-window.js";
import { timeoutLayer } from "../pipeline/timeout.js";

/** What `pacingLayer` and `pacedLayers` take. */
export interface PacingOptions {
  /**
   * How many requests a credential may make: `300 per minute` (second, minute, hour, day), or
   * `{ requests: 300, perMs: 60_000 }`, whole numbers from 1.
   *
   * @default what the service's headers say, if it has such headers
   */
  readonly rate?: Rate | undefined;
}

/**
 * A layer that waits before the service refuses. With a `rate` it lets no more requests go than that
 * in any span of that length, a request counting until it was answered, so that neither fixed nor
 * sliding windows are ever overrun; and it also keeps to what the service's headers say of its limit,
 * where the service definition names such headers. Of the two, the stricter counts. Without a rate, a
 * first request goes alone, and those after it go by the headers of its answer. A 429 with
 * `Retry-After` holds all waiting requests back until then.
 *
 * Requests go in the order in which they came. One instance paces all clients that it is given to
 * together, each credential for itself. A redirect that is followed counts with its request.
 *
 * A request whose wait would pass the call's deadline is not sent: the call fails at once with a
 * RateLimitError, whose `retryAfterMs` tells the wait. So does one that waits for a 429's
 * `Retry-After` beyond `retryAfterCapMs`. A wait is logged as "paced", level debug, with `waitedMs`.
 *
 * A machine that slept refuses none of those that waited meanwhile: their own timers slept as well.
 *
 * Its place is inside authorize, where each repeat counts and the credential is seen, and outside
 * timeout, since waiting is none of the attempt's time: that is what `pacedLayers` gives.
 *
 * @throws ConfigurationError for what is no rate
 */
export function pacingLayer(options: PacingOptions = {}): Layer {
  // Without types, the rate itself may be given.
  const given: unknown = Object(options) === options ? options.rate : options;
  const rate = given === undefined ? undefined : readRate(given);
  /** By what is paced; what holds nothing any more is dropped when another comes. */
  const paces = new Map<string, Pace>();

  const paceOf = (request: HttpRequest, { client: { service, clock } }: Call): Pace => {
    const key = `${new URL(request.url).origin} ${request.headers.get(service.credential.header)}`;
    let pace = paces.get(key);
    if (!pace) {
      const now = clock.now();
      for (const [other, each] of paces) if (each.idle(now)) paces.delete(other);
      const learned = learnedLimit(service.rateHeaders);
      pace = new Pace(rate ? [slidingWindow(rate), learned] : [learned]);
      paces.set(key, pace);
    }
    return pace;
  };
  return (next) => async (request, call) => {
    const { clock, logger } = call.client;
    const from = clock.now();
    const ended = await paceOf(request, call).turn(request, call);
    const waitedMs = clock.now() - from;
    const { id: operation, method, path } = call.operation;
    if (waitedMs > 0) {
      const { attempt } = call;
      tell(logger, "debug", "paced", { operation, method, path, attempt, waitedMs });
    }
    let response: Answer | undefined;
    try {
      return (response = await next(request, call));
    } finally {
      ended(response);
    }
  };
}

/**
 * The usual layers with pacing among them, outermost first: log, retry, authorize, pacing, timeout,
 * redirect. Given to several clients, the array paces them together.
 *
 * @throws ConfigurationError for what is no rate
 */
export const pacedLayers = (options?: PacingOptions): Layer[] =>
  defaultLayers().flatMap((layer) =>
    layer === timeoutLayer ? [pacingLayer(options), layer] : [layer],
  );
