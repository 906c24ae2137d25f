import { aKind, kindOf, shown } from "../internal/format.js";

/** What an argument may be: generated from the schema of a parameter. */
export interface ValueRule {
  readonly type?: "boolean" | "integer" | "number" | "string";
  readonly enum?: readonly unknown[];
  /** A string, written so (RFC 3339), of a day in the calendar. */
  readonly format?: "date" | "date-time";
  /** Of a number; of an array, its members. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression, by code points, that a string must match somewhere. */
  readonly match?: string;
  /** An array; of each member. */
  readonly items?: ValueRule;
  /** Any one of them is enough. */
  readonly anyOf?: readonly ValueRule[];
  /** All this in words, where the type alone does not say it. */
  readonly allowed?: string;
}

const written = /^(\d{4}-\d\d-\d\d)(T(?!24)\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/i;
const formats = {
  date: "date as YYYY-MM-DD",
  "date-time": "date and time as YYYY-MM-DDThh:mm:ssZ",
};

/** Where a value breaks its rule, as `""` or `[1]`, and how. */
export function findBreach(rule: ValueRule, value: unknown): readonly [string, string] | undefined {
  const { type = "value", format, items, allowed } = rule;
  if (!fits(rule, value)) {
    const kind = aKind(format ? formats[format] : items ? "array" : type);
    return ["", `is ${shown(value)}; allowed: ${allowed ?? rule.enum?.join(", ") ?? kind}`];
  }
  if (items && Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      const [at, problem] = findBreach(items, member) ?? [];
      if (problem) return [`[${index}]${at}`, problem];
    }
  }
  return undefined;
}

function fits(rule: ValueRule, value: unknown): boolean {
  const { type, format, min = NaN, max = NaN, match = "", items, anyOf } = rule;
  if (anyOf) return anyOf.some((each) => !findBreach(each, value));
  const kind = items ? "array" : format ? "string" : type;
  const isKind = kind === "integer" ? Number.isSafeInteger(value) : !kind || kind === kindOf(value);
  if (!isKind || rule.enum?.includes(value) === false) return false;
  if (typeof value === "string") {
    return (!format || isDate(value, format)) && (!match || new RegExp(match, "u").test(value));
  }
  const size = Array.isArray(value) ? value.length : typeof value === "number" ? value : NaN;
  return !(size < min || size > max);
}

function isDate(value: string, format: string): boolean {
  const [, day = "", time] = written.exec(value) ?? [];
  // For some days that are not in the calendar `Date` takes a later one.
  const isDay = new Date(day).getUTCDate() === Number(day.slice(8));
  return isDay && !time === (format === "date") && !Number.isNaN(Date.parse(value));
}
