import type { Json } from "../../common/json.js";
import type { Sides } from "./sides.js";

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "a boolean",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

/** "a number", "a list or a string", "of any type". */
export function typeWords(types: readonly string[]): string {
  if (types.length === 0) return "of any type";
  return types.map((type) => TYPES[type] ?? type).join(" or ");
}

/** A value in a sentence, shortened to 60 characters. */
export function format(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" && value ? value : JSON.stringify(value);
  const plain = text.slice(0, 200).replace(/[\s\p{Cc}`]+/gu, " ");
  return `\`${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}\``;
}

/** How a message words a change: with its values, without, or as what is now so or no longer. */
export type Wording = "values" | "plain" | { readonly now: string };

/**
 * "X is new, `1`", "X was `1` and is now `2`", "X is gone", or "X has changed".
 * @param change what one of the contracts lacks is undefined
 * @param renamed its new name, if it is gone and the name is known
 */
export function changeWords(
  subject: string,
  [was, is]: Sides<unknown>,
  values: Sides<Json | undefined>,
  wording: Wording,
  renamed?: string,
): string {
  const [old, now] = [format(values[0]), format(values[1])];
  if (typeof wording === "object")
    return `${subject} is ${is ? "now" : "no longer"} ${wording.now}`;
  if (!was) return `${subject} is new${wording === "values" ? `, ${now}` : ""}`;
  if (is)
    return `${subject} ${wording === "values" ? `was ${old} and is now ${now}` : "has changed"}`;
  return `${subject} is gone${renamed === undefined ? "" : `; it seems to be called \`${renamed}\` now`}`;
}

/** Whether a schema is sent or returned: different changes break each. */
export type Direction = "request" | "response";

/** The way from an operation to a part of one of its schemas, in users' words. */
export interface Trail {
  readonly side: Direction;
  /** What the value is called: "`dollars` in each of `results` of getBillingBreakdown". */
  readonly subject: string;
  /** What follows the name of a part of it: "in `dollars` in …". */
  readonly within: string;
  /** The innermost named schema on the way. */
  readonly named?: string | undefined;
}

export function trailOf(side: Direction, subject: string, within = `in ${subject}`): Trail {
  return { side, subject, within };
}

/** A part of a value that is called `subject`. */
export function inner(trail: Trail, subject: string): Trail {
  return { ...trail, subject, within: `in ${subject}` };
}
