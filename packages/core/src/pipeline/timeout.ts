import { timeoutError } from "../internal/call-error.js";
import { Scope } from "../internal/scope.js";
import { callState, scopeOf, type Send } from "./call.js";

/**
 * Ends an attempt, response body included, after the call's `timeoutMs`.
 * @throws TimeoutError
 */
export const timeoutLayer =
  (next: Send): Send =>
  (request, call) => {
    const { timeoutMs, client } = call;
    return new Scope().run(
      scopeOf(request, call),
      (scope) => {
        callState(call).attemptScope = scope;
        const { method, url, headers, body } = request;
        return next({ method, url, headers, body, signal: scope.signal }, call);
      },
      client.clock,
      timeoutMs,
      () => timeoutError(request, call, "timeoutMs", timeoutMs),
    );
  };
