import { isScope, within } from "../internal/scope.js";
import type { Send } from "./types.js";
import { late } from "../internal/call-error.js";
import { running } from "./call-state.js";

/**
 * Ends an attempt, its body included, after the call's `timeoutMs`.
 * @throws TimeoutError
 */
export const timeoutLayer =
  (next: Send): Send =>
  (request, call) => {
    const { timeoutMs, client } = call;
    const { signal = running(call) } = request;
    return within(
      client.clock,
      timeoutMs,
      // Of its own signal, that of the call or of an attempt around this, it is a part.
      isScope(signal) ? signal : (running(call).of(signal) ?? signal),
      () => late(request, call, "timeoutMs", timeoutMs),
      (own) => next({ ...request, signal: own.signal }, call),
    );
  };
