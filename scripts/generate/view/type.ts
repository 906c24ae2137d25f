import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json } from "../../common/json.js";
import { code } from "./text.js";

/** The context of a type on a page. */
export interface TypeContext {
  /** From the page to the folder of model pages: "models/" or "". */
  readonly models: string;
  /** Enums of responses are open: the service can add members. */
  readonly open: boolean;
}

/** More members than this are listed in the text beside the type. */
const inlineMembers = 8;

type Part = { readonly text: string } | { readonly link: string };

/** A schema's type as Markdown: TypeScript's spelling, models linked to their pages. */
export function markdownType(schema: Cursor, context: TypeContext): string {
  const parts: Part[] = [];
  for (const part of typeParts(schema, context, 0)) {
    const last = parts.at(-1);
    if ("text" in part && last && "text" in last) {
      parts[parts.length - 1] = { text: last.text + part.text };
    } else {
      parts.push(part);
    }
  }
  return parts
    .map((part) =>
      "link" in part
        ? `[${part.link}](${context.models}${part.link}.md)`
        : part.text.replace(
            /^( *)(.*?)( *)$/,
            (_, before: string, text: string, after: string) => before + code(text) + after,
          ),
    )
    .join("");
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

function typeParts(schema: Cursor, context: TypeContext, depth: number): Part[] {
  const reference = schema.find("$ref");
  if (reference) {
    const target = schema.resolve();
    if (hasPage(target)) return [{ link: target.key }];
    return depth > 20 ? [{ text: "unknown" }] : typeParts(target, context, depth + 1);
  }
  return ownParts(schema, context, depth);
}

/** A schema's type on its own page, where it isn't a reference. */
export function ownParts(schema: Cursor, context: TypeContext, depth: number): Part[] {
  const next = (at: Cursor): Part[] => typeParts(at, context, depth + 1);
  const names = typeNames(schema);
  const orNull: Part[][] = names.includes("null") ? [[{ text: "null" }]] : [];
  const members = enumOf(schema);
  if (members) {
    if (members.length > inlineMembers) return union([[{ text: "string" }], ...orNull]);
    const literals = members.map((member): Part[] => [{ text: JSON.stringify(member) }]);
    const isOpen = context.open && !schema.find("const");
    return union([
      ...literals,
      ...(isOpen ? [[{ text: "string" }]] : []),
      ...(members.includes(null) ? [] : orNull),
    ]);
  }
  for (const key of ["oneOf", "anyOf"]) {
    const alternatives = schema.find(key)?.items();
    if (alternatives) return union([...alternatives.map(next), ...orNull]);
  }
  const kinds = names.filter((name) => name !== "null").map((name) => kind(name, schema, next));
  const isUnknown = kinds.length === 0 && orNull.length === 0;
  return union([...(isUnknown ? [[{ text: "unknown" }]] : kinds), ...orNull]);
}

function kind(name: string, schema: Cursor, next: (at: Cursor) => Part[]): Part[] {
  if (name === "integer") return [{ text: "number" }];
  if (name === "array") {
    const items = schema.find("items");
    const parts = items ? next(items) : [{ text: "unknown" }];
    const text = parts.map((part) => ("text" in part ? part.text : part.link)).join("");
    const several = / [|&] /.test(text.replace(/[(<].*[)>]/g, ""));
    return several ? [{ text: "(" }, ...parts, { text: ")[]" }] : [...parts, { text: "[]" }];
  }
  if (name === "object") {
    const values = schema.find("additionalProperties");
    const parts = values && isObject(values.value) ? next(values) : [{ text: "unknown" }];
    return [{ text: "Record<string, " }, ...parts, { text: ">" }];
  }
  return [{ text: name }];
}

function union(alternatives: Part[][]): Part[] {
  const distinct = new Map(
    alternatives.flatMap(members).map((parts) => [JSON.stringify(parts), parts]),
  );
  return join([...distinct.values()], " | ");
}

/** The members of a type that can be a union; a parenthesized union is one member. */
function members(parts: Part[]): Part[][] {
  const lists: Part[][] = [[]];
  let depth = 0;
  for (const part of parts) {
    const text = "text" in part ? part.text : "";
    if (text === " | " && depth === 0) lists.push([]);
    else lists.at(-1)?.push(part);
    if (!text.startsWith('"')) depth += text.split(/[(<]/).length - text.split(/[)>]/).length;
  }
  return lists;
}

function join(lists: Part[][], separator: string): Part[] {
  return lists.flatMap((parts, index) => (index === 0 ? parts : [{ text: separator }, ...parts]));
}
