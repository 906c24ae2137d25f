import { readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../common/user-error.js";
import { keysOf } from "../common/json-pointer.js";
import { isObject, objectAt, own, parseJson, textsAt } from "../common/json.js";
import type { Operation, Service } from "./contract/service.js";
import { readReports, type ReportTrait } from "./traits/reports.js";
import { argumentsName, hasArguments } from "./view/arguments.js";
import { resultType } from "./view/result.js";

const header = `// Generated from the contract, do not edit: change the contract, then \`npm run generate\`.
`;

/**
 * The entry `@billkit/<vendor>/reports`: a report definition for each `x-billkit-report` of the contract.
 * @returns its text by path from the package's folder; empty if the contract has no reports
 */
export function reportsFiles(vendor: string, service: Service): [string, string][] {
  const reports = readReports(service);
  if (reports.length === 0) return [];
  const forms = [...new Set(reports.map(({ form }) => form))].sort();
  const downloads = reports.some(({ definition }) => definition.downloads) ? ["downloads"] : [];
  const functions = ["createPoller", ...downloads, "resumePoller"];
  const operations = reports.flatMap(({ start, read }) => [start, ...(read ? [read] : [])]);
  const text = `${header}// A separate entry, so that only users of reports bundle the poller.
import { ${forms.join(", ")}, type ReportDefinition } from "@billkit/core/reports";
${importsOf(operations, reports)}import type { ${schemaNames(reports).join(", ")} } from "./schema.js";

export { ${functions.join(", ")} } from "@billkit/core/reports";
export type { Poller, PollState, SerializedPoller, WaitOptions } from "@billkit/core";

${reports.map((report) => definition(vendor, report)).join("\n")}`;
  return [["src/generated/reports.ts", text]];
}

/** @throws {UserError} if the package of a vendor with reports has no entry for them */
export function checkReportsEntry(root: string, vendor: string, service: Service): void {
  const [report] = readReports(service);
  if (!report) return;
  const file = `packages/${vendor}/package.json`;
  const manifest = parseJson(readFileSync(path.join(root, file), "utf8"));
  if (isObject(manifest) && own(objectAt(manifest, "exports"), "./reports") !== undefined) return;
  throw new UserError(
    `${file}: needs "./reports" in exports and typesVersions, since ${report.start.id} has x-billkit-report`,
  );
}

/** Imports the operations and the types of their arguments. */
function importsOf(operations: readonly Operation[], reports: readonly ReportTrait[]): string {
  const byTag = new Map<string, Set<string>>();
  const add = (tag: string, name: string) =>
    byTag.set(tag, (byTag.get(tag) ?? new Set()).add(name));
  for (const { tag, id } of operations) add(tag, id);
  for (const { start } of reports)
    if (hasArguments(start)) add(start.tag, `type ${argumentsName(start)}`);
  return [...byTag]
    .map(([tag, names]) => `import { ${[...names].join(", ")} } from "./apis/${tag}Api.js";\n`)
    .join("");
}

const reportType = ({ start, read }: ReportTrait): string =>
  resultType(read ?? start).replace(/ \| undefined$/, "");

const schemaNames = (reports: readonly ReportTrait[]): string[] => [
  ...new Set(reports.flatMap((report) => reportType(report).match(/^\w+|(?<= \| )\w+/g) ?? [])),
];

function definition(vendor: string, report: ReportTrait): string {
  const { name, form, start, read } = report;
  const complete = `Complete${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const args = hasArguments(start) ? argumentsName(start) : "object";
  // As JSON, so that no text in it can become code.
  const rest = JSON.stringify(report.definition).slice(1);
  return `/** A complete report of \`${start.id}\`${report.definition.states.empty ? "; undefined if there is nothing to report" : ""}. */
export type ${complete} = ${completeType(report)};

/** For \`createPoller\`: the report that \`${start.id}\` starts. */
export const ${name}Report: ReportDefinition<${complete}, ${reportType(report)}, ${args}> = {
  kind: ${JSON.stringify(`${vendor}.${name}`)},
  form: ${form},
  start: ${start.id},${read ? `\n  read: ${read.id},` : ""}
  ${rest};
`;
}

/** The response's type, narrowed to a complete one: its status and its required fields. */
function completeType(report: ReportTrait): string {
  const { status, states } = report.definition;
  const type = reportType(report);
  const members: string[] = [];
  const names: string[] = [];
  const [key, deeper] = typeof status === "string" ? keysOf(status) : [];
  if (key !== undefined && deeper === undefined) {
    const values = textsAt(states, "complete").map((each) => JSON.stringify(each));
    names.push(key);
    members.push(`${JSON.stringify(key)}?: ${values.join(" | ")}`);
  }
  for (const pointer of textsAt(report.definition, "requires")) {
    const [name, inner] = keysOf(pointer);
    if (name === undefined || inner !== undefined || names.includes(name)) continue;
    names.push(name);
    members.push(`${JSON.stringify(name)}: NonNullable<${type}[${JSON.stringify(name)}]>`);
  }
  const known =
    names.length === 0
      ? type
      : `Omit<${type}, ${names.map((name) => JSON.stringify(name)).join(" | ")}> & { ${members.join("; ")} }`;
  return states.empty ? `(${known}) | undefined` : known;
}
