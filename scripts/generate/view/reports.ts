import { keysOf } from "../../common/json-pointer.js";
import { textsAt, type JsonObject } from "../../common/json.js";
import type { Service } from "../contract/service.js";
import { readReports, type ReportTrait } from "../traits/reports.js";
import { argumentsName, hasArguments } from "./arguments.js";
import { resultType } from "./result.js";

/** The data for the templates of the entry `reports` and its test: the contract's `x-billkit-report`s. */
export function reportsView(vendor: string, service: Service): JsonObject {
  const reports = readReports(service);
  return {
    hasReports: reports.length > 0,
    reports: reports.map((report) => reportView(vendor, report)),
    reportForms: [...new Set(reports.map(({ form }) => form))].sort(),
    hasDownloads: reports.some(({ definition }) => definition.downloads),
    /** Each API class's operations and the types of their arguments. */
    reportImports: service.tags
      .map(({ name, operations }) => ({
        api: `${name}Api`,
        names: operations.flatMap((operation) => [
          ...(reports.some((each) => isPartOf(each, operation)) ? [operation.id] : []),
          ...(reports.some(({ start }) => start === operation) && hasArguments(operation)
            ? [`type ${argumentsName(operation)}`]
            : []),
        ]),
      }))
      .filter(({ names }) => names.length > 0),
    reportSchemas: [
      ...new Set(reports.flatMap((each) => reportType(each).match(/^\w+|(?<= \| )\w+/g) ?? [])),
    ],
  };
}

const isPartOf = ({ start, read }: ReportTrait, operation: ReportTrait["start"]): boolean =>
  operation === start || operation === read;

function reportView(vendor: string, report: ReportTrait): JsonObject {
  const { name, form, start, read, definition } = report;
  return {
    ...{ name, form, id: start.id, kind: JSON.stringify(`${vendor}.${name}`) },
    complete: `Complete${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    completeType: completeType(report),
    canBeEmpty: definition.states.empty !== undefined,
    type: reportType(report),
    arguments: hasArguments(start) && argumentsName(start),
    read: read?.id ?? false,
    // As JSON, so that no text in it can become code.
    definition: JSON.stringify(definition).slice(1, -1),
  };
}

const reportType = ({ start, read }: ReportTrait): string =>
  resultType(read ?? start).replace(/ \| undefined$/, "");

/** The response's type, narrowed to a complete one: its status and its required fields. */
function completeType(report: ReportTrait): string {
  const { status, states } = report.definition;
  const type = reportType(report);
  const members = new Map<string, string>();
  const narrow = (pointer: string, member: (key: string) => string): void => {
    const [name, inner] = keysOf(pointer);
    if (name === undefined || inner !== undefined) return;
    const key = JSON.stringify(name);
    if (!members.has(key)) members.set(key, member(key));
  };
  const complete = textsAt(states, "complete").map((each) => JSON.stringify(each));
  if (typeof status === "string") narrow(status, (key) => `${key}?: ${complete.join(" | ")}`);
  for (const pointer of textsAt(report.definition, "requires"))
    narrow(pointer, (key) => `${key}: NonNullable<${type}[${key}]>`);
  const known =
    members.size === 0
      ? type
      : `Omit<${type}, ${[...members.keys()].join(" | ")}> & { ${[...members.values()].join("; ")} }`;
  return states.empty ? `(${known}) | undefined` : known;
}
