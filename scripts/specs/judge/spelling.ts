import type { Cursor } from "../../generate/contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { pointerTo } from "../../common/json-pointer.js";
import { referenceOf } from "../../generate/contract/sides.js";
import { typeNames } from "../../generate/view/type.js";

/** Longer enums are spelled by their first members: each costs the compiler time. */
const MAX_MEMBERS = 200;
const ANY_OBJECT = "{ [key: string]: unknown }";

/** Whether values that an enum doesn't list are allowed, as in responses. */
export type IsOpen = (node: JsonObject) => boolean;

/** A field of an object, behind references and `allOf`. */
export interface Field {
  readonly name: string;
  readonly schema: Cursor;
  readonly isRequired: boolean;
  /** JSON pointers on which its type depends. */
  readonly pointers: readonly string[];
}

/** A schema's type in TypeScript; a named schema is `$.Name`, behind which it is tested by itself. */
export function spell(schema: Cursor, isOpen: IsOpen): string {
  const name = referenceOf(schema.object());
  return name === undefined ? spellUnnamed(schema.resolve(), isOpen) : `$.${name}`;
}

/** The same for a named schema itself. */
export function spellUnnamed(schema: Cursor, isOpen: IsOpen): string {
  const node = schema.object();
  const names = typeNames(schema);
  const orNull = names.includes("null") ? ["null"] : [];
  if (node.const !== undefined) return literal(node.const);
  if (Array.isArray(node.enum)) return union([...spellEnum(node.enum, isOpen(node)), ...orNull]);
  const alternatives = schema.find("oneOf") ?? schema.find("anyOf");
  if (alternatives)
    return union([...alternatives.items().map((each) => spell(each, isOpen)), ...orNull]);
  const parts = schema.find("allOf")?.items() ?? [];
  const own = spellOwn(schema, names, isOpen);
  const all = [...parts.map((part) => spell(part, isOpen)), ...own].filter(
    (each) => each !== "unknown",
  );
  if (all.length === 0) return union(orNull.length > 0 ? orNull : ["unknown"]);
  return union([
    parts.length > 0 ? all.map((each) => `(${each})`).join(" & ") : union(all),
    ...orNull,
  ]);
}

function spellOwn(schema: Cursor, names: readonly string[], isOpen: IsOpen): string[] {
  const items = schema.find("items");
  const list = isObject(items?.value) ? `(${spell(schema.get("items"), isOpen)})[]` : "unknown[]";
  const kinds = names.filter((each) => each !== "null");
  const isObjectType = kinds.includes("object") || isObjectSchema(schema);
  if (kinds.length === 0) return isObjectType ? [spellObject(schema, isOpen)] : items ? [list] : [];
  return kinds.map((kind) =>
    kind === "array"
      ? list
      : kind === "object"
        ? spellObject(schema, isOpen)
        : kind === "integer"
          ? "number"
          : kind,
  );
}

function spellObject(schema: Cursor, isOpen: IsOpen): string {
  const fields = ownFields(schema);
  if (fields.length > 0)
    return `{ ${fields
      .map(({ name, schema: of, isRequired }) => {
        const type = spell(of, isOpen);
        return isRequired ? `${literal(name)}: ${type}` : `${literal(name)}?: ${type} | undefined`;
      })
      .join("; ")} }`;
  const values = schema.find("additionalProperties");
  if (!values || !isObject(values.value) || Object.keys(values.value).length === 0)
    return ANY_OBJECT;
  return `{ [key: string]: ${spell(values, isOpen)} }`;
}

function spellEnum(members: readonly Json[], isOpen: boolean): string[] {
  if (isOpen) return [...new Set(members.map(kindOf))];
  return members.slice(0, MAX_MEMBERS).map(literal);
}

/** The kinds of the members of open enums at a place, such as `string`. */
export function enumKinds(schema: Cursor, isOpen: IsOpen): string[] {
  const resolved = schema.resolve();
  const alternatives = (resolved.find("oneOf") ?? resolved.find("anyOf"))?.items() ?? [];
  const nodes = [resolved, ...alternatives.map((each) => each.resolve())].map((at) => at.object());
  return nodes
    .filter((node) => isOpen(node) && Array.isArray(node.enum))
    .map((node) => union(spellEnum(node.enum as Json[], true)));
}

function isObjectSchema(schema: Cursor): boolean {
  return Boolean(schema.find("properties")) || isObject(schema.find("additionalProperties")?.value);
}

/** The fields of a schema, `allOf` included; the first part that declares one counts. */
export function fieldsOf(schema: Cursor, depth = 0): Field[] {
  const resolved = schema.resolve();
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

export function pointerOf(at: Cursor): string {
  return pointerTo(at.pointer);
}

/** A schema's place and, if it is a reference, its target's. */
export function pointersOf(schema: Cursor): string[] {
  return [...new Set([pointerOf(schema), pointerOf(schema.resolve())])];
}

export function literal(value: Json): string {
  return JSON.stringify(value);
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

function kindOf(member: Json): string {
  return member === null ? "null" : typeof member === "object" ? "unknown" : typeof member;
}
