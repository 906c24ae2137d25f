import type { RuleId } from "../rate/rules.js";
import { type Json, sortKeys } from "../../common/json.js";
import type { Context, Pair } from "./context.js";
import type { Place } from "./place.js";
import type { Shape } from "./shape.js";
import { format, renamedTo, renames } from "./words.js";

const MAX_LISTED = 5;

/** The allowed values of a shape except null, and where each is listed. */
interface Values {
  readonly at: Place;
  readonly byText: ReadonlyMap<string, Place>;
}

/** Compares the values that an enum or a constant allows. */
export function compareEnum(context: Context, pair: Pair): void {
  const [was, is] = [valuesOf(pair.old), valuesOf(pair.now)];
  if (was && is) compareMembers(context, pair, was, is);
  else if (was || is) compareListed(context, pair, was, is);
}

function compareMembers(context: Context, pair: Pair, was: Values, is: Values): void {
  const { report } = context;
  const gone = [...was.byText].filter(([text]) => !is.byText.has(text));
  const added = [...is.byText].filter(([text]) => !was.byText.has(text));
  const order = (values: Values): string => [...values.byText.keys()].join();
  const isReordered = gone.length + added.length === 0 && order(was) !== order(is);
  if (gone.length + added.length === 0 && !isReordered) return;
  const subject = context.say(pair);
  const at = { old: was.at, now: is.at };
  if (isReordered) {
    const text = `the values of ${subject} come in another order`;
    report.add("order-changed", at, [was.at.value, is.at.value], text);
  }
  const isClosed = context.isClosed(pair);
  const renamed = renames(names(gone), names(added));
  for (const [text, place] of gone) {
    const name = renamedTo(renamed.get(nameOf(text, place.value)));
    report.add(
      memberRule(pair, isClosed, "removed"),
      { ...at, old: place },
      [place.value],
      `${format(place.value)} is gone from the values of ${subject}${name}`,
    );
  }
  for (const [, place] of added)
    report.add(
      memberRule(pair, isClosed, "added"),
      { ...at, now: place },
      [undefined, place.value],
      `${format(place.value)} is new among the values of ${subject}`,
    );
}

/** Values are now listed, or no longer. */
function compareListed(context: Context, pair: Pair, was?: Values, is?: Values): void {
  const values = [...((was ?? is)?.byText.values() ?? [])];
  const listed = values.slice(0, MAX_LISTED).map(({ value }) => format(value));
  const more = values.length > MAX_LISTED ? ` and ${values.length - MAX_LISTED} more` : "";
  context.fact(
    listedRule(pair, context.isClosed(pair), is !== undefined),
    pair,
    was?.at,
    is?.at,
    `the values of ${context.say(pair)} ${is ? "are now" : "are no longer"} ${listed.join(", ")}${more}`,
  );
}

function memberRule({ trail }: Pair, isClosed: boolean, what: "added" | "removed"): RuleId {
  if (trail.side === "request") return `request-enum-member-${what}`;
  return isClosed ? `response-closed-value-${what}` : `response-enum-member-${what}`;
}

function listedRule({ trail }: Pair, isClosed: boolean, isListed: boolean): RuleId {
  if (trail.side === "request") return isListed ? "request-enum-closed" : "request-enum-opened";
  if (!isClosed) return "response-enum-listed";
  return isListed ? "response-closed-value-removed" : "response-closed-value-added";
}

/** Only their spelling makes two members alike. */
function names(members: readonly (readonly [string, Place])[]): Map<string, string> {
  return new Map(members.map(([text, { value }]) => [nameOf(text, value), text]));
}

function valuesOf(shape: Shape): Values | undefined {
  const constant = shape.facts.get("const")?.[0];
  if (constant) return { at: constant, byText: new Map([[textOf(constant.value), constant]]) };
  const lists = shape.parts.filter((part) => Array.isArray(part.object.enum));
  const [members = [], ...others] = lists.map((part) =>
    part.items("enum").map((place) => [textOf(place.value), place] as const),
  );
  const at = lists[0]?.get("enum");
  if (!at) return undefined;
  const allowed = others.map((list) => new Set(list.map(([text]) => text)));
  const kept = members.filter(
    ([text, { value }]) => value !== null && allowed.every((texts) => texts.has(text)),
  );
  return { at, byText: new Map(kept) };
}

function nameOf(text: string, value: Json): string {
  return typeof value === "string" ? value : text;
}

/** The string `1` and the number are two values. */
function textOf(value: Json): string {
  return JSON.stringify(sortKeys(value));
}
