import type { JsonObject } from "../../common/json.js";
import type { Cursor } from "../contract/cursor.js";
import type { Operation, Service } from "../contract/service.js";
import { resultOf } from "../view/result.js";
import { checkGrammar } from "./grammar.js";
import { checkPlace } from "./pages.js";
import { alternatives, schemasAt } from "./schema-pointer.js";

/** `x-billkit-report` of an operation, checked. */
export type ReportTrait = NonNullable<ReturnType<typeof readReport>>;

/** By the trait's `form`. */
const forms: Readonly<Record<string, string>> = {
  repeat: "byRepeat",
  job: "byJob",
  location: "byLocation",
};

const scalar = ["string", "number", "integer"];
/** The states of a location whose response has no status: HTTP statuses. */
const httpStates = { pending: ["202"], complete: ["200"] };

/**
 * Reads the `x-billkit-report` of every operation.
 * @throws {UserError} if one is invalid, or names an operation, a parameter, a field or a status that the
 *   contract doesn't have
 */
export function readReports({ tags }: Service): readonly ReportTrait[] {
  const operations = tags.flatMap((tag) => tag.operations);
  const found = operations.flatMap((start) => readReport(start, operations) ?? []);
  for (const [index, { name, start }] of found.entries()) {
    const other = found.slice(0, index).find((each) => each.name === name);
    if (other)
      start.at
        .get("x-billkit-report")
        .get("name")
        .fail(`${JSON.stringify(name)} is already the report of ${other.start.id}`);
  }
  return found;
}

function readReport(start: Operation, operations: readonly Operation[]) {
  const at = start.at.find("x-billkit-report");
  if (!at) return undefined;
  checkGrammar(at, "traits#/$defs/report");
  const read = readingOperation(start, at, operations);
  const answers = resultOf(read ?? start);
  const pointers = ["status", "message", "requires", "downloads"].flatMap(
    (key) => at.find(key) ?? [],
  );
  if (answers.kind !== "json")
    for (const pointer of pointers)
      pointer.fail(`needs a JSON response, which ${(read ?? start).id} doesn't have`);
  const { schemas } = answers;
  const status = at.find("status");
  checkPlace(status, schemas, [...scalar, "boolean"]);
  if (status) checkStates(at.get("states"), status, schemas);
  checkPlace(at.find("message"), schemas, ["string"]);
  for (const each of at.find("requires")?.items() ?? []) checkPlace(each, schemas);
  checkPlace(at.find("downloads")?.get("at"), schemas, ["string"]);
  checkPlace(at.find("id"), resultOf(start).schemas, scalar);
  const rest = Object.entries(at.object()).filter(
    ([key]) => !["form", "name", "read"].includes(key),
  );
  const definition: JsonObject & { readonly states: JsonObject } = {
    ...Object.fromEntries(rest),
    states: at.find("states")?.object() ?? httpStates,
  };
  return {
    /** The report's name in code. */
    name: at.get("name").text(),
    /** Core's function, such as `byJob`. */
    form: forms[at.get("form").text()] ?? "",
    start,
    /** The operation that reads the report, if it isn't `start`. */
    read,
    /** The other fields of core's `ReportDefinition`. */
    definition,
  };
}

/** @throws {UserError} if it is unknown, or requires an argument that the start doesn't have */
function readingOperation(
  start: Operation,
  at: Cursor,
  operations: readonly Operation[],
): Operation | undefined {
  const name = at.find("read");
  if (!name) return undefined;
  const read = operations.find(({ id }) => id === name.text());
  if (!read) return name.fail(`no operation ${JSON.stringify(name.text())}`);
  if (read.method !== "GET") name.fail(`is for GET operations; ${read.id} is ${read.method}`);
  const parameter = at.find("parameter");
  // With a location, the address already contains the parameters.
  if (!parameter) return read;
  if (!read.parameters.some((each) => each.name === parameter.text()))
    parameter.fail(`${JSON.stringify(parameter.text())} isn't a parameter of ${read.id}`);
  const passed = [parameter.text(), ...start.parameters.map((each) => each.name)];
  const missing = read.parameters.find((each) => each.required && !passed.includes(each.name));
  if (missing) name.fail(`${read.id} requires ${missing.name}, which ${start.id} doesn't take`);
  return read;
}

/** @throws {UserError} if a status is in two states, or isn't one that the response declares */
function checkStates(states: Cursor, status: Cursor, schemas: readonly Cursor[]): void {
  if (!states.find("complete")) states.fail('needs "complete"');
  const declared = schemasAt(schemas, status.text())
    .flatMap((schema) => alternatives(schema))
    .map((schema) =>
      schema
        .find("enum")
        ?.items()
        .map(({ value }) => textOf(value)),
    );
  const known = declared.every((values) => values !== undefined) ? declared.flat() : undefined;
  const seen = new Map<string, string>();
  for (const state of states.entries()) {
    for (const each of state.items()) {
      const value = each.text();
      const other = seen.get(value);
      if (other !== undefined) each.fail(`${JSON.stringify(value)} is already ${other}`);
      seen.set(value, state.key);
      if (known && known.length > 0 && !known.includes(value))
        each.fail(
          `${JSON.stringify(value)} isn't a value of ${status.text()}; declared: ${known.join(", ")}`,
        );
    }
  }
}

/** A status in the form in which core compares it. */
const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
