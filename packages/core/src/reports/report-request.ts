import type { WithResponse } from "../client/api-promise.js";
import { redactResult, resultDetails } from "../client/api-promise.js";
import { log } from "../client/logger.js";
import { type AnswerDetails, BillkitError, UnexpectedResponseError } from "../errors.js";
import { formatValue, errorMessage } from "../internal/format.js";
import { maxUnknownStatuses, type PollSchedule } from "./poll-schedule.js";
import type { PollerDefinition, PollState } from "./report-definition.js";

/** `errorDetails` is set if the response comes from an error, whose secrets are cut out. */
type ReportResult<Report> = WithResponse<Report> & { errorDetails?: Partial<AnswerDetails> };

/** Requests one report, always with the same arguments, and holds its last state. */
export class ReportRequest<Complete, Report, Arguments extends object> {
  state: PollState | undefined;
  /** Set once the report is complete. */
  complete: { readonly report: Complete } | undefined;

  constructor(
    private readonly definition: PollerDefinition<Complete, Report, Arguments>,
    private readonly args: Arguments,
    private readonly schedule: PollSchedule,
  ) {}

  /**
   * Sends one request, logs it and updates the schedule.
   * @throws UnexpectedResponseError after too many unknown statuses in a row
   */
  async send(signal: AbortSignal): Promise<PollState> {
    const { args, definition, schedule } = this;
    const { kind, logger } = definition;
    let result: ReportResult<Report>;
    try {
      result = await definition
        .request(args, { signal })
        .withResponse()
        .catch((error: unknown) => this.#readPending(error));
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      const nextPollMs = schedule.recordFailure(error);
      const { polls } = schedule;
      // Only our own errors are known to hold no credential.
      const own = error instanceof BillkitError;
      const text = own
        ? errorMessage(error)
        : ((Object(error) as Partial<Error>).name ?? typeof error);
      log(logger, "warn", "poll", { kind, polls, error: text, nextPollMs });
      throw error;
    }
    const { data, response, requestId } = result;
    const report = definition.status(data);
    if (report.state === "complete") this.complete = report;
    const progress = schedule.recordResponse(report.state, response.headers);
    const status = redactResult(result, report.status);
    const state = (this.state = { status, ...progress, requestId });
    const isUnknown = report.state === "unknown";
    log(logger, isUnknown ? "warn" : "debug", "poll", { kind, ...state });
    if (isUnknown && schedule.consecutiveUnknown % maxUnknownStatuses === 0)
      throw unknownStatusError(kind, state, result);
    return state;
  }

  /** A pending report may lack fields that the contract requires; its status still counts. */
  #readPending(error: unknown): ReportResult<Report> {
    if (!(error instanceof UnexpectedResponseError) || error.reason !== "mismatch") throw error;
    const { body, status, headers, requestId } = error;
    let data: Report;
    try {
      data = JSON.parse(typeof body === "string" ? body : JSON.stringify(body)) as Report;
    } catch {
      throw error;
    }
    // It breaks the contract, so only its status is read.
    if (this.definition.status(data).state === "complete") throw error;
    const response = new Response(null, { status, headers });
    return { data, response, requestId, errorDetails: Object.assign({}, error, { body: data }) };
  }
}

function unknownStatusError(
  kind: string,
  { status, polls, requestId }: PollState,
  result: ReportResult<unknown>,
): UnexpectedResponseError {
  const message = `${kind}: the report's status was ${formatValue(status)} ${maxUnknownStatuses} times in a row; it is neither pending nor complete`;
  const details = result.errorDetails ?? resultDetails(result);
  const own = { reason: "state", pointer: undefined, requestId, attempts: polls };
  return new UnexpectedResponseError(message, { ...details, ...own });
}
