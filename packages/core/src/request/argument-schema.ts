import { InvalidRequestError } from "../errors.js";
import { formatValue, truncate, typeName, withArticle } from "../internal/format.js";

/** The values that an argument takes; generated from the schema of a parameter. */
export interface ArgumentSchema {
  readonly type?: "boolean" | "integer" | "number" | "string";
  readonly enum?: readonly unknown[];
  /** A string in RFC 3339 form that names a day in the calendar. */
  readonly format?: "date" | "date-time";
  /** Smallest number; for an array, fewest members. */
  readonly min?: number;
  /** Largest number; for an array, most members. */
  readonly max?: number;
  /** A regular expression with the `u` flag that a string must match somewhere. */
  readonly match?: string;
  /** An array of such members. */
  readonly items?: ArgumentSchema;
  /** An object with any members of this kind. */
  readonly values?: ArgumentSchema;
  /** At least one of them must match. */
  readonly anyOf?: readonly ArgumentSchema[];
  /** A description of the allowed values, if the type isn't enough. */
  readonly allowed?: string;
}

const rfc3339 = /^(\d{4}-\d\d-\d\d)(T(?!24)\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/i;
const formats = {
  date: "date as YYYY-MM-DD",
  "date-time": "date and time as YYYY-MM-DDThh:mm:ssZ",
};
const patterns = new Map<string, RegExp>();

/**
 * Checks an argument.
 * @returns where it breaks the schema, as `""` or `[1]`, and how; undefined if it is valid
 */
export function validateArgument(
  schema: ArgumentSchema,
  value: unknown,
): readonly [string, string] | undefined {
  const { type = "value", format, items, values, allowed } = schema;
  if (!matches(schema, value)) {
    const name = format ? formats[format] : items ? "array" : values ? "object" : type;
    const expected = allowed ?? schema.enum?.join(", ") ?? withArticle(name);
    return ["", `is ${formatValue(value)}; allowed: ${expected}`];
  }
  const members = items ?? values;
  if (!members) return undefined;
  for (const [name, member] of Object.entries(value as object)) {
    const [at, problem] = validateArgument(members, member) ?? [];
    if (problem) return [`[${name}]${at}`, problem];
  }
  return undefined;
}

function matches(schema: ArgumentSchema, value: unknown): boolean {
  const { type, format, min = NaN, max = NaN, match, items, values, anyOf } = schema;
  if (anyOf) return anyOf.some((each) => !validateArgument(each, value));
  const expected = items ? "array" : values ? "object" : format ? "string" : type;
  const isType =
    expected === "integer"
      ? Number.isSafeInteger(value)
      : !expected || expected === typeName(value);
  if (!isType || schema.enum?.includes(value) === false) return false;
  if (typeof value === "string") {
    return (!format || isDate(value, format)) && (!match || patternOf(match).test(value));
  }
  const size = Array.isArray(value) ? value.length : typeof value === "number" ? value : NaN;
  return !(size < min || size > max);
}

function patternOf(match: string): RegExp {
  let pattern = patterns.get(match);
  if (!pattern) patterns.set(match, (pattern = new RegExp(match, "u")));
  return pattern;
}

function isDate(value: string, format: string): boolean {
  const [, day = "", time] = rfc3339.exec(value) ?? [];
  // `Date` turns some days that don't exist into later ones.
  const isDay = new Date(day).getUTCDate() === Number(day.slice(8));
  return isDay && !time === (format === "date") && !Number.isNaN(Date.parse(value));
}

/** @param at where in the argument, as `[1]` or a JSON pointer */
export function invalidArgument(
  operation: string,
  argument: string,
  problem: string,
  at = "",
): InvalidRequestError {
  const name = truncate(JSON.stringify(argument).slice(1, -1));
  return new InvalidRequestError(`${operation}: ${name}${at} ${problem}`, { operation, argument });
}

/** A primitive as it is sent. */
export function argumentText(operation: string, name: string, value: unknown, at?: string): string {
  const type = typeof value;
  if (type !== "string" && type !== "boolean" && type !== "bigint" && !Number.isFinite(value)) {
    const allowed = "a string (of a Date its toISOString()), finite number or boolean";
    const problem = `is ${formatValue(value)}; allowed: ${allowed}`;
    throw invalidArgument(operation, name, problem, at);
  }
  const text = String(value);
  if (!/\p{Cs}/u.test(text)) return text;
  throw invalidArgument(operation, name, "has an unpaired surrogate, which UTF-8 can't encode", at);
}
