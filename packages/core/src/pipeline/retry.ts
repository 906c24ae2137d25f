import { ConnectionError, TimeoutError, UnexpectedResponseError } from "../errors.js";
import { emitAttempt, summarizeAttempt } from "./attempt-event.js";
import { callState, type Call, type HttpRequest, type Send } from "./call.js";
import { serverRetryDelay } from "./server-retry-delay.js";

const idempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];
const transientStatuses = [408, 429, 500, 502, 503, 504];

/** Budget: a retry costs five tokens, and each call refills one; at most 20 retries are saved up. */
const retryCost = 5;
export const maxRetryTokens = 100;

/**
 * Retries an idempotent request after a transient error, and any request after a 429 or 503 with
 * Retry-After. Waits as long as the service requests, plus full jitter of up to 0.5 s, 1 s, 2 s … 8 s.
 * If that wait exceeds `retryAfterCapMs` or the deadline, the call fails immediately. Reports each
 * attempt.
 *
 * The calls of a client share a retry budget, which protects a service that is down: 20 retries at
 * first and one more per five calls, never more than 20. Once it is spent, a failure isn't retried,
 * and its attempt is logged with `retryBudget: "spent"`. Retries after a 429 cost nothing.
 *
 * A credential function's failure is retried if its connection failed, but not its `ApiError`: the
 * function's own client has already retried.
 */
export const retryLayer =
  (next: Send): Send =>
  async (request, call) => {
    const { clock, retryBudget } = call.client;
    retryBudget.tokens = Math.min(maxRetryTokens, retryBudget.tokens + 1);
    for (; ; call.attempt++) {
      const startedAt = clock.now();
      const sent = next(request, call);
      let status: number | undefined;
      let waitMs: number | undefined;
      try {
        const answer = await sent;
        ({ status } = answer);
        if (transientStatuses.includes(status)) {
          const serverWaitMs = serverRetryDelay(answer, call);
          waitMs = retryDelay(request, call, serverWaitMs, status === 429 || status === 503);
        }
      } catch (error) {
        if (isTransient(error)) waitMs = retryDelay(request, call);
      }
      const hasPrice = waitMs !== undefined && status !== 429;
      const isSpent = hasPrice && retryBudget.tokens < retryCost;
      if (hasPrice && !isSpent) retryBudget.tokens -= retryCost;
      const retryInMs = isSpent ? undefined : waitMs;
      if (call.attemptListeners.size) {
        emitAttempt(call, {
          ...(await summarizeAttempt(sent, call, startedAt)),
          origin: new URL(request.url).origin,
          retryInMs,
          ...(isSpent && { retryBudget: "spent" }),
        });
      }
      if (retryInMs === undefined) return await sent;
      await clock.sleep(retryInMs, call.signal);
    }
  };

const isTransient = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  (error instanceof UnexpectedResponseError && error.reason === "body");

/** Wait before the next attempt in milliseconds; undefined if there is none. */
function retryDelay(
  { method }: HttpRequest,
  call: Call,
  serverWaitMs = 0,
  isRefusal?: boolean,
): number | undefined {
  const { attempt, maxRetries, deadline, client } = call;
  const canRetry = idempotent.includes(method) || (isRefusal && serverWaitMs > 0);
  if (!canRetry || callState(call).aborted || attempt > maxRetries) return undefined;
  const leftMs = deadline - client.clock.now();
  if (serverWaitMs > client.retryAfterCapMs || serverWaitMs >= leftMs) return undefined;
  const jitterMs = client.random() * Math.min(8000, 500 * 2 ** (attempt - 1));
  // Jitter on top of the requested wait, because otherwise all rejected calls return together. It
  // never ends a call.
  if (serverWaitMs) return Math.min(serverWaitMs + jitterMs, Math.max(serverWaitMs, leftMs - 1));
  return jitterMs < leftMs ? jitterMs : undefined;
}
