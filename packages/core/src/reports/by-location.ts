import { ApiPromise, CallResult, type WithResponse } from "../client/api-promise.js";
import type { ServiceClient } from "../client/service-client.js";
import { ConfigurationError, UnexpectedResponseError } from "../errors.js";
import { formatValue } from "../internal/format.js";
import type { OperationDefinition } from "../request/operation.js";
import { checked, isExpired, type ReportDefinition, type ReportForm } from "./contract-report.js";
import { readStatus } from "./read-status.js";
import type { ReportHandle, ReportStatus } from "./report-definition.js";

const accepted = 202;

/**
 * The service answers 202 with the address of the status, until the response there is the report.
 */
export function byLocation<Complete, Report, Arguments extends object>(
  client: ServiceClient<object>,
  definition: ReportDefinition<Complete, Report, Arguments>,
): ReturnType<ReportForm<Complete, Report, Arguments>> {
  const { kind, start, read = start, location = "location" } = definition;
  const addressOf = ({ headers }: Response): string | undefined =>
    headers.get(location) ?? undefined;
  const statusOf = (report: unknown, response: Response): ReportStatus<Complete> => {
    const found = readStatus<Complete>(definition, report, response.status);
    if (response.status !== accepted) return found;
    return { status: report === undefined ? `${accepted}` : found.status, state: "pending" };
  };
  return {
    startsOnce: true,
    request(args, { signal, handle }) {
      const call: ApiPromise<Report> =
        handle === undefined
          ? client.call(start, args, { signal })
          : follow(client, read, savedAddress(kind, handle), signal);
      return checked(definition, lenient(call), ({ data, response }) => {
        if (!isRunning(statusOf(data, response))) return undefined;
        const next = addressOf(response);
        if (next !== undefined) return addressProblem(client, next);
        // Without an address, the next poll would start another report.
        const lacksAddress = handle === undefined;
        return lacksAddress ? `${response.status}, but without the header ${location}` : undefined;
      });
    },
    status(report, { response }) {
      const found = statusOf(report, response);
      const next = addressOf(response);
      const isFollowed =
        isRunning(found) && next !== undefined && addressProblem(client, next) === undefined;
      return isFollowed ? { ...found, handle: ownAddress(client, next) } : found;
    },
    isExpired: (error) => isExpired(definition, error),
  };
}

const isRunning = (
  report: ReportStatus<unknown>,
): report is Extract<ReportStatus<unknown>, { readonly state: "pending" | "unknown" }> =>
  report.state === "pending" || report.state === "unknown";

/** GET at an address of the service, with the credential. */
function follow<Report>(
  client: ServiceClient<object>,
  operation: OperationDefinition,
  url: string,
  signal: AbortSignal,
): ApiPromise<Report> {
  const { headers } = client;
  if (operation.accept) headers.set("accept", operation.accept);
  const request = { method: "GET", url, headers };
  const { answer, call } = client.send(request, { ...operation, method: "GET" }, { signal });
  return new ApiPromise<Report>(
    answer.then((received) => () => new CallResult<Report>(request, received, call)),
  );
}

/** Whatever a 202 contains, the report isn't ready. */
const lenient = <T>(call: ApiPromise<T>): { withResponse(): Promise<WithResponse<T>> } => ({
  withResponse: () =>
    call.withResponse().catch((error: unknown) => {
      if (!(error instanceof UnexpectedResponseError) || error.status !== accepted) throw error;
      const { status, headers, requestId } = error;
      return { data: undefined as T, response: new Response(null, { status, headers }), requestId };
    }),
});

/** The absolute address, without user name, password and credentials. */
function ownAddress(client: ServiceClient<object>, found: string): string {
  const url = new URL(found, client.baseUrl);
  url.username = url.password = url.hash = "";
  for (const each of client.context.service.credentials)
    if (each.in === "query") url.searchParams.delete(each.name);
  return url.href;
}

/** `authorizeLayer` rejects one with another origin. */
function savedAddress(kind: string, handle: ReportHandle): string {
  const address = String(handle);
  if (URL.canParse(address)) return address;
  const problem = `a saved ${kind} has handle ${formatValue(handle)}; expected an address`;
  throw new ConfigurationError(problem, { option: "serialized" });
}

/** The reason not to follow the address: the credential would be sent to another origin. */
function addressProblem(client: ServiceClient<object>, found: string): string | undefined {
  if (!URL.canParse(found, client.baseUrl)) return `${formatValue(found)} as address of the status`;
  const { origin } = new URL(found, client.baseUrl);
  const { origin: own } = client.context;
  if (origin === own) return undefined;
  return `an address of ${origin}, not followed: the credential is for ${own} only`;
}
