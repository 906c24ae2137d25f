import type { Cursor } from "../contract/cursor.js";

/**
 * All schemas that apply to a value: the target of a reference and its sibling keywords, each once. A
 * contract has no `allOf`: sync merges its parts.
 * @param keys The keywords that matter: a schema without any of them is omitted.
 */
export function merge(schemas: readonly Cursor[], keys: readonly string[]): Cursor[] {
  const found = new Map<string, Cursor>();
  const seen = new Set<string>();
  const follow = (schema: Cursor): void => {
    const place = placeOf(schema);
    if (seen.has(place)) return;
    seen.add(place);
    if (keys.some((key) => schema.find(key))) found.set(place, schema);
    const target = schema.target();
    if (target) follow(target);
  };
  for (const schema of schemas) follow(schema);
  return [...found.values()];
}

/** Its location, as a key. */
export const placeOf = (schema: Cursor): string => schema.pointer.join("\n");

/** The lists of alternatives of merged schemas: one of each list must match. */
export const unionsOf = (merged: readonly Cursor[]): Cursor[][] =>
  merged.flatMap((schema) =>
    ["oneOf", "anyOf"].flatMap((key) => {
      const list = schema.find(key);
      return list ? [list.items()] : [];
    }),
  );

/** The keys that every one of the schemas has. */
export function common<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  return lists.reduce(
    (one, other) => (one && other ? one.filter((each) => other.includes(each)) : (one ?? other)),
    undefined,
  );
}
