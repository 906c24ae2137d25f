import type { WithResponse } from "../client/api-promise.js";
import { type AnswerDetails, TimeoutError, UnexpectedResponseError } from "../errors.js";
import { shown } from "../internal/format.js";
import { mostUnknown } from "./poll-schedule.js";
import type { WaitOptions } from "./poller-definition.js";
import type { PollState } from "./poller-state.js";
import { invalid } from "../request/place-arguments.js";
import { checkOptions } from "../client/check-options.js";
import { Told } from "../client/call-result.js";

/** @throws InvalidRequestError for options of a wait that no call would take either */
export function checkWait(kind: string, options: WaitOptions): void {
  checkOptions(options, (argument, problem) => invalid(kind, argument, problem));
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

/** A report's answer, with what an error tells of it where it is not the client's own. */
export interface Answer<Report> extends WithResponse<Report> {
  readonly details?: Pick<AnswerDetails, "headers" | "method" | "path">;
}

/** The error for a report whose status stays unknown. */
export const unknownStatus = (
  kind: string,
  { status, polls, requestId }: PollState,
  answer: Answer<unknown>,
): UnexpectedResponseError => {
  const { response, data, details = answer instanceof Told ? answer.told() : undefined } = answer;
  return new UnexpectedResponseError(
    `${kind}: the report's status was ${shown(status)} ${mostUnknown} times in a row, which is not known to be pending or complete`,
    {
      ...details,
      reason: "state",
      pointer: undefined,
      status: response.status,
      requestId,
      body: data,
      attempts: polls,
    },
  );
};
