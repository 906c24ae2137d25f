import { askedMs } from "./server-retry-delay.js";
import { tellAttempt } from "./attempt-event.js";
import type { Call, HttpRequest, Send } from "./types.js";
import { ConnectionError, TimeoutError, UnexpectedResponseError } from "../errors.js";
import { outcome } from "./attempt-summary.js";
import { running } from "./call-state.js";
import { earn, spend } from "./retry-budget.js";

const idempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];
const transient = [408, 429, 500, 502, 503, 504];

/**
 * Repeats an idempotent request after a failure that may pass, and any after a 429 or 503 that asks
 * to wait. Waits with full jitter up to 0.5 s, 1 s, 2 s … 8 s, and at least as long as the
 * service asks. A wait beyond `retryAfterCapMs` or the deadline is not begun. Tells each attempt.
 *
 * The calls of a client share a budget, so that a service that is down is not asked more than it
 * must: 20 repeats at first, and one more for every 5 calls, never above 20. A dead service costs at
 * most 20 + 0.2 × calls extra requests. Once it is spent, a failure is told at once, and the attempt
 * is logged with `retryBudget: "spent"`. Repeats after a 429 take nothing from it: that service lives.
 *
 * What a credential function threw is repeated where its connection failed. An `ApiError` of its own
 * is not: whoever was answered has decided on repeats already.
 */
export const retryLayer =
  (next: Send): Send =>
  async (request, call) => {
    const { clock } = call.client;
    earn(call.client);
    for (; ; call.attempt++) {
      const startedAt = clock.now();
      const answer = next(request, call);
      let status: number | undefined;
      let waitMs: number | undefined;
      try {
        const response = await answer;
        ({ status } = response);
        if (transient.includes(status)) {
          waitMs = pause(request, call, askedMs(response, call), [429, 503].includes(status));
        }
      } catch (error) {
        if (mayPass(error)) waitMs = pause(request, call);
      }
      const spent = waitMs !== undefined && status !== 429 && !spend(call.client);
      const retryInMs = spent ? undefined : waitMs;
      if (running(call).heard) {
        tellAttempt(call, {
          ...(await outcome(answer, call, startedAt)),
          origin: new URL(request.url).origin,
          retryInMs,
          ...(spent && { retryBudget: "spent" }),
        });
      }
      if (retryInMs === undefined) return answer;
      await clock.sleep(retryInMs, call.signal);
    }
  };

const mayPass = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  (error instanceof UnexpectedResponseError && error.reason === "body");

/** How long to wait before the next attempt; undefined: there is none. */
function pause(
  { method }: HttpRequest,
  call: Call,
  askedMs = 0,
  mayAsk?: boolean,
): number | undefined {
  const { attempt, maxRetries, deadline, client } = call;
  const may = idempotent.includes(method) || (mayAsk && askedMs > 0);
  if (!may || running(call).aborted || attempt > maxRetries) return undefined;
  const jitterMs = client.random() * Math.min(8000, 500 * 2 ** (attempt - 1));
  const waitMs = Math.max(askedMs, jitterMs);
  const tooLong = askedMs > client.retryAfterCapMs;
  return tooLong || client.clock.now() + waitMs >= deadline ? undefined : waitMs;
}
