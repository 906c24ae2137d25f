import { type Json, sortKeys } from "../../common/json.js";
import type { Comparison, Pair } from "./comparison.js";
import type { Place } from "./place.js";
import type { Shape } from "./shape.js";
import { each, join, renames } from "./sides.js";
import { format } from "./words.js";

/** Compares the values that an enum or a constant allows. */
export function compareEnum(comparison: Comparison, pair: Pair): void {
  const { shapes, trail } = pair;
  const values = each(shapes, valuesOf);
  const [was, is] = values;
  if (!was && !is) return;
  const at = each(values, (one) => one?.at);
  const isClosed = trail.side === "response" && comparison.isClosed(pair);
  const subject = `the values of ${comparison.describe(trail)}`;
  if (!was || !is) {
    const closedRule = `response-closed-value-${is ? "removed" : "added"}` as const;
    const openRule =
      trail.side === "request"
        ? (`request-enum-${is ? "closed" : "opened"}` as const)
        : "response-enum-listed";
    const text = `${subject} are ${is ? "now" : "no longer"} ${format((was ?? is)?.at.value)}`;
    comparison.add(isClosed ? closedRule : openRule, at, shapes, text);
    return;
  }
  const rows = join([was.members, is.members]).filter(([, old, now]) => !old || !now);
  const [before, after] = [was.members, is.members].map((members) => [...members.keys()].join());
  if (rows.length === 0 && before !== after)
    comparison.report("order-changed", at, shapes, `the order of ${subject}`, { wording: "plain" });
  const renamed = renames(rows, ({ value }) => textOf(value));
  for (const [key, old, now] of rows) {
    const what = now ? "added" : "removed";
    const rule = isClosed
      ? (`response-closed-value-${what}` as const)
      : (`${trail.side}-enum-member-${what}` as const);
    const value = format((old ?? now)?.value);
    const near = [was.at, is.at] as const;
    const name = renamed.get(key)?.replaceAll('"', "");
    if (now) comparison.add(rule, [old, now], near, `${value} is new among ${subject}`);
    else comparison.report(rule, [old, now], near, `${value} among ${subject}`, { renamed: name });
  }
}

/** The values that a shape allows except null, by their JSON. */
function valuesOf(shape: Shape): { at: Place; members: Map<string, Place> } | undefined {
  const [constant] = shape.all("const");
  const enums = shape.all("enum").filter(({ value }) => Array.isArray(value));
  const at = constant ?? enums[0];
  if (!at) return undefined;
  const [members = [], ...others] = constant ? [[constant]] : enums.map((list) => list.items());
  const allowed = others.map((list) => new Set(list.map(({ value }) => textOf(value))));
  const kept = members
    .map((place) => [textOf(place.value), place] as const)
    .filter(([text, { value }]) => value !== null && allowed.every((texts) => texts.has(text)));
  return { at, members: new Map(kept) };
}

/** The string `1` and the number are two values. */
function textOf(value: Json): string {
  return JSON.stringify(sortKeys(value));
}
