import { ApiError, UnexpectedResponseError } from "../errors.js";
import { textOf } from "../internal/format.js";
import { tell } from "../client/logger.js";
import type { PollSchedule } from "./poll-schedule.js";
import type { PollerDefinition } from "./poller-definition.js";
import { unknownStatus, type Answer } from "./poller-errors.js";
import type { PollState } from "./poller-state.js";

/** Asks for one report, each time the same way, and keeps what it last heard. */
export class ReportRequest<Complete, Report, Arguments extends object> {
  state: PollState | undefined;
  /** Once the report is. */
  complete: { readonly report: Complete } | undefined;
  readonly #definition: PollerDefinition<Complete, Report, Arguments>;
  readonly #arguments: Arguments;
  readonly #schedule: PollSchedule;

  constructor(
    definition: PollerDefinition<Complete, Report, Arguments>,
    args: Arguments,
    schedule: PollSchedule,
  ) {
    this.#definition = definition;
    this.#arguments = args;
    this.#schedule = schedule;
  }

  /**
   * Asks once, and tells the logger and the schedule how it went.
   * @throws UnexpectedResponseError when the status was unknown too often in a row
   */
  async ask(signal: AbortSignal): Promise<PollState> {
    const definition = this.#definition;
    const schedule = this.#schedule;
    const { kind, logger } = definition;
    let answer: Answer<Report>;
    try {
      answer = await definition
        .request(this.#arguments, { signal })
        .withResponse()
        .catch((error: unknown) => this.#early(error));
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      const nextPollMs = schedule.failed(
        error instanceof ApiError ? error.retryAfterMs : undefined,
      );
      const { polls } = schedule;
      tell(logger, "warn", "poll", { kind, polls, error: textOf(error), nextPollMs });
      throw error;
    }
    schedule.answered();
    const { data, response, requestId } = answer;
    const told = definition.status(data);
    if (told.state === "complete") this.complete = told;
    const counted = schedule.told(told.state, response.headers);
    const state = (this.state = { status: told.status, ...counted, requestId });
    tell(logger, told.state === "unknown" ? "warn" : "debug", "poll", { kind, ...state });
    if (schedule.isUnknownTooOften) throw unknownStatus(kind, state, answer);
    return state;
  }

  /** A report under way may lack what the contract requires of one: it still says where it stands. */
  #early(error: unknown): Answer<Report> {
    if (!(error instanceof UnexpectedResponseError) || error.reason !== "mismatch") throw error;
    const { body, status, headers, requestId } = error;
    // Not what the contract declares, so only its status is read.
    const data = JSON.parse(String(body)) as Report;
    if (this.#definition.status(data).state === "complete") throw error;
    return { data, response: new Response(null, { status, headers }), requestId, details: error };
  }
}
