import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import type { Place, Sides } from "./place.js";

const PREFIX = "#/components/schemas/";

/**
 * A test for schemas that can be skipped: the same JSON in both contracts, without a reference to a
 * schema that changed, however far away.
 */
export function unchangedTest({ old, now }: Sides<Place>): (was: Json, is: Json) => boolean {
  const [before, after] = [old, now].map(({ document }) => schemasOf(document));
  const changed = new Set<string>();
  const referrers = new Map<string, string[]>();
  const waiting: string[] = [];
  const change = (name: string): void => {
    if (changed.has(name)) return;
    changed.add(name);
    waiting.push(name);
  };
  for (const [name, schema] of Object.entries({ ...before, ...after })) {
    if (JSON.stringify(before?.[name]) !== JSON.stringify(schema)) change(name);
    if (!Object.hasOwn(after ?? {}, name)) change(name);
    for (const reference of referencesIn(schema)) {
      const names = referrers.get(reference);
      if (names) names.push(name);
      else referrers.set(reference, [name]);
    }
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop())
    for (const referrer of referrers.get(name) ?? []) change(referrer);
  const isKnown = (reference: string): boolean =>
    Object.hasOwn(after ?? {}, reference) && !changed.has(reference);
  return (was, is) =>
    JSON.stringify(was) === JSON.stringify(is) && [...referencesIn(is)].every(isKnown);
}

function schemasOf(document: JsonObject): JsonObject {
  return objectAt(objectAt(document, "components"), "schemas");
}

/** The names of the schemas that a value refers to; other references in full. */
function referencesIn(value: Json): Set<string> {
  const found = new Set<string>();
  const waiting: Json[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (isObject(next) && typeof next.$ref === "string") found.add(next.$ref.replace(PREFIX, ""));
    for (const member of Object.values(next)) waiting.push(member);
  }
  return found;
}
