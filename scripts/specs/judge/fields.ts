import type { Cursor } from "../../generate/contract/cursor.js";
import { isObject, type JsonObject } from "../../common/json.js";
import { pointerTo } from "../../common/json-pointer.js";

/** A field of an object, behind references and `allOf`. */
export interface Field {
  readonly name: string;
  readonly schema: Cursor;
  readonly isRequired: boolean;
  /** JSON pointers on which its type depends. */
  readonly pointers: readonly string[];
}

/** The fields of a schema, `allOf` included; the first part that declares one counts. A union has none. */
export function fieldsOf(schema: Cursor, depth = 0): Field[] {
  const resolved = schema.resolve();
  if (depth === 0 && alternativesOf(resolved).length > 0) return [];
  const parts = depth > 20 ? [] : (resolved.find("allOf")?.items() ?? []);
  const all = [...ownFields(resolved), ...parts.flatMap((part) => fieldsOf(part, depth + 1))];
  const required = new Set(all.filter((field) => field.isRequired).map(({ name }) => name));
  const outer = resolved.find("required")?.texts() ?? [];
  for (const name of outer) required.add(name);
  const byName = new Map(all.reverse().map((field) => [field.name, field]));
  return [...byName.values()].map((field) => ({ ...field, isRequired: required.has(field.name) }));
}

function ownFields(schema: Cursor): Field[] {
  const required = new Set(schema.find("required")?.texts() ?? []);
  const requiredAt = pointerOf(schema.get("required"));
  return (schema.find("properties")?.entries() ?? [])
    .filter(({ value }) => isObject(value))
    .map((at) => ({
      name: at.key,
      schema: at,
      isRequired: required.has(at.key),
      pointers: [...pointersOf(at), requiredAt],
    }));
}

/** The alternatives of a union, nulls included; empty for any other schema. */
function alternativesOf(resolved: Cursor): Cursor[] {
  return (resolved.find("oneOf") ?? resolved.find("anyOf"))?.items() ?? [];
}

/**
 * The kinds of the members of open enums at a place, such as `string`.
 * @param isOpen whether values that an enum doesn't list are allowed, as in responses
 */
export function enumKinds(schema: Cursor, isOpen: (node: JsonObject) => boolean): string[] {
  const resolved = schema.resolve();
  const nodes = [resolved, ...alternativesOf(resolved).map((each) => each.resolve())];
  return nodes.flatMap((at) => {
    const { enum: members } = at.object();
    if (!Array.isArray(members) || !isOpen(at.object())) return [];
    const kinds = members.map((member) => (member === null ? "null" : typeof member));
    return [...new Set(kinds)].join(" | ");
  });
}

export function pointerOf(at: Cursor): string {
  return pointerTo(at.pointer);
}

/** A schema's place and, if it is a reference, its target's. */
export function pointersOf(schema: Cursor): string[] {
  return [...new Set([pointerOf(schema), pointerOf(schema.resolve())])];
}
