import { type Json, sortKeys } from "../../common/json.js";
import type { Comparison, Pair } from "./compare.js";
import type { Place } from "./place.js";
import type { RuleId } from "./rules.js";
import { say, renames, sayRenamed } from "./say.js";
import { factOf, placeLike, type Shape } from "./shape.js";

/** The allowed values of a shape, null aside, and where each is listed. */
interface Values {
  readonly at: Place;
  readonly byText: ReadonlyMap<string, Place>;
}

/** Compares the values that an enum or a constant allows. */
export function compareEnum(comparison: Comparison, pair: Pair): void {
  const [was, is] = [valuesOf(pair.old), valuesOf(pair.new)];
  if (was && is) compareMembers(comparison, pair, was, is);
  else if (was || is) compareListed(comparison, pair, was, is);
}

function compareMembers(comparison: Comparison, pair: Pair, was: Values, is: Values): void {
  const gone = [...was.byText].filter(([text]) => !is.byText.has(text));
  const added = [...is.byText].filter(([text]) => !was.byText.has(text));
  const closed = comparison.isClosed(pair);
  const renamed = renames(names(gone), names(added));
  for (const [text, place] of gone) {
    const name = renamed.get(nameOf(text, place.value));
    comparison.report.add({
      rule: memberRule(pair, closed, "removed"),
      at: { old: place, new: is.at },
      old: place.value,
      text: `${say(place.value)} is gone from the values of ${comparison.say(pair)}${sayRenamed(name)}`,
    });
  }
  for (const [, place] of added)
    comparison.report.add({
      rule: memberRule(pair, closed, "added"),
      at: { old: was.at, new: place },
      new: place.value,
      text: `${say(place.value)} is new among the values of ${comparison.say(pair)}`,
    });
  const order = (values: Values): string => [...values.byText.keys()].join();
  if (gone.length + added.length === 0 && order(was) !== order(is))
    comparison.report.add({
      rule: "order-changed",
      at: { old: was.at, new: is.at },
      old: was.at.value,
      new: is.at.value,
      text: `the values of ${comparison.say(pair)} come in another order`,
    });
}

/** Values were listed that are no longer, or the other way round. */
function compareListed(
  comparison: Comparison,
  pair: Pair,
  was: Values | undefined,
  is: Values | undefined,
): void {
  const list = was ?? is;
  if (!list) return;
  const values = [...list.byText.values()].map(({ value }) => value);
  const shown = values
    .slice(0, 5)
    .map((value) => say(value))
    .join(", ");
  const more = values.length > 5 ? ` and ${values.length - 5} more` : "";
  comparison.report.add({
    rule: listedRule(pair, comparison.isClosed(pair), is !== undefined),
    at: {
      old: was?.at ?? placeLike(is?.at, pair.old),
      new: is?.at ?? placeLike(was?.at, pair.new),
    },
    old: was?.at.value,
    new: is?.at.value,
    text: `the values of ${comparison.say(pair)} ${is ? "are now" : "are no longer"} ${shown}${more}`,
  });
}

function memberRule({ trail }: Pair, closed: boolean, what: "added" | "removed"): RuleId {
  if (trail.side === "request") return `request-enum-member-${what}`;
  return closed ? `response-closed-value-${what}` : `response-enum-member-${what}`;
}

function listedRule({ trail }: Pair, closed: boolean, listed: boolean): RuleId {
  if (trail.side === "request") return listed ? "request-enum-closed" : "request-enum-opened";
  if (!closed) return "response-enum-listed";
  return listed ? "response-closed-value-removed" : "response-closed-value-added";
}

function names(members: readonly (readonly [string, Place])[]): Map<string, string> {
  // Only the spelling makes two members alike: each means itself.
  return new Map(members.map(([text, { value }]) => [nameOf(text, value), text]));
}

function valuesOf(shape: Shape): Values | undefined {
  const constant = factOf(shape, "const") ?? constOf(shape);
  if (constant) return { at: constant, byText: new Map([[textOf(constant.value), constant]]) };
  const lists = shape.parts.filter((part) => Array.isArray(part.object.enum));
  const [first, ...others] = lists;
  const at = first?.get("enum");
  if (!first || !at) return undefined;
  const members = first
    .items("enum")
    .filter(({ value }) => value !== null)
    .map((place) => [textOf(place.value), place] as const);
  const allowed = others.map(
    (part) => new Set(part.items("enum").map(({ value }) => textOf(value))),
  );
  const kept = members.filter(([text]) => allowed.every((texts) => texts.has(text)));
  return { at, byText: new Map(kept) };
}

/** `const: false` too, which other keywords take for their absence. */
function constOf(shape: Shape): Place | undefined {
  return shape.parts.map((part) => part.get("const")).find((place) => place !== undefined);
}

function nameOf(text: string, value: Json): string {
  return typeof value === "string" ? value : text;
}

/** The text `1` and the number are two values. */
function textOf(value: Json): string {
  return JSON.stringify(sortKeys(value));
}
