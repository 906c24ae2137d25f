import type { ServiceClient } from "../client/service-client.js";
import type { ReportDefinition, ReportForm } from "./contract-report.js";
import { readStatus } from "./read-status.js";

/** There is no job id: the same request again returns the report once it is ready. */
export const byRepeat = <Complete, Report, Arguments extends object>(
  client: ServiceClient<object>,
  definition: ReportDefinition<Complete, Report, Arguments>,
): ReturnType<ReportForm<Complete, Report, Arguments>> => ({
  request: (args, { signal }) => client.call(definition.start, args, { signal }),
  status: (report, { response }) => readStatus<Complete>(definition, report, response.status),
});
