import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  own,
  textAt,
  textsAt,
} from "../../common/json.js";
import { type FoundPathOperation, parametersOf } from "./find-operation.js";
import { dereference } from "./pointer.js";
import { UserError } from "../../common/user-error.js";

/** AutoRest: the value is sent as it is, such as `subscriptions/abc` in a path. */
export const UNENCODED = "x-ms-skip-url-encoding";

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";
/** The keys of a 2.0 parameter besides its schema. */
const NOT_SCHEMA = new Set([
  "name",
  "in",
  "required",
  "description",
  "allowEmptyValue",
  "collectionFormat",
  "deprecated",
  UNENCODED,
]);
const LIST_STYLES = {
  csv: { style: "form", explode: false },
  multi: { style: "form", explode: true },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
};
const STYLES: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> = {
  query: LIST_STYLES,
  path: { csv: { style: "simple" } },
  header: { csv: { style: "simple" } },
  formData: LIST_STYLES,
};

export function isSwagger2(document: JsonObject): boolean {
  return document.swagger !== undefined;
}

/**
 * An operation of Swagger 2.0 in OpenAPI 3. Schemas stay unchanged: they are normalized when they are
 * read.
 * @param where its name in messages
 * @param dropped `in name` of the parameters to omit
 * @throws {UserError} for parts that OpenAPI 3 can't express
 */
export function toOpenApi3(
  document: JsonObject,
  found: FoundPathOperation,
  where: string,
  dropped: readonly string[],
): JsonObject {
  const { operation } = found;
  const all = parametersOf(document, found, where)
    .map(([, parameter]) => parameter)
    .filter((one) => !dropped.includes(`${textAt(one, "in")} ${textAt(one, "name")}`));
  const body = all.find((parameter) => parameter.in === "body");
  const form = all.filter((parameter) => parameter.in === "formData");
  if (body && form.length > 0)
    throw new UserError(`${where} has both a body and form parameters, which 2.0 forbids`);
  const consumes = mediaTypes(document, operation, "consumes");
  const requestBody = body
    ? bodyOf(body, consumes)
    : form.length > 0
      ? formOf(form, consumes)
      : undefined;
  const produces = mediaTypes(document, operation, "produces");
  const responses = Object.entries(objectAt(operation, "responses")).map(([status, raw]) => [
    status,
    status.startsWith("x-") ? raw : responseOf(dereference(document, raw, where), produces),
  ]);
  return {
    ...operation,
    parameters: all
      .filter((parameter) => parameter !== body && !form.includes(parameter))
      .map(parameterOf),
    ...(requestBody && { requestBody }),
    responses: Object.fromEntries(responses) as JsonObject,
  };
}

/** The operation's own value overrides the description's. */
function mediaTypes(document: JsonObject, operation: JsonObject, key: string): string[] {
  const owner = own(operation, key) === undefined ? document : operation;
  return textsAt(owner, key);
}

function orJson(types: readonly string[]): readonly string[] {
  return types.length > 0 ? types : ["application/json"];
}

function contentOf(types: readonly string[], mediaType: JsonObject): JsonObject {
  return Object.fromEntries(types.map((type) => [type, mediaType]));
}

function bodyOf(body: JsonObject, consumes: readonly string[]): JsonObject {
  return {
    ...(body.required === true && { required: true }),
    content: contentOf(orJson(consumes), { schema: body.schema ?? {} }),
  };
}

function formOf(form: readonly JsonObject[], consumes: readonly string[]): JsonObject {
  const usual = form.some(({ type }) => type === "file") ? MULTIPART : FORM;
  const declared = consumes.filter((type) => type === MULTIPART || type === FORM);
  const required = form.filter((field) => field.required === true);
  const encoding = form
    .filter(({ type }) => type === "array")
    .map((field) => [textAt(field, "name"), styleOf(field)]);
  const schema = {
    type: "object",
    properties: Object.fromEntries(form.map((field) => [textAt(field, "name"), schemaOf(field)])),
    required: required.map((field) => textAt(field, "name")),
  };
  return {
    ...(required.length > 0 && { required: true }),
    content: contentOf(declared.length > 0 ? declared : [usual], {
      schema,
      encoding: Object.fromEntries(encoding) as JsonObject,
    }),
  };
}

function parameterOf(parameter: JsonObject): JsonObject {
  return {
    name: textAt(parameter, "name"),
    in: textAt(parameter, "in"),
    ...(parameter.required === true && { required: true }),
    ...(parameter.deprecated === true && { deprecated: true }),
    ...(parameter[UNENCODED] === true && { [UNENCODED]: true }),
    ...(parameter.type === "array" && styleOf(parameter)),
    schema: schemaOf(parameter),
  };
}

function schemaOf(parameter: JsonObject): JsonObject {
  const facts = Object.entries(parameter).filter(([key]) => !NOT_SCHEMA.has(key));
  return Object.fromEntries(facts);
}

function styleOf(parameter: JsonObject): JsonObject {
  const place = textAt(parameter, "in");
  const format = textAt(parameter, "collectionFormat") || "csv";
  // A style that 3.0 doesn't have keeps its name for the message about it.
  return STYLES[place]?.[format] ?? { style: format, explode: false };
}

function responseOf(response: JsonObject, produces: readonly string[]): Json {
  const { schema, ...others } = response;
  if (!isObject(schema)) return others;
  return { ...others, content: contentOf(orJson(produces), { schema }) };
}
