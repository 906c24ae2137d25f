import type { WithResponse } from "../client/api-promise.js";
import { redactResult, resultDetails } from "../client/api-promise.js";
import { log } from "../client/logger.js";
import { type AnswerDetails, ApiError, BillkitError, UnexpectedResponseError } from "../errors.js";
import { errorMessage, formatValue, oneLine, truncate } from "../internal/format.js";
import { maxUnknownStatuses, type PollSchedule } from "./poll-schedule.js";
import type {
  PollerDefinition,
  PollState,
  ReportHandle,
  ReportStatus,
} from "./report-definition.js";
import type { SerializedPoller } from "./serialized-poller.js";

/** `errorDetails` is set if the response comes from an error, whose secrets are redacted. */
type ReportResult<Report> = WithResponse<Report> & { errorDetails?: Partial<AnswerDetails> };

/** A service that forgets the report a second time is broken. */
const maxRestarts = 1;

/** Requests one report, always with the same arguments, and keeps its last state. */
export class ReportRequest<Complete, Report, Arguments extends object> {
  state: PollState | undefined;
  /** Set once the report is complete. */
  complete: { readonly report: Complete } | undefined;
  #handle: ReportHandle | undefined;
  #restarts: number;

  constructor(
    private readonly definition: PollerDefinition<Complete, Report, Arguments>,
    private readonly args: Arguments,
    private readonly schedule: PollSchedule,
    saved?: SerializedPoller,
  ) {
    this.#handle = saved?.handle;
    this.#restarts = saved?.restarts ?? 0;
  }

  /** The part of it that a saved poller contains. */
  get progress(): Pick<SerializedPoller, "handle" | "restarts"> {
    return {
      ...(this.#handle !== undefined && { handle: this.#handle }),
      ...(this.#restarts > 0 && { restarts: this.#restarts }),
    };
  }

  /**
   * Sends one request, logs it and updates the schedule.
   * @throws UnexpectedResponseError if the report failed, or after too many unknown statuses in a row
   */
  async send(signal: AbortSignal): Promise<PollState> {
    const { args, definition, schedule } = this;
    const { kind, logger } = definition;
    const handle = this.#handle;
    let result: ReportResult<Report>;
    try {
      result = await definition
        .request(args, { signal, handle })
        .withResponse()
        .catch((error: unknown) => this.#readPending(error));
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      if (this.#expires(error)) return this.#restart(error);
      const nextPollMs = schedule.recordFailure(error);
      const { polls } = schedule;
      // Only our own errors are known to contain no credential.
      const own = error instanceof BillkitError;
      const text = own
        ? errorMessage(error)
        : ((Object(error) as Partial<Error>).name ?? typeof error);
      log(logger, "warn", "poll", { kind, polls, error: text, nextPollMs });
      throw error;
    }
    const { data, response, requestId } = result;
    const report = definition.status(data, { handle, response });
    if (report.state === "complete") this.complete = report;
    if ("handle" in report) this.#handle = report.handle;
    const status = redactResult(result, report.status);
    const state = this.#record({ status, state: report.state }, response.headers, requestId);
    if (report.state === "failed") throw failedError(kind, state, result, report);
    if (report.state === "unknown" && schedule.consecutiveUnknown % maxUnknownStatuses === 0)
      throw unknownStatusError(kind, state, result);
    return state;
  }

  #record(
    { status, state }: Pick<ReportStatus<Complete>, "status" | "state">,
    headers: Headers,
    requestId: string | undefined,
  ): PollState {
    const { kind, logger } = this.definition;
    const progress = this.schedule.recordResponse(state, headers);
    const recorded = (this.state = { status, ...progress, requestId });
    const isFine = state === "pending" || state === "complete";
    log(logger, isFine ? "debug" : "warn", "poll", { kind, ...recorded });
    return recorded;
  }

  #expires(error: unknown): error is ApiError {
    return (
      error instanceof ApiError &&
      this.#handle !== undefined &&
      this.#restarts < maxRestarts &&
      this.definition.isExpired?.(error) === true
    );
  }

  /** The next poll starts the report again. */
  #restart({ headers, requestId }: ApiError): PollState {
    this.#handle = undefined;
    this.#restarts++;
    return this.#record({ status: "expired", state: "pending" }, new Headers(headers), requestId);
  }

  /** A pending report can lack fields that the contract requires; its status still counts. */
  #readPending(error: unknown): ReportResult<Report> {
    if (!(error instanceof UnexpectedResponseError) || error.reason !== "mismatch") throw error;
    if (this.definition.startsOnce && this.#handle === undefined) throw error;
    const { body, status, headers, requestId } = error;
    let data: Report;
    try {
      data = JSON.parse(typeof body === "string" ? body : JSON.stringify(body)) as Report;
    } catch {
      throw error;
    }
    const response = new Response(null, { status, headers });
    // It breaks the contract, so only its status is read.
    const { state } = this.definition.status(data, { handle: this.#handle, response });
    if (state === "complete") throw error;
    return { data, response, requestId, errorDetails: Object.assign({}, error, { body: data }) };
  }
}

type Found = readonly [kind: string, state: PollState, result: ReportResult<unknown>];

function failedError(
  ...[kind, state, result, { message }]: [...Found, { readonly message?: string }]
): UnexpectedResponseError {
  const explanation = message && oneLine(redactResult(result, message)).trim();
  const what = `the report failed with status ${formatValue(state.status)}`;
  const text = `${kind}: ${what}${explanation ? `: ${truncate(explanation, 200)}` : ""}`;
  return reportError(text, "failed", state, result);
}

function unknownStatusError(...[kind, state, result]: Found): UnexpectedResponseError {
  const message = `${kind}: the report's status was ${formatValue(state.status)} ${maxUnknownStatuses} times in a row: neither pending nor complete`;
  return reportError(message, "state", state, result);
}

function reportError(
  message: string,
  reason: UnexpectedResponseError["reason"],
  { polls, requestId }: PollState,
  result: ReportResult<unknown>,
): UnexpectedResponseError {
  const details = result.errorDetails ?? resultDetails(result);
  const own = { reason, pointer: undefined, requestId, attempts: polls };
  return new UnexpectedResponseError(message, { ...details, ...own });
}
