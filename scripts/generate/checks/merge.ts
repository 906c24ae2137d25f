import type { Cursor } from "../contract/cursor.js";

/**
 * The schemas that hold for a value all at once: what a reference leads to and what stands beside it,
 * each once. A contract has no `allOf`: sync merges its parts.
 * @param keys What a schema is told apart by: one that has none of them is left out.
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

/** Where it stands, as a key. */
export const placeOf = (schema: Cursor): string => schema.pointer.join("\n");

/** The lists of alternatives of merged schemas: of each list, one must hold. */
export const unionsOf = (merged: readonly Cursor[]): Cursor[][] =>
  merged.flatMap((schema) =>
    ["oneOf", "anyOf"].flatMap((key) => {
      const list = schema.find(key);
      return list ? [list.items()] : [];
    }),
  );

/** What no schema but some leaves out: of several, what all have. */
export function common<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  return lists.reduce(
    (one, other) => (one && other ? one.filter((each) => other.includes(each)) : (one ?? other)),
    undefined,
  );
}
