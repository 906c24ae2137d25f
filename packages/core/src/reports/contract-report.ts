import { redactResult, resultDetails, type WithResponse } from "../client/api-promise.js";
import type { ServiceClient } from "../client/service-client.js";
import { ApiError, UnexpectedResponseError } from "../errors.js";
import type { OperationDefinition } from "../request/operation.js";
import type { DownloadsDefinition } from "./downloads-definition.js";
import { Poller } from "./poller.js";
import type { PollerDefinition } from "./report-definition.js";

/**
 * How a service prepares a report; generated from `x-billkit-report`. Locations are JSON pointers.
 */
export interface ReportDefinition<Complete, Report = unknown, Arguments extends object = object> {
  /** Identifies the report in a saved poller: `<vendor>.<report>`. */
  readonly kind: string;
  /** How a report is waited for: `byRepeat`, `byJob` or `byLocation`. */
  readonly form: ReportForm<Complete, Report, Arguments>;
  /** Starts the report; with `byRepeat` also reads it. */
  readonly start: OperationDefinition;
  /** Reads the report. @default `start`'s result, by GET at the address of `location` */
  readonly read?: OperationDefinition;
  /** With `byJob`, where the response of `start` has the job's id. */
  readonly id?: string;
  /** With `byJob`, the parameter of `read` that takes the id. */
  readonly parameter?: string;
  /** With `byLocation`, the response header with the address of the status. @default "location" */
  readonly location?: string;
  /**
   * Where a response has its status.
   * @default the HTTP status
   */
  readonly status?: string;
  /** The statuses of each state; any other is unknown. */
  readonly states: Readonly<
    Partial<Record<"pending" | "complete" | "failed" | "empty", readonly string[]>>
  >;
  /**
   * The state of a response without a status.
   * @default unknown
   */
  readonly absent?: "pending" | "complete";
  /** The fields that a complete response has. */
  readonly requires?: readonly string[];
  /** Where a failed response has the service's message. */
  readonly message?: string;
  /** HTTP statuses that mean that the service no longer has the report: it is started again, once. */
  readonly expired?: readonly number[];
  /** Response headers with a wait in seconds, besides `Retry-After`. */
  readonly waitHeaders?: readonly string[];
  /** Where a complete report's files are. */
  readonly downloads?: DownloadsDefinition;
  /** Carries the types; never set. */
  readonly types?: {
    readonly complete: Complete;
    readonly report: Report;
    readonly arguments: Arguments;
  };
}

/** One way to wait for a report. */
export type ReportForm<Complete, Report, Arguments extends object> = (
  client: ServiceClient<object>,
  definition: ReportDefinition<Complete, Report, Arguments>,
) => Pick<
  PollerDefinition<Complete, Report, Arguments>,
  "request" | "status" | "isExpired" | "startsOnce"
>;

/** A vendor's client. */
interface ReportClient {
  readonly serviceClient: ServiceClient<object>;
}

/**
 * Creates a poller for a report. Nothing is sent before its first `poll()` or `wait()`.
 * @param client - a vendor's client
 * @param definition - from the vendor's `reports` entry
 * @param args - the arguments of the operation that starts the report
 */
export const createPoller = <Complete, Report, Arguments extends object>(
  client: ReportClient,
  definition: ReportDefinition<Complete, Report, Arguments>,
  args: Arguments,
): Poller<Complete, Report, Arguments> =>
  new Poller(pollerDefinition(client.serviceClient, definition), args);

/**
 * Restores a poller from the result of its `serialize()`, also in another process. If its saved deadline
 * has passed, `wait()` fails at once and `wait({ deadlineMs })` sets a new one.
 * @throws ConfigurationError if it is invalid, or was saved for another report or base URL
 */
export const resumePoller = <Complete, Report, Arguments extends object>(
  client: ReportClient,
  definition: ReportDefinition<Complete, Report, Arguments>,
  serialized: unknown,
): Poller<Complete, Report, Arguments> =>
  Poller.restore(pollerDefinition(client.serviceClient, definition), serialized);

function pollerDefinition<Complete, Report, Arguments extends object>(
  client: ServiceClient<object>,
  definition: ReportDefinition<Complete, Report, Arguments>,
): PollerDefinition<Complete, Report, Arguments> {
  const { clock, random, logger } = client.context;
  const { kind, waitHeaders } = definition;
  const own = { kind, origin: client.baseUrl, waitHeaders, clock, random, logger };
  return { ...own, ...definition.form(client, definition) };
}

/**
 * A call whose result `check` can reject by returning what is wrong with it.
 * @throws UnexpectedResponseError
 */
export const checked = <T>(
  { kind }: { readonly kind: string },
  call: { withResponse(): Promise<WithResponse<T>> },
  check: (result: WithResponse<T>) => string | undefined,
): typeof call => ({
  async withResponse() {
    const result = await call.withResponse();
    const problem = check(result);
    if (problem === undefined) return result;
    const message = redactResult(result, `${kind}: the service answered with ${problem}`);
    throw new UnexpectedResponseError(message, { ...resultDetails(result), reason: "state" });
  },
});

/** Whether the error's HTTP status means that the service no longer has the report. */
export const isExpired = (
  { expired = [] }: Pick<ReportDefinition<unknown>, "expired">,
  error: unknown,
): boolean => error instanceof ApiError && expired.includes(error.status);
