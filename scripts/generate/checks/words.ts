import type { JsonObject } from "../../common/json.js";

/** Limits as core checks them, and in words. */
type Range = ReturnType<typeof range>;

/** The narrowest of several limits. An exclusive one becomes the next number, so that core needs one kind. */
export function range(
  from: readonly number[],
  to: readonly number[],
  above: readonly number[] = [],
  below: readonly number[] = [],
) {
  const min = from.length === 0 ? undefined : Math.max(...from);
  const max = to.length === 0 ? undefined : Math.min(...to);
  const lowest = [...from, ...above.map((each) => next(each))];
  const highest = [...to, ...below.map((each) => -next(-each))];
  return {
    min: lowest.length === 0 ? undefined : Math.max(...lowest),
    max: highest.length === 0 ? undefined : Math.min(...highest),
    /** Empty, or with a space before. */
    words: [
      min === undefined ? "" : ` from ${min}`,
      max === undefined ? "" : ` ${min === undefined ? "up " : ""}to ${max}`,
      above.length === 0 ? "" : ` above ${Math.max(...above)}`,
      below.length === 0 ? "" : ` below ${Math.min(...below)}`,
    ].join(""),
  };
}

/** The allowed count, in words. */
export function count({ min, max }: Range): string {
  if (min === undefined) return `at most ${max}`;
  if (max === undefined) return `at least ${min}`;
  return min === max ? String(min) : `${min} to ${max}`;
}

/** A rule with its limits, and their text if there are any. */
export function limited(rule: JsonObject, limits: Range, text = limits.words): JsonObject {
  const { min, max, words } = limits;
  return {
    ...rule,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(words !== "" && { allowed: wordsOf(rule) + text }),
  };
}

/** The rule of a text: its length and its patterns as one regular expression. */
export function matching(rule: JsonObject, limits: Range, patterns: readonly string[]): JsonObject {
  const { min, max, words } = limits;
  const length = words === "" ? [] : [`^[^]{${min ?? 0},${max ?? ""}}$`];
  const [only, ...others] = [...length, ...patterns];
  if (only === undefined) return rule;
  const all = [only, ...others].map((each) => `(?=[^]*?(?:${each}))`).join("");
  const text = patterns.map((each) => ` matching ${each}`).join("");
  return {
    ...rule,
    match: others.length === 0 ? only : `^${all}`,
    allowed: wordsOf(rule) + (words === "" ? "" : ` of ${count(limits)} characters`) + text,
  };
}

/** What a rule allows, in core's words for a rule without a text. */
export function wordsOf({
  allowed,
  enum: members,
  format,
  items,
  type,
  values,
}: JsonObject): string {
  if (typeof allowed === "string") return allowed;
  if (Array.isArray(members))
    return members.map((each) => JSON.stringify(each).replace(/^"|"$/g, "")).join(", ");
  if (format !== undefined) return format === "date" ? "a date" : "a date and time";
  if (items !== undefined) return "an array";
  if (values !== undefined) return "an object";
  return type === "integer" ? "an integer" : `a ${typeof type === "string" ? type : "value"}`;
}

/** The next number up. */
function next(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}
