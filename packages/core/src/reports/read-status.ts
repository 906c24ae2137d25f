import { valueAt } from "../internal/pointer.js";
import type { ReportDefinition } from "./contract-report.js";
import type { ReportStatus } from "./report-definition.js";

type Reading = Pick<
  ReportDefinition<never>,
  "status" | "states" | "absent" | "requires" | "message"
>;

/** Reads the state of a report from a response. */
export function readStatus<Complete>(
  { status: pointer, states, absent, requires = [], message = "?" }: Reading,
  report: unknown,
  httpStatus: number,
): ReportStatus<Complete> {
  // Services send null for absent fields.
  const sent = pointer === undefined ? httpStatus : (valueAt(report, pointer) ?? undefined);
  const known = typeof sent === "string" || sent === undefined ? sent : JSON.stringify(sent);
  const name = Object.entries(states).find(([, values]) => values.includes(known ?? ""))?.[0];
  const state = known === undefined ? absent : (name as keyof typeof states | undefined);
  const status = known ?? "(none)";
  switch (state) {
    case "empty":
      return { status, state: "complete", report: undefined as Complete };
    case "failed": {
      const found = valueAt(report, message);
      return { status, state, ...(typeof found === "string" && { message: found }) };
    }
    case "complete": {
      const missing = requires.filter((each) => (valueAt(report, each) ?? undefined) === undefined);
      if (missing.length > 0) {
        const names = missing.map((each) => each.slice(1)).join(", ");
        return { status: `${status} without ${names}`, state: "unknown" };
      }
      const complete = known === undefined ? withoutStatus(report, pointer) : report;
      return {
        status: known ?? states.complete?.[0] ?? status,
        state,
        report: complete as Complete,
      };
    }
    default:
      return { status, state: state ?? "unknown" };
  }
}

/** A status of null counts as absent. */
function withoutStatus(report: unknown, pointer = ""): unknown {
  const [, name = "", deeper] = pointer.split("/");
  if (deeper !== undefined || Object(report) !== report) return report;
  return Object.fromEntries(Object.entries(report as object).filter(([key]) => key !== name));
}
