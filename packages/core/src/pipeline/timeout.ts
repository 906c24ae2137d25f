import { timeoutError } from "../internal/call-error.js";
import { withTimeout } from "../internal/scope.js";
import { callState, type Send } from "./call.js";

/**
 * Ends an attempt, response body included, after the call's `timeoutMs`.
 * @throws TimeoutError
 */
export const timeoutLayer =
  (next: Send): Send =>
  (request, call) => {
    const { timeoutMs, client } = call;
    const state = callState(call);
    const { signal } = request;
    return withTimeout(
      client.clock,
      timeoutMs,
      // A signal of this call's own, or of an attempt around this one, needs no DOM listener.
      signal ? (state.ownerOf(signal) ?? signal) : state,
      () => timeoutError(request, call, "timeoutMs", timeoutMs),
      (scope) => next({ ...request, signal: scope.signal }, call),
    );
  };
