import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json } from "../../common/json.js";
import { code } from "./text.js";

/** More members than this are listed in the text beside the type. */
const inlineMembers = 8;

/** On both sides of a model's name. JSON escapes it, so that no member of an enum contains it. */
const mark = "\u0001";

/**
 * A schema's type as Markdown: TypeScript's spelling, models linked to their pages.
 * @param open Enums of responses are open: the service can add members.
 * @param models From the page to the folder of the models' pages.
 */
export function markdownType(schema: Cursor, open: boolean, models = "models/"): string {
  return alternativesOf(schema, open)
    .join(" | ")
    .split(mark)
    .map((part, index) =>
      index % 2 === 1
        ? `[${part}](${models}${part}.md)`
        : part.replace(/[^ ](?:.*[^ ])?/, (text) => code(text)),
    )
    .join("");
}

/** The type in TypeScript's spelling. */
export function typeText(schema: Cursor, open: boolean): string {
  return alternativesOf(schema, open).join(" | ").replaceAll(mark, "");
}

/** The members of an enum that has too many for its type. */
export function longEnum(schema: Cursor): readonly Json[] {
  const members = enumOf(element(schema)) ?? [];
  return members.length > inlineMembers ? members : [];
}

export function enumOf(schema: Cursor): readonly Json[] | undefined {
  const constant = schema.find("const")?.value;
  if (constant !== undefined) return [constant];
  const members = schema.resolve().find("enum")?.value;
  return Array.isArray(members) ? members : undefined;
}

/** A named schema has a page unless it is a plain scalar, which is shown inline. */
export function hasPage(schema: Cursor): boolean {
  const composed = ["anyOf", "oneOf", "enum", "properties", "additionalProperties", "items"];
  return (
    composed.some((key) => schema.find(key) !== undefined) ||
    typeNames(schema).some((type) => type === "object" || type === "array")
  );
}

export function typeNames(schema: Cursor): string[] {
  const type = schema.find("type")?.value;
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === "string");
}

/** A list's items; any other schema itself. */
export function element(schema: Cursor): Cursor {
  return schema.find("$ref") ? schema : (schema.find("items") ?? schema);
}

/** The alternatives of a schema's type; a type with one has one. */
function alternativesOf(schema: Cursor, open: boolean, depth = 0): string[] {
  if (schema.find("$ref")) {
    const target = schema.resolve();
    if (hasPage(target)) return [mark + target.key + mark];
    return depth > 20 ? ["unknown"] : alternativesOf(target, open, depth + 1);
  }
  const next = (at: Cursor): string[] => alternativesOf(at, open, depth + 1);
  const names = typeNames(schema);
  const orNull = names.filter((name) => name === "null");
  const members = enumOf(schema);
  if (members && members.length > inlineMembers) return ["string", ...orNull];
  const union = schema.find("oneOf") ?? schema.find("anyOf");
  const isOpen = open && members !== undefined && !schema.find("const");
  const own =
    members?.map((member) => JSON.stringify(member)) ??
    union?.items().flatMap(next) ??
    names.filter((name) => name !== "null").map((name) => kind(name, schema, next));
  const all = new Set([...own, ...(isOpen ? ["string"] : []), ...orNull]);
  return all.size === 0 ? ["unknown"] : [...all];
}

function kind(name: string, schema: Cursor, next: (at: Cursor) => string[]): string {
  if (name === "integer") return "number";
  if (name !== "array" && name !== "object") return name;
  const part = schema.find(name === "array" ? "items" : "additionalProperties");
  const types = part && isObject(part.value) ? next(part) : ["unknown"];
  if (name === "object") return `Record<string, ${types.join(" | ")}>`;
  return types.length > 1 ? `(${types.join(" | ")})[]` : `${types.join("")}[]`;
}
