import { isObject, type Json } from "../../common/json.js";
import type { RuleId } from "../rate/rules.js";
import { nullPlace } from "./collect.js";
import type { Context, Pair } from "./context.js";
import { differing } from "./signature.js";
import { compareFields } from "./fields.js";
import { changeWords, compareNotes, unknownRule } from "./notes.js";
import type { Place } from "./place.js";
import { compareRanges } from "./range.js";
import { placeLike, type Shape, UNDERSTOOD } from "./shape.js";
import { step } from "./trail.js";
import { compareForms } from "./union.js";
import { compareEnum } from "./values.js";
import { format, fromTo, typeWords } from "./words.js";

/** Compares two schemas of one value. */
export function compareSchemas(context: Context, pair: Pair): void {
  compareNotes(context, pair);
  compareNull(context, pair);
  const { old, now, trail } = pair;
  if (old.unions.length > 0 || now.unions.length > 0) {
    compareForms(context, pair);
    return;
  }
  if (!compareTypes(context, pair)) return;
  compareEnum(context, pair);
  compareRanges(context, pair);
  compareFormat(context, pair);
  compareKeyword(context, pair, "pattern", (was, is) =>
    context.sided(was && is ? "pattern-changed" : tighter(is), pair),
  );
  // Without a union, it tells apart the schemas that extend this one.
  compareKeyword(context, pair, "discriminator", () => "discriminator-changed");
  compareUnknown(context, pair);
  compareFields(context, pair);
  context.optionalSchemas(pair, old.items, now.items, step(trail, { kind: "item" }));
  if (!old.closed && !now.closed)
    context.optionalSchemas(pair, old.values, now.values, step(trail, { kind: "value" }));
}

function compareNull(context: Context, pair: Pair): void {
  const { old, now } = pair;
  if (old.nullable === now.nullable) return;
  const place = nullPlace(now.nullable ? now.parts : old.parts);
  context.report.add(
    context.sided(now.nullable ? "null-added" : "null-removed", pair),
    now.nullable
      ? { old: placeLike(place, old), now: place ?? now.at }
      : { old: place ?? old.at, now: placeLike(place, now) },
    [old.nullable, now.nullable],
    `${context.say(pair)} can ${now.nullable ? "now" : "no longer"} be null`,
  );
}

/**
 * Compares types except null.
 * @returns whether they have any in common
 */
function compareTypes(context: Context, pair: Pair): boolean {
  const { old, now } = pair;
  const gone = old.types.filter((type) => !now.types.includes(type));
  const added = now.types.filter((type) => !old.types.includes(type));
  if (gone.length === 0 && added.length === 0) return true;
  const [was, is] = [old, now].map(({ facts }) => facts.get("type")?.[0]);
  const subject = context.say(pair);
  if (old.types.length > gone.length) {
    const values: [Json, Json] = [[...old.types], [...now.types]];
    const forms = (rule: "form-removed" | "form-added", text: string): void => {
      context.fact(context.sided(rule, pair), pair, was, is, `${subject} ${text}`, values);
    };
    if (gone.length > 0) forms("form-removed", `is no longer ${typeWords(gone)}`);
    if (added.length > 0) forms("form-added", `can now be ${typeWords(added)}`);
    return true;
  }
  const isNumber = (types: readonly string[]): boolean =>
    types.some((type) => type === "number" || type === "integer");
  const isSum = pair.trail.side === "response" && isNumber(old.types) && !isNumber(added);
  context.report.add(
    context.sided("type-changed", pair),
    { old: was ?? placeLike(is, old), now: is ?? placeLike(was, now) },
    [single(old.types), single(now.types)],
    `${subject} was ${typeWords(old.types)} and is now ${typeWords(now.types)}`,
    isSum ? "code that adds it up breaks" : undefined,
  );
  return false;
}

function single(types: readonly string[]): string | string[] | null {
  return types.length > 1 ? [...types] : (types[0] ?? null);
}

function compareFormat(context: Context, pair: Pair): void {
  const isNumber = ({ types }: Shape): boolean =>
    types.length > 0 && types.every((type) => type === "number" || type === "integer");
  const areNumbers = isNumber(pair.old) && isNumber(pair.now);
  compareKeyword(context, pair, "format", (was, is) =>
    areNumbers
      ? "number-format-changed"
      : context.sided(was && is ? "format-changed" : tighter(is), pair),
  );
}

function tighter(is: Place | undefined): "range-tightened" | "range-loosened" {
  return is ? "range-tightened" : "range-loosened";
}

function compareUnknown(context: Context, pair: Pair): void {
  const { old, now } = pair;
  const keys = new Set([...old.facts.keys(), ...now.facts.keys()]);
  for (const key of [...keys].filter((one) => !UNDERSTOOD.has(one)).sort())
    compareKeyword(context, pair, key, () => unknownRule(key));
  const [was, is] = [old, now].map(({ parts }) => parts.find(({ value }) => !isObject(value)));
  if (!was === !is) return;
  const text = `the schema \`false\` of ${context.say(pair)} ${changeWords(was, is)}`;
  context.fact("not-understood", pair, was, is, text);
}

function compareKeyword(
  context: Context,
  pair: Pair,
  key: string,
  ruleOf: (was: Place | undefined, is: Place | undefined) => RuleId,
): void {
  const [was, is] = differing(pair, key);
  if (!was && !is) return;
  const name = UNDERSTOOD.has(key) ? key : `keyword \`${key}\``;
  const change = !was
    ? `is new, ${format(is?.value)}`
    : is
      ? fromTo(was.value, is.value)
      : "is gone";
  context.fact(ruleOf(was, is), pair, was, is, `the ${name} of ${context.say(pair)} ${change}`);
}
