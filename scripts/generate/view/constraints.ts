import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { merge } from "../checks/merge.js";
import { element, enumOf, longEnum } from "./type.js";

/** A schema's constraints beyond the type, as sentences; values are between backticks. */
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

/** The default as code; an object's isn't shown. */
export function defaultOf(schema: Cursor): string | undefined {
  const value = (schema.find("default") ?? schema.resolve().find("default"))?.value;
  if (value === undefined || isObject(value)) return undefined;
  return code(value);
}

/** " (date)" after the type of a value whose format specifies its text. */
export function formatSuffix(schema: Cursor): string {
  const format = formatOf(schema);
  return format === undefined ? "" : ` (${format})`;
}

/** Range and length, as phrases; the narrowest of several limits. */
export function limits(schema: Cursor): string[] {
  const facts = merge([schema], bounds);
  const bound = (key: string): number | undefined => {
    const found = facts.flatMap((each) => {
      const value = each.find(key)?.value;
      return typeof value === "number" ? [value] : [];
    });
    if (found.length === 0) return undefined;
    return /^(?:min|exclusiveMin)/.test(key) ? Math.max(...found) : Math.min(...found);
  };
  const phrase = (key: string, before: string, after = ""): string[] => {
    const value = bound(key);
    return value === undefined ? [] : [`${before} \`${value}\`${after}`];
  };
  const [minimum, maximum] = [bound("minimum"), bound("maximum")];
  return [
    ...(minimum !== undefined && maximum !== undefined
      ? [`\`${minimum}\` to \`${maximum}\``]
      : [...phrase("minimum", "at least"), ...phrase("maximum", "at most")]),
    ...phrase("exclusiveMinimum", "more than"),
    ...phrase("exclusiveMaximum", "less than"),
    ...phrase("minLength", "at least", " characters"),
    ...phrase("maxLength", "at most", " characters"),
    ...phrase("minItems", "at least", " members"),
    ...phrase("maxItems", "at most", " members"),
  ];
}

const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength"].concat([
  "maxLength",
  "minItems",
  "maxItems",
]);

/** The members of an enum too long for a table's cell. */
export function memberLists(name: string, schema: Cursor): JsonObject[] {
  const members = longEnum(schema);
  return members.length === 0 ? [] : [{ name, members: members.map(code).join(", ") }];
}

/** Formats of strings; those of numbers don't matter in JavaScript. */
function formatOf(schema: Cursor): string | undefined {
  const format = element(schema).resolve().find("format")?.value;
  const written = ["date", "date-time", "duration", "email", "time", "uri", "uuid"];
  return typeof format === "string" && written.includes(format) ? format : undefined;
}

function code(value: Json): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
