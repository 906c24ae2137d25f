import type { WithResponse } from "./api-promise.js";
import { longestMs } from "./clock.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import { shown } from "./kind.js";
import { mostUnknown } from "./poll-schedule.js";
import type { PollState } from "./poller-state.js";

/** @throws InvalidRequestError for a deadline that no clock can wait for */
export function checkDeadline(kind: string, deadlineMs: number): void {
  // Without types, it may be a text, to which a time would be appended.
  if (typeof deadlineMs === "number" && deadlineMs > 0 && deadlineMs <= longestMs) return;
  throw new InvalidRequestError(
    `${kind}: deadlineMs is ${shown(deadlineMs)}; allowed: milliseconds above 0, up to ${longestMs}`,
    { operation: kind, argument: "deadlineMs" },
  );
}

/** The error for a report that was not complete at the deadline. */
export function notComplete(
  kind: string,
  ms: number,
  attempts: number,
  lastState: PollState | undefined,
): TimeoutError {
  const seen = lastState ? `last status ${shown(lastState.status)}` : "no status seen";
  return new TimeoutError(
    `${kind}: the report was not complete at the deadline, after ${Math.max(ms, 0)} ms and ${attempts} requests (${seen})`,
    { limit: "deadlineMs", ms, attempts, lastState },
  );
}

/** The error for a report whose status stays unknown. */
export const unknownStatus = (
  kind: string,
  { status, polls, requestId }: PollState,
  { response, data }: WithResponse<unknown>,
): UnexpectedResponseError =>
  new UnexpectedResponseError(
    `${kind}: the report's status was ${shown(status)} ${mostUnknown} times in a row, which is not known to be pending or complete`,
    { reason: "state", status: response.status, requestId, body: data, attempts: polls },
  );
