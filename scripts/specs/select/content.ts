import { isObject, type Json, type JsonObject, objectAt, own } from "../../common/json.js";
import { dereference } from "../read/pointer.js";
import type { WantedOperation } from "../vendor.js";
import type { Hoister } from "./hoist.js";
import { isJson, mainMediaType, normalizeMediaTypes } from "./media-types.js";

/** An operation's request body, or undefined without one. */
export function readBody(
  document: JsonObject,
  raw: Json | undefined,
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject | undefined {
  if (raw === undefined) return undefined;
  const place = `${wanted.operationId}.body`;
  const body = dereference(document, raw, place);
  const types = normalizeMediaTypes(objectAt(body, "content"));
  const chosen = mainMediaType(types);
  for (const [type] of types)
    if (type !== chosen?.[0] && !isJson(type))
      hoister.findings.notice(`${wanted.key}: its body isn't sent as ${type}`);
  return {
    ...(body.required === true && { required: true }),
    content: readContent(document, chosen ? [chosen] : [], place, hoister),
  };
}

/** An operation's responses by status. A `default` that is the only success is the 200. */
export function readResponses(
  document: JsonObject,
  operation: JsonObject,
  wanted: WantedOperation,
  hoister: Hoister,
): JsonObject {
  const declared = Object.entries(objectAt(operation, "responses")).filter(
    ([status]) => !status.startsWith("x-"),
  );
  const hasSuccess = declared.some(([status]) => /^[23]/.test(status));
  return Object.fromEntries(
    declared.map(([given, raw]) => {
      const isSuccess = given === "default" && !hasSuccess;
      if (isSuccess)
        hoister.findings.notice(`${wanted.key}: declares no success but "default", taken as 200`);
      const status = isSuccess ? "200" : /^[1-5]xx$/i.test(given) ? given.toUpperCase() : given;
      const place = `${wanted.operationId}.${status}`;
      const response = dereference(document, raw, place);
      const types = normalizeMediaTypes(objectAt(response, "content"));
      const content = readContent(document, types, place, hoister);
      // OpenAPI requires a description; the overlay writes it.
      return [status, { description: "", ...(types.length > 0 && { content }) }];
    }),
  );
}

function readContent(
  document: JsonObject,
  types: readonly [string, Json][],
  place: string,
  hoister: Hoister,
): JsonObject {
  // The place of the type that is read; other places include their type.
  const main = mainMediaType(types);
  return Object.fromEntries(
    types.map(([mediaType, value]) => {
      const at = mediaType === main?.[0] ? place : `${place} ${mediaType}`;
      const schema = schemaOf(mediaType, value);
      if (schema === undefined) return [mediaType, {}];
      const sent = isObject(value) ? withoutEncoded(document, schema, value, at, hoister) : schema;
      const result = hoister.hoist(document, sent, at);
      for (const example of isObject(value) ? examplesOf(document, value) : [])
        if (isJson(mediaType)) hoister.examples.push({ place: at, value: example, schema: result });
      return [mediaType, { schema: result }];
    }),
  );
}

function examplesOf(document: JsonObject, mediaType: JsonObject): Json[] {
  const named = Object.values(objectAt(mediaType, "examples")).flatMap((each) => {
    const example = isObject(each) ? dereference(document, each, "examples") : {};
    const value = own(example, "value");
    // Without a value to show, editors leave null.
    return value === undefined || value === null ? [] : [value];
  });
  const single = own(mediaType, "example");
  return single === undefined ? named : [single, ...named];
}

/** 3.1 has no schema for plain bytes, where 3.0 has a binary string; text without a schema is text. */
function schemaOf(mediaType: string, value: Json): Json | undefined {
  const schema = isObject(value) ? own(value, "schema") : undefined;
  const isEmpty = schema === undefined || (isObject(schema) && Object.keys(schema).length === 0);
  const isBytes = mediaType.toLowerCase() === "application/octet-stream";
  return isEmpty && isBytes ? { type: "string", format: "binary" } : schema;
}

/** A form without the optional fields whose encoding a contract can't express. */
function withoutEncoded(
  document: JsonObject,
  schema: Json,
  mediaType: JsonObject,
  place: string,
  hoister: Hoister,
): Json {
  const encoded = Object.entries(objectAt(mediaType, "encoding")).filter(
    ([, encoding]) => isObject(encoding) && !isPlain(encoding),
  );
  if (encoded.length === 0) return schema;
  const form = dereference(document, schema, place);
  const leftOut = new Set<string>();
  for (const [field] of encoded) {
    if (Array.isArray(form.required) && form.required.includes(field)) {
      hoister.findings.add(
        `"${place}.${field}" is required, and its encoding is not supported: leave the operation out of vendor.yaml`,
      );
    } else {
      hoister.findings.notice(
        `"${place}.${field}" has an encoding that isn't supported: it's left out`,
      );
      leftOut.add(field);
    }
  }
  const kept = Object.entries(objectAt(form, "properties")).filter(([key]) => !leftOut.has(key));
  return { ...form, properties: Object.fromEntries(kept) };
}

function isPlain(encoding: JsonObject): boolean {
  const { style = "form", explode = style === "form", allowReserved = false } = encoding;
  const usual = style === "form" && explode === true && allowReserved === false;
  return usual && encoding.contentType === undefined && encoding.headers === undefined;
}
