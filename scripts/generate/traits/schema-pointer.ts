import { keysOf } from "../../common/json-pointer.js";
import { merge, unionsOf } from "../checks/merge.js";
import type { Cursor } from "../contract/cursor.js";
import { typeNames } from "../view/type.js";

const parts = ["type", "enum", "const", "properties", "additionalProperties", "items"];

/**
 * The schemas of the value at a JSON pointer: `*` or a number selects a list's item, any other key an
 * object's field.
 * @returns an empty list if no schema declares the place
 */
export function schemasAt(schemas: readonly Cursor[], pointer: string): Cursor[] {
  return keysOf(pointer).reduce<Cursor[]>(
    (at, key) => at.flatMap((schema) => alternatives(schema).flatMap((each) => child(each, key))),
    [...schemas],
  );
}

/** The same, but a schema that declares nothing allows anything below it. */
export function openSchemasAt(schemas: readonly Cursor[], pointer: string): readonly Cursor[] {
  return keysOf(pointer).reduce(
    (at, key) => at.flatMap((schema) => openChild(schema, key)),
    schemas,
  );
}

function openChild(schema: Cursor, key: string, depth = 0): Cursor[] {
  const merged = merge([schema], [...parts, "oneOf", "anyOf"]);
  if (merged.length === 0) return [schema];
  const unions = depth > 10 ? [] : unionsOf(merged).flat();
  return [
    ...merged.flatMap((each) => child(each, key)),
    ...unions.flatMap((each) => openChild(each, key, depth + 1)),
  ];
}

function child(schema: Cursor, key: string): Cursor[] {
  const property = schema.find("properties")?.find(key);
  if (property) return [property];
  const items = schema.find("items");
  if (items && /^(\*|\d+)$/.test(key)) return [items];
  const values = schema.find("additionalProperties");
  return values && typeof values.value === "object" ? [values] : [];
}

/** A schema, the target of its reference, and its alternatives, one by one. */
export function alternatives(schema: Cursor, depth = 0): Cursor[] {
  // Schemas can be recursive.
  if (depth > 10) return [];
  const merged = merge([schema], [...parts, "oneOf", "anyOf"]);
  return [
    ...merged,
    ...unionsOf(merged).flatMap((list) => list.flatMap((each) => alternatives(each, depth + 1))),
  ];
}

/** The JSON types that the schemas declare. */
export const typesAt = (schemas: readonly Cursor[]): Set<string> =>
  new Set(
    schemas.flatMap((schema) =>
      alternatives(schema).flatMap((each) => {
        const names = typeNames(each);
        if (names.length > 0) return names;
        return each.find("items") ? ["array"] : each.find("properties") ? ["object"] : [];
      }),
    ),
  );
