import { log } from "../client/logger.js";
import { summarizeAttempt, type AttemptListener } from "./attempt-event.js";
import type { Send } from "./call.js";

/**
 * Logs each attempt, as `warn` if it is retried or the retry budget is spent and as `debug` otherwise;
 * and each call when it ends, as `info` for a 2xx and as `warn` otherwise.
 */
export const logLayer = (next: Send): Send => {
  const logged: Send = async (request, call) => {
    const { attemptListeners, client } = call;
    const { clock, logger } = client;
    const listener: AttemptListener = (event) => {
      const failed = event.retryInMs !== undefined || event.retryBudget;
      log(logger, failed ? "warn" : "debug", "attempt", event);
    };
    attemptListeners.add(listener);
    const startedAt = clock.now();
    const answer = next(request, call);
    const summary = await summarizeAttempt(answer, call, startedAt);
    attemptListeners.delete(listener);
    log(logger, summary.ok ? "info" : "warn", "call", summary);
    return answer;
  };
  return (request, call) => (call.client.logger ? logged : next)(request, call);
};
