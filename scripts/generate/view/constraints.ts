import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { enumOf, longEnum } from "./type.js";

/** What a schema says of its values beyond their type, as sentences; values are between backticks. */
export function constraintSentences(schema: Cursor): string[] {
  const members = (enumOf(element(schema)) ?? []).map(code);
  const ownDefault = defaultOf(schema);
  const allowed = limits(schema);
  const format = formatOf(schema);
  return [
    ...(format === undefined ? [] : [`Format ${code(format)}.`]),
    ...(members.length === 0 ? [] : [`One of ${members.join(", ")}.`]),
    ...(ownDefault === undefined ? [] : [`Default ${ownDefault}.`]),
    ...(allowed.length === 0 ? [] : [`Allowed: ${allowed.join(", ")}.`]),
  ];
}

/** The default as code; that of an object is not shown. */
export function defaultOf(schema: Cursor): string | undefined {
  const value = (schema.find("default") ?? schema.resolve().find("default"))?.value;
  if (value === undefined || isObject(value)) return undefined;
  return code(value);
}

/** " (date)" behind the type of a value whose format says how it is written. */
export function formatSuffix(schema: Cursor): string {
  const format = formatOf(schema);
  return format === undefined ? "" : ` (${format})`;
}

/** Range and length, as phrases. */
export function limits(schema: Cursor): string[] {
  const resolved = schema.resolve();
  const bound = (key: string, text: (count: string) => string): string[] => {
    const found = resolved.find(key)?.value;
    return typeof found === "number" ? [text(`\`${found}\``)] : [];
  };
  const minimum = resolved.find("minimum")?.value;
  const maximum = resolved.find("maximum")?.value;
  const both = typeof minimum === "number" && typeof maximum === "number";
  return [
    ...(both ? [`\`${minimum}\` to \`${maximum}\``] : []),
    ...(both ? [] : bound("minimum", (count) => `at least ${count}`)),
    ...(both ? [] : bound("maximum", (count) => `at most ${count}`)),
    ...bound("exclusiveMinimum", (count) => `more than ${count}`),
    ...bound("exclusiveMaximum", (count) => `less than ${count}`),
    ...bound("minLength", (count) => `at least ${count} characters`),
    ...bound("maxLength", (count) => `at most ${count} characters`),
    ...bound("minItems", (count) => `at least ${count} members`),
    ...bound("maxItems", (count) => `at most ${count} members`),
  ];
}

/** The members of an enum too long for a table's cell. */
export function memberLists(name: string, schema: Cursor): JsonObject[] {
  const members = longEnum(schema);
  return members.length === 0 ? [] : [{ name, members: members.map(code).join(", ") }];
}

/** Formats that say how a text is written; those of numbers are of no consequence in JavaScript. */
function formatOf(schema: Cursor): string | undefined {
  const format = element(schema).resolve().find("format")?.value;
  const written = ["date", "date-time", "duration", "email", "time", "uri", "uuid"];
  return typeof format === "string" && written.includes(format) ? format : undefined;
}

function element(schema: Cursor): Cursor {
  return schema.find("$ref") ? schema : (schema.find("items") ?? schema);
}

function code(value: Json): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
