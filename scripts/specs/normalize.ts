import { byCodePoint, isObject, type Json, type JsonObject, listAt, textsAt } from "./json.js";
import { dereference, identityOf } from "./pointer.js";

/** Keywords that carry facts and are taken as they are; those with schemas inside are not here. */
export const PLAIN_KEYWORDS: ReadonlySet<string> = new Set([
  "type",
  "format",
  "enum",
  "const",
  "default",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "readOnly",
  "writeOnly",
  "deprecated",
  "contentEncoding",
  "contentMediaType",
]);

const COMPOSITIONS = ["oneOf", "anyOf", "allOf"] as const;
/** Beside these, a composition of one schema says more than that schema. */
const STRUCTURE = [...COMPOSITIONS, "properties", "items", "required", "additionalProperties"];
/** Flags that are false when they are not there. */
const FLAGS: ReadonlySet<string> = new Set(["readOnly", "writeOnly", "deprecated", "uniqueItems"]);
/** Formats of a number that say nothing which JSON could hold to. */
const NUMBER_FORMATS: ReadonlySet<Json | undefined> = new Set(["float", "double"]);
const MAX_WRAPPERS = 20;

/** A schema in one spelling, whichever the description used. */
export interface Resolved {
  /** Without null among its types and alternatives. */
  readonly schema: JsonObject;
  readonly nullable: boolean;
  /** What a schema that is met twice is recognized by. */
  readonly identity: Json | undefined;
}

/**
 * Follows `$ref`, takes compositions of a single schema for that schema, and tells null apart,
 * whether it is a type, an alternative or 3.0's keyword, which still turns up inside 3.1 documents.
 */
export function resolve(document: JsonObject, node: Json | undefined, place: string): Resolved {
  let schema = dereference(document, node, place);
  let identity = identityOf(document, node, place);
  let nullable = false;
  for (let wrappers = 0; wrappers < MAX_WRAPPERS; wrappers += 1) {
    const told = tellNull(schema);
    nullable ||= told.nullable;
    schema = told.schema;
    const wrapped = wrappedBy(schema);
    if (wrapped === undefined) break;
    identity = identityOf(document, wrapped.only, place);
    schema = { ...dereference(document, wrapped.only, place), ...wrapped.beside };
  }
  return { schema, nullable, identity };
}

/** The plain keywords of a schema in normal form. */
export function plainKeywords(schema: JsonObject): JsonObject {
  const facts = Object.entries(schema).filter(
    ([key, value]) =>
      PLAIN_KEYWORDS.has(key) &&
      !(FLAGS.has(key) && value === false) &&
      !(key === "format" && schema.type === "number" && NUMBER_FORMATS.has(value)),
  );
  return Object.fromEntries(facts);
}

/** The schema in normal form that allows null besides. */
export function withNull(schema: JsonObject): JsonObject {
  const types = [schema.type ?? []].flat();
  if (types.length > 0) {
    const values = schema.enum;
    const openEnum = Array.isArray(values) && !values.includes(null);
    return { ...schema, ...(openEnum && { enum: [...values, null] }), type: [...types, "null"] };
  }
  for (const key of ["oneOf", "anyOf"]) {
    const alternatives = schema[key];
    if (Array.isArray(alternatives)) {
      return { ...schema, [key]: [...alternatives, { type: "null" }] };
    }
  }
  return schema;
}

/**
 * Takes apart what is said of a place, such as that a field is read-only, and what is said of the
 * schema that stands there, which other places may share.
 */
export function splitAnnotations(schema: JsonObject): {
  annotations: JsonObject;
  rest: JsonObject;
} {
  const isAnnotation = ([key, value]: [string, Json]): boolean =>
    key === "default" || (["readOnly", "writeOnly", "deprecated"].includes(key) && value === true);
  const entries = Object.entries(schema);
  return {
    annotations: Object.fromEntries(entries.filter(isAnnotation)),
    rest: Object.fromEntries(entries.filter((entry) => !isAnnotation(entry))),
  };
}

function tellNull(schema: JsonObject): { schema: JsonObject; nullable: boolean } {
  const { nullable: keyword, ...plain } = schema;
  let nullable = keyword === true;
  if (Array.isArray(plain.type)) {
    nullable ||= plain.type.includes("null");
    const types = textsAt(plain, "type").filter((type) => type !== "null");
    plain.type = types.length === 1 ? (types[0] ?? "null") : types.sort(byCodePoint);
  }
  for (const key of ["oneOf", "anyOf"]) {
    const alternatives = listAt(plain, key);
    const others = alternatives.filter((one) => !(isObject(one) && one.type === "null"));
    if (others.length === alternatives.length) continue;
    nullable = true;
    plain[key] = others;
  }
  return { schema: plain, nullable };
}

function wrappedBy(schema: JsonObject): { only: Json; beside: JsonObject } | undefined {
  for (const key of COMPOSITIONS) {
    const { [key]: parts, ...beside } = schema;
    if (!Array.isArray(parts) || parts.length !== 1) continue;
    if (STRUCTURE.some((other) => beside[other] !== undefined)) continue;
    return { only: parts[0] ?? null, beside };
  }
  return undefined;
}
