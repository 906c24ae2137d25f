import type { Cursor } from "../../generate/contract/cursor.js";
import { isObject } from "../../common/json.js";
import { pointerTo } from "../../common/json-pointer.js";

/** A field of an object, behind references and `allOf`. */
export interface Field {
  readonly name: string;
  readonly schema: Cursor;
  readonly required: boolean;
  /** Where the contract says whether it is required. */
  readonly requiredAt: string;
}

/** The fields of a schema, by name; what the first part says of one counts. */
export function fieldsOf(schema: Cursor): Field[] {
  const parts = partsOf(schema);
  const required = new Set(parts.flatMap((part) => part.find("required")?.texts() ?? []));
  const fields = new Map<string, Field>();
  for (const part of parts) {
    for (const at of part.find("properties")?.entries() ?? []) {
      if (!isObject(at.value) || fields.has(at.key)) continue;
      const requiredAt = pointerOf(part.get("required"));
      fields.set(at.key, { name: at.key, schema: at, required: required.has(at.key), requiredAt });
    }
  }
  return [...fields.values()];
}

/** What the values of a map are, where the schema is one. */
export function valuesOf(schema: Cursor): Cursor | undefined {
  return partsOf(schema)
    .flatMap((part) => part.find("additionalProperties") ?? [])
    .find((values) => isObject(values.value) && Object.keys(values.value).length > 0);
}

/** What a list holds, where the schema is one. */
export function itemsOf(schema: Cursor): Cursor | undefined {
  return partsOf(schema)
    .flatMap((part) => part.find("items") ?? [])
    .find((items) => isObject(items.value));
}

function partsOf(schema: Cursor, depth = 0): Cursor[] {
  if (depth > 50) return [];
  const resolved = schema.resolve();
  const parts = resolved.find("allOf")?.items() ?? [];
  return [resolved, ...parts.flatMap((part) => partsOf(part, depth + 1))];
}

export function pointerOf(at: Cursor): string {
  return pointerTo(at.pointer);
}

/** Where a schema stands, and where that leads. */
export function pointersOf(schema: Cursor): string[] {
  const own = pointerOf(schema);
  const target = pointerOf(schema.resolve());
  const leads = own === target ? [own] : [own, target];
  const parts = partsOf(schema).map(pointerOf);
  return [...new Set([...leads, ...parts])];
}
