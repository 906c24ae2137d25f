import type { WithResponse } from "../client/api-promise.js";
import { redactResult, resultDetails } from "../client/call-result.js";
import { tell } from "../client/logger.js";
import { type AnswerDetails, BillkitError, UnexpectedResponseError } from "../errors.js";
import { shown, textOf } from "../internal/format.js";
import { maxUnknownStatuses, type PollSchedule } from "./poll-schedule.js";
import type { PollerDefinition, PollState } from "./report-definition.js";

/** A report's response. `errorDetails` is set if it comes from an error, whose secrets are cut out. */
interface ReportResult<Report> extends WithResponse<Report> {
  readonly errorDetails?: Partial<AnswerDetails>;
}

/** Requests one report, always with the same arguments, and holds its last state. */
export class ReportRequest<Complete, Report, Arguments extends object> {
  state: PollState | undefined;
  /** Set once the report is complete. */
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
   * Sends one request, logs it and updates the schedule.
   * @throws UnexpectedResponseError after too many unknown statuses in a row
   */
  async send(signal: AbortSignal): Promise<PollState> {
    const definition = this.#definition;
    const schedule = this.#schedule;
    const { kind, logger } = definition;
    let result: ReportResult<Report>;
    try {
      result = await definition
        .request(this.#arguments, { signal })
        .withResponse()
        .catch((error: unknown) => this.#readPending(error));
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      const nextPollMs = schedule.recordFailure(error);
      const { polls } = schedule;
      // Only our own errors are known to hold no credential.
      const own = error instanceof BillkitError;
      const text = own ? textOf(error) : ((Object(error) as Partial<Error>).name ?? typeof error);
      tell(logger, "warn", "poll", { kind, polls, error: text, nextPollMs });
      throw error;
    }
    schedule.recordResponse();
    const { data, response, requestId } = result;
    const report = definition.status(data);
    if (report.state === "complete") this.complete = report;
    const progress = schedule.recordStatus(report.state, response.headers);
    const status = redactResult(result, report.status);
    const state = (this.state = { status, ...progress, requestId });
    tell(logger, report.state === "unknown" ? "warn" : "debug", "poll", { kind, ...state });
    if (schedule.hasTooManyUnknown) throw unknownStatusError(kind, state, result);
    return state;
  }

  /** A pending report may lack fields that the contract requires; its status still counts. */
  #readPending(error: unknown): ReportResult<Report> {
    if (!(error instanceof UnexpectedResponseError) || error.reason !== "mismatch") throw error;
    const { body, status, headers, requestId } = error;
    const data = parse(body) as Report;
    // It breaks the contract, so only its status is read.
    if (data === undefined || this.#definition.status(data).state === "complete") throw error;
    const response = new Response(null, { status, headers });
    return { data, response, requestId, errorDetails: Object.assign({}, error, { body: data }) };
  }
}

function unknownStatusError(
  kind: string,
  { status, polls, requestId }: PollState,
  result: ReportResult<unknown>,
): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `${kind}: the report's status was ${shown(status)} ${maxUnknownStatuses} times in a row; it is neither pending nor complete`,
    {
      ...(result.errorDetails ?? resultDetails(result)),
      reason: "state",
      pointer: undefined,
      requestId,
      attempts: polls,
    },
  );
}

function parse(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : body;
  } catch {
    return undefined;
  }
}
