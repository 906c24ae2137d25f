import { log, runSafely } from "../client/logger.js";
import { UnexpectedResponseError } from "../errors.js";
import { requestIdOf } from "../internal/call-error.js";
import { redact } from "../internal/redact.js";
import type { Answer } from "../response/answer.js";
import type { Call, Send } from "./call.js";

/** Summary of an attempt or of a call: plain JSON, without any header, body or credential. */
export interface AttemptSummary {
  /** The operation's id, e.g. `listBalances`. */
  readonly operation: string;
  /** HTTP method. */
  readonly method: string;
  /** The template. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Epoch milliseconds of the client's clock. */
  readonly startedAt: number;
  /** With waits, in milliseconds. */
  readonly durationMs: number;
  /** A 2xx that matches the contract. */
  readonly ok: boolean;
  /** HTTP status; absent if there was no response. */
  readonly status?: number | undefined;
  /** The service's own id of the request. */
  readonly requestId?: string | undefined;
  /**
   * The rate limit's state as the response headers report it: `count` of `allowed` requests,
   * `resetSeconds` until it starts over. Values that aren't plain numbers are left out.
   */
  readonly rateLimit?: Readonly<Record<string, number>>;
  /** Name and message of the error. */
  readonly error?: string;
  /** The error's name alone, e.g. `ConnectionError`. */
  readonly errorType?: string;
}

/**
 * What `retryLayer` reports after each attempt: plain JSON, without any header, body, query value or
 * credential. A redirect, and the request with a credential renewed after a 401, belong to the attempt.
 */
export interface AttemptEvent extends AttemptSummary {
  /** Where the request went: scheme, host and port. */
  readonly origin: string;
  /** Wait before the next attempt, in milliseconds; undefined if this was the last. */
  readonly retryInMs: number | undefined;
  /** It would have been retried, but the client's retry budget is spent. */
  readonly retryBudget?: "spent";
}

/**
 * Receives each attempt, synchronously. If it throws, calls aren't affected and the logger gets an
 * error.
 */
export type AttemptListener = (event: AttemptEvent) => unknown;

/** Calls the listeners of a call. A layer that replaces `retryLayer` uses it too. */
export function emitAttempt(call: Call, event: AttemptEvent): void {
  // Copies, because a listener can change the set or the event.
  for (const listener of [...call.attemptListeners]) {
    runSafely(
      () => listener({ ...event }),
      (error) => {
        log(call.client.logger, "error", "listener", { error: redact(call, error) });
      },
    );
  }
}

/** Summarizes an attempt or a call once it has settled. */
export async function summarizeAttempt(
  answer: Promise<Answer>,
  call: Call,
  startedAt: number,
): Promise<AttemptSummary> {
  const outcome = await answer.then(
    (received) => ({
      ok: received.ok,
      status: received.status,
      requestId: requestIdOf(received, call),
      rateLimit: rateLimit(received.headers, call),
    }),
    (error: unknown) => ({
      ok: false,
      ...(error instanceof UnexpectedResponseError && {
        status: error.status,
        requestId: error.requestId,
      }),
      error: redact(call, error),
      errorType: redact(call, (Object(error) as Partial<Error>).name ?? typeof error),
    }),
  );
  const { id: operation, method, path } = call.operation;
  // The clock can be set back.
  const durationMs = Math.max(0, call.client.clock.now() - startedAt);
  return { operation, method, path, attempt: call.attempt, startedAt, durationMs, ...outcome };
}

function rateLimit(headers: Headers, call: Call): Record<string, number> {
  const state: Record<string, number> = {};
  for (const [name, header] of Object.entries(call.client.service.rateHeaders)) {
    const value = String(headers.get(header));
    if (/^\d{1,15}(\.\d+)?$/.test(value)) state[name] = Number(value);
  }
  return state;
}

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
