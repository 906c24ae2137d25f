import { isObject, type Json, type JsonObject, sameJson } from "../../common/json.js";
import { resolve, type Resolved } from "./resolve.js";

/** The compositions that a schema in normal form may have; allOf is merged. */
export const COMPOSITIONS = ["anyOf", "oneOf"] as const;

/** Whether the generators need a name for a schema. */
export function wantsName(schema: JsonObject): boolean {
  const { properties, required } = schema;
  if (isObject(properties) && Object.keys(properties).length > 0) return true;
  if (Array.isArray(required) && required.length > 0) return true;
  return COMPOSITIONS.some((key) => Array.isArray(schema[key]));
}

/** Whether lists and maps lead back to a schema before anything that has a name. */
export function containsItself(document: JsonObject, found: Resolved): boolean {
  const seen = new Set<Json | undefined>();
  const open = [found];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const part of [next.schema.items, next.schema.additionalProperties]) {
      if (!isObject(part)) continue;
      const inner = resolve(document, part, "items");
      if (inner.identity === found.identity) return true;
      if (seen.has(inner.identity) || wantsName(inner.schema)) continue;
      seen.add(inner.identity);
      open.push(inner);
    }
  }
  return false;
}

/** The first keys in which two shapes differ, for the message. */
export function differenceOf(a: JsonObject, b: JsonObject): string {
  const differing = (x: JsonObject, y: JsonObject): string[] =>
    [...new Set([...Object.keys(x), ...Object.keys(y)])].filter(
      (key) => !sameJson(x[key] ?? null, y[key] ?? null),
    );
  const [aProperties, bProperties] = [a.properties, b.properties];
  const inFields =
    isObject(aProperties) && isObject(bProperties) ? differing(aProperties, bProperties) : [];
  const names = inFields.length > 0 ? inFields.map((key) => `field ${key}`) : differing(a, b);
  return names.slice(0, 3).join(", ");
}
