import type { AttemptListener } from "./attempt-event.js";
import type { Send } from "./types.js";
import { tell } from "../client/logger.js";
import { outcome } from "./attempt-summary.js";

/**
 * Tells the client's logger each attempt, `warn` for one that is repeated, or is not for want of
 * budget, and `debug` otherwise; and how each call ended: `info` for a 2xx, `warn` otherwise. Left
 * out, it leaves out both.
 */
export const logLayer = (next: Send): Send => {
  const logged: Send = async (request, call) => {
    const { attemptListeners, client } = call;
    const { clock, logger } = client;
    const listener: AttemptListener = (event) => {
      const failed = event.retryInMs !== undefined || event.retryBudget;
      tell(logger, failed ? "warn" : "debug", "attempt", event);
    };
    attemptListeners.add(listener);
    const startedAt = clock.now();
    const answer = next(request, call);
    const fields = await outcome(answer, call, startedAt);
    attemptListeners.delete(listener);
    tell(logger, fields.ok ? "info" : "warn", "call", fields);
    return answer;
  };
  return (request, call) => (call.client.logger ? logged : next)(request, call);
};
