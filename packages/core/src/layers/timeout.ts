import { within } from "../abort.js";
import type { Layer } from "../call.js";
import { late } from "../failure.js";

/**
 * Ends an attempt, its body included, after the call's `timeoutMs`.
 * @throws TimeoutError
 */
export const timeoutLayer: Layer = (next) => (request, call) =>
  within(
    call.client.clock,
    call.timeoutMs,
    request.signal,
    () => late(request, call, "timeoutMs", call.timeoutMs),
    (signal) => next(new Request(request, { signal }), call),
  );
