import { type Json, type JsonObject, listAt } from "../../common/json.js";
import { PLAIN_KEYWORDS, singleValued } from "./intersect.js";
import { validKeywords } from "./valid.js";

/** Flags that are false by default. */
export const FLAGS: ReadonlySet<string> = new Set([
  "readOnly",
  "writeOnly",
  "deprecated",
  "uniqueItems",
]);
/** Limits that limit nothing. */
const NO_LIMIT: ReadonlySet<string> = new Set(["minLength", "minItems", "minProperties"]);
/** Number formats that JSON can't guarantee. */
const NUMBER_FORMATS: ReadonlySet<Json | undefined> = new Set(["float", "double"]);

/**
 * The plain keywords of a schema in normal form.
 * @param complain receives what a contract can't have, as a phrase about the schema
 */
export function plainKeywords(given: JsonObject, complain: (problem: string) => void): JsonObject {
  const schema = inOneSpelling(given, complain);
  const facts = Object.entries(schema).filter(
    ([key, value]) =>
      PLAIN_KEYWORDS.has(key) &&
      !(FLAGS.has(key) && value === false) &&
      !(NO_LIMIT.has(key) && value === 0) &&
      !(key === "format" && schema.type === "number" && NUMBER_FORMATS.has(value)),
  );
  return Object.fromEntries(facts);
}

/** Keywords that versions of the format spell differently. */
function inOneSpelling(given: JsonObject, complain: (problem: string) => void): JsonObject {
  const { contentEncoding, contentMediaType, ...plain } = singleValued(given);
  if (plain.type === "file") Object.assign(plain, { type: "string", format: "binary" });
  const limited = limit(limit(plain, "exclusiveMinimum", "minimum"), "exclusiveMaximum", "maximum");
  const schema = validKeywords(limited, complain);
  if (Array.isArray(schema.enum)) Object.assign(schema, typedValues(schema.enum, schema.type));
  if (schema.format === "base64") schema.format = "byte";
  const isBytes = contentMediaType === "application/octet-stream";
  if (contentEncoding === "base64" && schema.format === undefined) {
    schema.format = "byte";
    return isBytes || contentMediaType === undefined ? schema : { ...schema, contentMediaType };
  }
  if (isBytes && contentEncoding === undefined && schema.format === undefined)
    return { ...schema, format: "binary" };
  return {
    ...schema,
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(contentMediaType !== undefined && { contentMediaType }),
  };
}

/** An enum of strings needs no type, and a null in it doesn't count if the type excludes null. */
function typedValues(values: readonly Json[], type: Json | undefined): JsonObject {
  if (type !== undefined) return { enum: values.filter((value) => value !== null) };
  return values.every((value) => typeof value === "string") ? { type: "string" } : {};
}

/** An exclusive limit is a flag in 3.0, beside the limit, and a limit of its own in 3.1. */
function limit(schema: JsonObject, exclusive: string, inclusive: string): JsonObject {
  const { [exclusive]: flag, [inclusive]: value, ...others } = schema;
  if (typeof flag !== "boolean") return schema;
  if (value === undefined) return others;
  return { ...others, [flag ? exclusive : inclusive]: value };
}

/** The only value that a schema allows, if there is one. */
export function onlyValue(schema: JsonObject): Json | undefined {
  const values = schema.const === undefined ? listAt(schema, "enum") : [schema.const];
  return values.length === 1 ? values[0] : undefined;
}

/** The schema in normal form that also allows null. */
export function withNull(schema: JsonObject): JsonObject {
  const types = [schema.type ?? []].flat();
  const values = schema.enum;
  const opened = {
    ...schema,
    ...(Array.isArray(values) && !values.includes(null) && { enum: [...values, null] }),
  };
  if (types.length > 0) return { ...opened, type: [...types, "null"] };
  for (const key of ["oneOf", "anyOf"]) {
    const alternatives = schema[key];
    if (Array.isArray(alternatives)) {
      return { ...schema, [key]: [...alternatives, { type: "null" }] };
    }
  }
  if (Array.isArray(values)) return opened;
  const { annotations, rest } = splitAnnotations(schema);
  // Anything is allowed, null too.
  if (Object.keys(rest).length === 0) return schema;
  return { anyOf: [rest, { type: "null" }], ...annotations };
}

/**
 * A schema that also allows values of other types, which vendor.yaml names because the service sends
 * them undeclared.
 */
export function widen(schema: JsonObject, types: readonly string[] = []): JsonObject {
  const declared = [schema.type ?? []].flat();
  if (types.length === 0 || declared.length === 0) return schema;
  return { ...schema, type: [...new Set([...declared, ...types])] };
}

/**
 * Separates keywords of a place, such as `readOnly` of a field, from those of its schema, which other
 * places can share.
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
