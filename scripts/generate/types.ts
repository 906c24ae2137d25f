import openapiTS, {
  astToString,
  NULL,
  NUMBER,
  STRING,
  tsIntersection,
  tsLiteral,
} from "openapi-typescript";
import ts from "typescript";
import { Cursor } from "./contract/cursor.js";
import { hideInherited, showInherited } from "../common/inherited.js";
import { isObject, walk, type Json, type JsonObject } from "../common/json.js";
import { documentType } from "./type-docs.js";
import { discriminators, responseSchemas } from "./contract/sides.js";

/** Replaces `enum` while openapi-typescript runs, whose `transform` isn't called for an enum in a list, a map or a union. */
const openEnum = "x-billkit-open-enum";
const factory = ts.factory;

/**
 * The types of a contract. Enums of responses stay open, with completion, because services add
 * members; enums of requests and discriminators are closed.
 * @param normalized A normalized contract with its shared schemas split; not modified.
 */
export async function generateTypes(normalized: Cursor): Promise<string> {
  const document = structuredClone(normalized.object());
  const copy = new Cursor(normalized.source, [], document);
  const closed = discriminators(copy);
  for (const node of responseSchemas(copy)) if (!closed.has(node)) open(node);
  walk(document, joinStrings);
  walk(document, discriminate);
  walk(document, hideInherited);
  const nodes = await openapiTS(Buffer.from(JSON.stringify(document)), {
    alphabetize: true,
    // The service assumes the default; the field can still be omitted.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesKeepCasing: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
    transform: (schema) => {
      const members: unknown = openEnum in schema ? schema[openEnum] : undefined;
      return Array.isArray(members) ? openUnion(members, schema.type) : undefined;
    },
  });
  for (const node of nodes) documentType(node, normalized);
  return showInherited(astToString(nodes));
}

function open(schema: JsonObject): void {
  if (!Array.isArray(schema.enum)) return;
  schema[openEnum] = schema.enum;
  delete schema.enum;
}

/** An open enum: any string, or one of these. A plain `string` in the union would remove completion. */
function joinStrings(schema: JsonObject): void {
  for (const key of ["anyOf", "oneOf"]) {
    const parts = schema[key];
    if (!Array.isArray(parts)) continue;
    const others = parts.filter((part) => !isAnyString(part));
    const enums = others.filter(isObject).filter(isStringEnum);
    if (others.length === parts.length || enums.length === 0) continue;
    schema[key] = others;
    enums.forEach(open);
  }
}

function isStringEnum(schema: JsonObject): boolean {
  const members = schema.enum ?? schema[openEnum];
  return Array.isArray(members) && members.every((member) => typeof member === "string");
}

const isAnyString = (schema: Json): boolean =>
  isObject(schema) &&
  schema.type === "string" &&
  Object.keys(schema).every((key) => ["type", "description"].includes(key));

/**
 * Makes a union with a discriminator one of `oneOf`, for which openapi-typescript narrows the
 * discriminator; for TypeScript, both are the same union.
 */
function discriminate(schema: JsonObject): void {
  const { anyOf, discriminator } = schema;
  if (discriminator === undefined || !Array.isArray(anyOf) || schema.oneOf !== undefined) return;
  schema.oneOf = anyOf;
  delete schema.anyOf;
}

/** `"a" | "b" | (string & {})`: any string is allowed, and editors offer the known ones. */
function openUnion(members: readonly unknown[], type: unknown): ts.TypeNode {
  const kinds = [
    ...(members.some((member) => typeof member === "string") ? [STRING] : []),
    ...(members.some((member) => typeof member === "number") ? [NUMBER] : []),
  ];
  const any = kinds.map((kind) => tsIntersection([kind, factory.createTypeLiteralNode([])]));
  const isNullable = Array.isArray(type) && type.includes("null") && !members.includes(null);
  return factory.createUnionTypeNode([
    ...members.map(tsLiteral),
    ...any.map((each) => factory.createParenthesizedType(each)),
    ...(isNullable ? [NULL] : []),
  ]);
}
