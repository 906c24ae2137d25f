export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under `key`, or an empty one. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = own(parent, key);
  return isObject(value) ? value : {};
}

/** The list under `key`, or an empty one. */
export function listAt(parent: JsonObject, key: string): Json[] {
  const value = own(parent, key);
  return Array.isArray(value) ? value : [];
}

/** The string under `key`, or undefined. */
export function textAt(parent: JsonObject, key: string): string {
  const value = own(parent, key);
  return typeof value === "string" ? value : "";
}

/** The strings in the list under `key`. */
export function textsAt(parent: JsonObject, key: string): string[] {
  return listAt(parent, key).filter((item) => typeof item === "string");
}

/** The object's own value: a description can use names such as `constructor`. */
export function own(parent: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** Whether a value has one of the types, which are named as in a schema. */
export function hasType(value: Json, types: readonly string[]): boolean {
  const type = typeOf(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

/** The type of a value, named as in a schema. */
export function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** Compares strings independently of the machine's locale. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same object with its keys sorted, deeply; lists keep their order. */
export function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sortKeys(member)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => byCodePoint(a, b)));
}

/** Whether two values are equal as JSON, in any order of keys. */
export function sameJson(a: Json, b: Json): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

/** The path to the first difference between two values; empty if they are equal. */
export function firstDifference(a: Json, b: Json): string[] {
  if (!isObject(a) || !isObject(b)) return [];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(byCodePoint);
  const key = keys.find((name) => !sameJson(own(a, name) ?? null, own(b, name) ?? null));
  if (key === undefined) return [];
  return [key, ...firstDifference(own(a, key) ?? null, own(b, key) ?? null)];
}

/** Parses a JSON text; undefined if it is missing or invalid. */
export function parseJson(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** Calls `visit` with every object in the value, parents first. */
export function walk(value: Json | undefined, visit: (node: JsonObject) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isObject(value)) {
    visit(value);
    for (const child of Object.values(value)) walk(child, visit);
  }
}
