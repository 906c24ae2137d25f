import type { ServiceClient } from "../client/service-client.js";
import { formatValue } from "../internal/format.js";
import { valueAt } from "../internal/pointer.js";
import { checked, isExpired, type ReportDefinition, type ReportForm } from "./contract-report.js";
import { readStatus } from "./read-status.js";

/**
 * The operation that starts the report returns a job's id; another operation reads the report with
 * it.
 */
export function byJob<Complete, Report, Arguments extends object>(
  client: ServiceClient<object>,
  definition: ReportDefinition<Complete, Report, Arguments>,
): ReturnType<ReportForm<Complete, Report, Arguments>> {
  const { start, read = start, id = "", parameter = "" } = definition;
  const isId = (value: unknown): value is string | number =>
    typeof value === "number" || (typeof value === "string" && value !== "");
  return {
    startsOnce: true,
    request(args, { signal, handle }) {
      if (handle === undefined)
        return checked(definition, client.call(start, args, { signal }), ({ data }) => {
          const found = valueAt(data, id);
          return isId(found) ? undefined : `${formatValue(found)} at ${id}; expected a job's id`;
        });
      const { parameters } = read;
      const shared = Object.entries(args).filter(([name]) => Object.hasOwn(parameters, name));
      const value = parameters[parameter]?.type === "string" ? String(handle) : handle;
      return client.call(read, { ...Object.fromEntries(shared), [parameter]: value }, { signal });
    },
    status(report, { handle, response }) {
      if (handle !== undefined) return readStatus<Complete>(definition, report, response.status);
      const found = valueAt(report, id);
      return { status: "started", state: "pending", ...(isId(found) && { handle: found }) };
    },
    isExpired: (error) => isExpired(definition, error),
  };
}
