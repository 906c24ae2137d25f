import type { Call } from "./types.js";
import type { Outcome } from "./attempt-summary.js";
import { quietly, tell } from "../client/logger.js";
import { redact } from "../internal/redact.js";

/**
 * What `retryLayer` tells of each attempt once it has ended: plain JSON, without any header, body,
 * query value or credential. What repeats within an attempt is part of it: a redirect, and the
 * request with a credential that was renewed after a 401.
 */
export interface AttemptEvent extends Outcome {
  /** Where the request went: scheme, host and port. */
  readonly origin: string;
  /** How long until the next attempt, in milliseconds; undefined: this was the last. */
  readonly retryInMs: number | undefined;
  /** It would have been repeated, had the client any repeat left. */
  readonly retryBudget?: "spent";
}

/** Told each attempt, at once. One that throws breaks no call: the logger is told, as an error. */
export type AttemptListener = (event: AttemptEvent) => unknown;

/** Tells each of a call's listeners. A layer that stands in for retry does so as well. */
export function tellAttempt(call: Call, event: AttemptEvent): void {
  // Copies: whatever one does to the set or the event is its own affair.
  for (const listener of [...call.attemptListeners]) {
    quietly(
      () => listener({ ...event }),
      (error) => {
        tell(call.client.logger, "error", "listener", { error: redact(call, error) });
      },
    );
  }
}
