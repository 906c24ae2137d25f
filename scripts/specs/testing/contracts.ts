import { isObject, type JsonObject, listAt, objectAt, textAt, textsAt } from "../../common/json.js";
import { parseDescription } from "../../common/yaml.js";
import { readRepository } from "./repository.js";

/** The contracts as they are committed. */
export const contracts = {
  deepgram: parseDescription(readRepository("specs/deepgram/openapi.yaml"), "deepgram"),
  "genesys-cloud": parseDescription(readRepository("specs/genesys-cloud/openapi.yaml"), "genesys"),
};
export type Vendor = keyof typeof contracts;

/** A schema on one line: `string date`, `number = 10 1..1000`, `a|b`, `Order[]`, `string or null`. */
export function line(schema: JsonObject): string {
  if (schema.$ref !== undefined) return textAt(schema, "$ref").replace("#/components/schemas/", "");
  const alternatives = listAt(schema, "anyOf").filter(isObject);
  if (alternatives.length > 0) return alternatives.map(line).join(" or ");
  const types = Array.isArray(schema.type) ? textsAt(schema, "type") : [textAt(schema, "type")];
  const [type, ...others] = types;
  const values = textsAt(schema, "enum");
  const items =
    type === "array" ? `${parenthesized(line(objectAt(schema, "items")))}[]` : undefined;
  const map = isObject(schema.additionalProperties)
    ? `map of ${line(schema.additionalProperties)}`
    : undefined;
  const name = values.length > 0 ? values.join("|") : (items ?? map ?? type ?? "");
  return [
    name,
    textAt(schema, "format"),
    schema.default === undefined ? "" : `= ${JSON.stringify(schema.default)}`,
    schema.minimum === undefined
      ? ""
      : `${JSON.stringify(schema.minimum)}..${JSON.stringify(schema.maximum)}`,
    schema.readOnly === true ? "read-only" : "",
    ...others.map((other) => `or ${other}`),
  ]
    .filter(Boolean)
    .join(" ");
}

function parenthesized(name: string): string {
  return name.includes("|") ? `(${name})` : name;
}

export function operations(vendor: Vendor): Map<string, JsonObject> {
  return new Map(
    Object.entries(objectAt(contracts[vendor], "paths")).flatMap(([path, item]) =>
      Object.entries(isObject(item) ? item : {}).map(
        ([method, operation]) =>
          [`${method.toUpperCase()} ${path}`, isObject(operation) ? operation : {}] as const,
      ),
    ),
  );
}

export function schemas(vendor: Vendor): JsonObject {
  return objectAt(objectAt(contracts[vendor], "components"), "schemas");
}
