import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { merge } from "../checks/merge.js";
import { element, enumOf, longEnum } from "./type.js";

/** A schema's constraints beyond the type, as sentences; values are between backticks. */
export function constraintSentences(schema: Cursor): string[] {
  const members = (enumOf(element(schema)) ?? []).map(code);
  const format = formatOf(schema);
  return [
    ...(format === undefined ? [] : [`Format ${code(format)}.`]),
    ...(members.length === 0 ? [] : [`One of ${members.join(", ")}.`]),
    ...valueSentences(schema),
  ];
}

/** Default and limits. */
export function valueSentences(schema: Cursor): string[] {
  const [fallback, allowed] = [defaultOf(schema), limits(schema)];
  return [
    ...(fallback === undefined ? [] : [`Default ${fallback}.`]),
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

/** Keywords of limits: the lowest and the highest, what is said before each, and the unit. */
const bounds = [
  ["minimum", "maximum", "at least", "at most", ""],
  ["exclusiveMinimum", "exclusiveMaximum", "more than", "less than", ""],
  ["minLength", "maxLength", "at least", "at most", " characters"],
  ["minItems", "maxItems", "at least", "at most", " members"],
] as const;

/** Range and length, as phrases; the narrowest of several limits. */
export function limits(schema: Cursor): string[] {
  const facts = merge(
    [schema],
    bounds.flatMap(([lowest, highest]) => [lowest, highest]),
  );
  const narrowest = (key: string, narrow: typeof Math.max): string | undefined => {
    const values = facts.map((each) => each.find(key)?.value);
    const numbers = values.filter((value) => typeof value === "number");
    return numbers.length === 0 ? undefined : code(narrow(...numbers));
  };
  return bounds.flatMap(([lowest, highest, above, below, unit]) => {
    const [low, high] = [narrowest(lowest, Math.max), narrowest(highest, Math.min)];
    if (low !== undefined && high !== undefined && above === "at least") {
      return [(low === high ? `exactly ${low}` : `${low} to ${high}`) + unit];
    }
    return [low && `${above} ${low}${unit}`, high && `${below} ${high}${unit}`].filter(
      (phrase) => phrase !== undefined,
    );
  });
}

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
