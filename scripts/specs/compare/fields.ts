import { isObject } from "../../common/json.js";
import type { Context, Pair } from "./context.js";
import type { Place } from "./place.js";
import type { Shape } from "./shape.js";
import { signatureOf } from "./signature.js";
import { step } from "./trail.js";
import { renamedTo, renames } from "./words.js";

/** Compares the fields of objects, and whether there may be others. */
export function compareFields(context: Context, pair: Pair): void {
  const { old, now, trail } = pair;
  const [before, after] = [namesOf(old), namesOf(now)] as const;
  const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
    [...names].filter((name) => !others.has(name));
  const renamed = renames(
    meanings(old, without(before, after)),
    meanings(now, without(after, before)),
  );
  for (const name of [...new Set([...before, ...after])].sort()) {
    const field: Pair = { ...pair, trail: step(trail, { kind: "field", name }) };
    if (!after.has(name)) reportRemoved(context, field, name, renamed.get(name));
    else if (!before.has(name)) reportAdded(context, field, name);
    else {
      compareRequired(context, field, name);
      const [was, is] = [old.fields.get(name) ?? [], now.fields.get(name) ?? []];
      context.optionalSchemas(pair, was, is, field.trail);
    }
  }
  compareOthers(context, pair);
}

function namesOf({ fields, required }: Shape): Set<string> {
  return new Set([...fields.keys(), ...required.keys()]);
}

function meanings(shape: Shape, names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name, signatureOf(shape.fields.get(name) ?? [])]));
}

function placeOf(shape: Shape, name: string): Place {
  return shape.fields.get(name)?.[0] ?? shape.required.get(name) ?? shape.at;
}

function reportRemoved(context: Context, pair: Pair, name: string, renamed?: string): void {
  const was = placeOf(pair.old, name);
  const text = `${context.say(pair)} is gone${renamedTo(renamed)}`;
  context.fact(context.sided("field-removed", pair), pair, was, undefined, text);
}

function reportAdded(context: Context, pair: Pair, name: string): void {
  const isRequired = pair.trail.side === "request" && pair.now.required.has(name);
  const rule = isRequired ? "required-request-field-added" : context.sided("field-added", pair);
  const text = `${context.say(pair)} is new${isRequired ? " and required" : ""}`;
  context.fact(rule, pair, undefined, placeOf(pair.now, name), text);
}

function compareRequired(context: Context, pair: Pair, name: string): void {
  // A request has no read-only field: one that becomes writable is sent from then on.
  const isNew =
    pair.trail.side === "request" && isReadOnly(pair.old, name) && !isReadOnly(pair.now, name);
  const was = isNew ? undefined : pair.old.required.get(name);
  const is = pair.now.required.get(name);
  if (!was === !is) return;
  const [from, to] = was
    ? ["required", "optional"]
    : [isNew ? "read-only" : "optional", "required"];
  context.report.add(
    context.sided(is ? "field-required" : "field-optional", pair),
    { old: was ?? placeOf(pair.old, name), now: is ?? placeOf(pair.now, name) },
    [was !== undefined, is !== undefined],
    `${context.say(pair)} was ${from} and is now ${to}`,
  );
}

const isReadOnly = ({ fields }: Shape, name: string): boolean =>
  fields.get(name)?.some(({ value }) => isObject(value) && value.readOnly === true) ?? false;

/** Whether fields that are not declared are allowed. */
function compareOthers(context: Context, pair: Pair): void {
  const [was, is] = [pair.old.closed, pair.now.closed];
  if (!was === !is) return;
  const text = `${context.say(pair)} ${is ? "no longer has" : "may now have"} fields that are not declared`;
  context.fact(context.sided(is ? "map-closed" : "map-opened", pair), pair, was, is, text);
}
