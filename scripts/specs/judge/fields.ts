import type { Cursor } from "../../generate/contract/cursor.js";
import { isObject, type JsonObject } from "../../common/json.js";
import { pointerTo } from "../../common/json-pointer.js";

/** The fields of a schema behind references; none if it is a union. No package has an `allOf`. */
export function fieldsOf(schema: Cursor) {
  const resolved = schema.resolve();
  if (alternativesOf(resolved).length > 0) return [];
  const required = resolved.find("required")?.texts() ?? [];
  const requiredAt = pointerOf(resolved.get("required"));
  return (resolved.find("properties")?.entries() ?? [])
    .filter(({ value }) => isObject(value))
    .map((at) => ({
      name: at.key,
      schema: at,
      isRequired: required.includes(at.key),
      /** JSON pointers on which its type depends. */
      pointers: [...pointersOf(at), requiredAt],
    }));
}

/** The alternatives of a union, nulls included; empty for any other schema. */
function alternativesOf(resolved: Cursor): Cursor[] {
  return (resolved.find("oneOf") ?? resolved.find("anyOf"))?.items() ?? [];
}

/** Whether values that an enum doesn't list are allowed, as in responses. */
export type IsOpen = (node: JsonObject) => boolean;

/** The kinds of the members of open enums at a place, such as `string`. */
export function enumKinds(schema: Cursor, isOpen: IsOpen): string[] {
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
