import type { Comparison } from "./compare.js";
import type { Operation } from "./operation.js";
import type { OperationPair } from "./operations.js";
import { compareParameter } from "./parameter.js";
import type { Place } from "./place.js";
import { renames, sayRenamed } from "./say.js";
import { signatureOf } from "./signature.js";

/** Compares parameters by name; where in the request each goes is a change of its own. */
export function compareParameters(comparison: Comparison, pair: OperationPair): void {
  const [before, after] = [parametersOf(pair.old), parametersOf(pair.new)];
  const { gone, added, both } = match(before, after);
  const renamed = renames(meanings(gone), meanings(added));
  for (const place of gone) {
    const name = place.text("name");
    comparison.report.add({
      rule: "parameter-removed",
      at: { old: place, new: pair.new.place.near("parameters") },
      old: place.value,
      text: `\`${name}\` of ${pair.id} is gone${sayRenamed(renamed.get(name))}`,
    });
  }
  for (const place of added) {
    const required = place.object.required === true;
    comparison.report.add({
      rule: required ? "required-parameter-added" : "parameter-added",
      at: { old: pair.old.place.near("parameters"), new: place },
      new: place.value,
      text: `\`${place.text("name")}\` of ${pair.id} is new${required ? " and required" : ""}`,
    });
  }
  for (const [old, now] of both) compareParameter(comparison, pair.id, old, now);
  const order = (places: Place[]): string => places.map((place) => place.text("name")).join();
  if (order(both.map(([old]) => old)) !== order(byPosition(after, both)))
    comparison.report.add({
      rule: "order-changed",
      at: { old: pair.old.place.near("parameters"), new: pair.new.place.near("parameters") },
      old: before.map((place) => place.text("name")),
      new: after.map((place) => place.text("name")),
      text: `the parameters of ${pair.id} come in another order`,
    });
}

/** Those of the path and the operation's own, which replace them. */
function parametersOf({ place, item }: Operation): Place[] {
  const byKey = new Map<string, Place>();
  for (const raw of [...item.items("parameters"), ...place.items("parameters")]) {
    const parameter = raw.resolve();
    byKey.set(keyOf(parameter), parameter);
  }
  return [...byKey.values()];
}

function keyOf(parameter: Place): string {
  return `${parameter.text("in")} ${parameter.text("name")}`;
}

function match(before: readonly Place[], after: readonly Place[]) {
  const both: [Place, Place][] = [];
  const gone = new Set(before);
  const added = new Set(after);
  for (const key of [keyOf, (parameter: Place) => parameter.text("name")]) {
    for (const old of [...gone]) {
      const now = [...added].find((other) => key(other) === key(old));
      if (!now) continue;
      both.push([old, now]);
      gone.delete(old);
      added.delete(now);
    }
  }
  both.sort(([a], [b]) => before.indexOf(a) - before.indexOf(b));
  return { gone: [...gone], added: [...added], both };
}

function byPosition(after: readonly Place[], both: readonly [Place, Place][]): Place[] {
  const kept = new Set(both.map(([, now]) => now));
  return after.filter((place) => kept.has(place));
}

function meanings(places: readonly Place[]): Map<string, string> {
  return new Map(
    places.map((place) => {
      const schema = place.get("schema");
      const meaning = `${place.text("in")} ${signatureOf(schema ? [schema] : [])}`;
      return [place.text("name"), meaning];
    }),
  );
}
