import type { Cursor } from "../../generate/contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { referenceOf } from "../../generate/contract/sides.js";
import { typeNames } from "../../generate/view/type.js";

/** How a value of a schema is spelled in TypeScript; objects and lists only by their kind. */
export interface Spelling {
  /** Enums of answers are open: any value of their kind. */
  isOpen(node: JsonObject): boolean;
  /** What an object in a union is called. */
  object(schema: Cursor): string;
  readonly list: string;
}

/** A schema's type as a union; `unknown` where it says nothing. */
export function spell(schema: Cursor, spelling: Spelling): string {
  return [...new Set(forms(schema, spelling))].join(" | ");
}

function forms(schema: Cursor, spelling: Spelling, depth = 0): string[] {
  if (depth > 50) return ["unknown"];
  const resolved = schema.resolve();
  const node = resolved.object();
  const names = typeNames(resolved);
  const orNull = names.includes("null") ? ["null"] : [];
  if (node.const !== undefined) return [literal(node.const)];
  if (Array.isArray(node.enum)) {
    const open = spelling.isOpen(node);
    return [...node.enum.map((member) => (open ? kindOf(member) : literal(member))), ...orNull];
  }
  const union = resolved.find("oneOf") ?? resolved.find("anyOf");
  if (union) {
    const alternatives = union.items();
    return [
      ...alternatives.flatMap((each) =>
        isObjectSchema(each) ? [spelling.object(each)] : forms(each, spelling, depth + 1),
      ),
      ...orNull,
    ];
  }
  if (isObjectSchema(resolved)) return ["object", ...orNull];
  const parts = resolved.find("allOf")?.items() ?? [];
  if (parts.length > 0) {
    // Of several that say something, all hold; one is enough to tell another type apart.
    const said = parts.map((part) => forms(part, spelling, depth + 1));
    return said.find(([first]) => first !== "unknown") ?? ["unknown"];
  }
  const kinds = names.filter((name) => name !== "null").map((name) => kind(name, spelling));
  if (kinds.length > 0) return [...kinds, ...orNull];
  return resolved.find("items")
    ? [spelling.list, ...orNull]
    : orNull.length > 0
      ? orNull
      : ["unknown"];
}

/** Whether a schema, behind references and `allOf`, has fields, or is a map of them. */
export function isObjectSchema(schema: Cursor, depth = 0): boolean {
  if (depth > 50) return false;
  const resolved = schema.resolve();
  if (resolved.find("properties") || isObject(resolved.find("additionalProperties")?.value))
    return true;
  if (typeNames(resolved).includes("object")) return true;
  return (resolved.find("allOf")?.items() ?? []).some((part) => isObjectSchema(part, depth + 1));
}

/** The alternatives of a schema that have to be looked at each. */
export function alternativesOf(schema: Cursor): Cursor[] {
  const resolved = schema.resolve();
  return (resolved.find("oneOf") ?? resolved.find("anyOf"))?.items() ?? [];
}

/** The name of the schema that stands at a place by a reference. */
export function nameOf(schema: Cursor): string | undefined {
  return referenceOf(schema.object());
}

/** The members of an enum, wherever it stands. */
export function membersOf(schema: Cursor): readonly Json[] {
  const members = schema.resolve().find("enum")?.value;
  return Array.isArray(members) ? members : [];
}

export function literal(value: Json): string {
  return JSON.stringify(value);
}

function kindOf(member: Json): string {
  return member === null ? "null" : typeof member === "object" ? "unknown" : typeof member;
}

function kind(name: string, spelling: Spelling): string {
  if (name === "integer") return "number";
  if (name === "array") return spelling.list;
  return name;
}
