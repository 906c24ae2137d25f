import type { Comparison, Pair } from "./compare.js";
import type { Place } from "./place.js";
import { renames, sayRenamed } from "./say.js";
import { placeLike, type Shape } from "./shape.js";
import { signatureOf } from "./signature.js";
import { step } from "./trail.js";

/** Compares the fields of objects, and whether there may be others. */
export function compareFields(comparison: Comparison, pair: Pair): void {
  const { old, new: now, trail } = pair;
  const [before, after] = [namesOf(old), namesOf(now)] as const;
  const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
    [...names].filter((name) => !others.has(name));
  const renamed = renames(
    meanings(old, without(before, after)),
    meanings(now, without(after, before)),
  );
  for (const name of [...new Set([...before, ...after])].sort()) {
    const field: Pair = { ...pair, trail: step(trail, { kind: "field", name }) };
    if (!after.has(name)) removed(comparison, field, name, renamed.get(name));
    else if (!before.has(name)) added(comparison, field, name);
    else {
      compareRequired(comparison, field, name);
      const sources = [old.fields.get(name), now.fields.get(name)] as const;
      const anything = (shape: Shape): Place[] => [shape.at.here({})];
      if (sources[0] || sources[1])
        comparison.schemas(sources[0] ?? anything(old), sources[1] ?? anything(now), field.trail);
    }
  }
  compareOthers(comparison, pair);
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

function removed(
  comparison: Comparison,
  pair: Pair,
  name: string,
  renamed: string | undefined,
): void {
  const place = placeOf(pair.old, name);
  comparison.sided("field-removed", pair, {
    at: { old: place, new: placeLike(place, pair.new) },
    old: place.value,
    text: `${comparison.say(pair)} is gone${sayRenamed(renamed)}`,
  });
}

function added(comparison: Comparison, pair: Pair, name: string): void {
  const place = placeOf(pair.new, name);
  const required = pair.trail.side === "request" && pair.new.required.has(name);
  const finding = {
    at: { old: placeLike(place, pair.old), new: place },
    new: place.value,
    text: `${comparison.say(pair)} is new${required ? " and required" : ""}`,
  };
  if (required) comparison.report.add({ rule: "required-request-field-added", ...finding });
  else comparison.sided("field-added", pair, finding);
}

function compareRequired(comparison: Comparison, pair: Pair, name: string): void {
  const { old, new: now } = pair;
  const [was, is] = [old.required.get(name), now.required.get(name)];
  if (!was === !is) return;
  const text = `${comparison.say(pair)} was ${was ? "required" : "optional"} and is now ${is ? "required" : "optional"}`;
  comparison.sided(is ? "field-required" : "field-optional", pair, {
    at: { old: was ?? placeOf(old, name), new: is ?? placeOf(now, name) },
    old: was !== undefined,
    new: is !== undefined,
    text,
  });
}

/** Fields that are not declared. */
function compareOthers(comparison: Comparison, pair: Pair): void {
  const { old, new: now } = pair;
  if (!old.closed === !now.closed) return;
  const text = `${comparison.say(pair)} ${now.closed ? "no longer has" : "may now have"} fields that are not declared`;
  comparison.sided(now.closed ? "map-closed" : "map-opened", pair, {
    at: {
      old: old.closed ?? placeLike(now.closed, old),
      new: now.closed ?? placeLike(old.closed, now),
    },
    old: old.closed?.value,
    new: now.closed?.value,
    text,
  });
}
