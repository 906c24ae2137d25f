import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../json.js";
import { keysOfReference, unescapeKey, valueAt } from "../json-pointer.js";

/** Resolves a local `$ref`; returns the schema itself without one. */
export function resolveSchema(contract: JsonObject, schema: Json | undefined): JsonObject {
  let found = isObject(schema) ? schema : {};
  for (let depth = 0; depth < 50 && typeof found.$ref === "string"; depth++) {
    const target = valueAt(contract, keysOfReference(found.$ref));
    found = isObject(target) ? target : {};
  }
  return found;
}

/** A schema and all of its alternatives and parts. */
function expand(contract: JsonObject, schema: Json | undefined, depth = 0): JsonObject[] {
  const resolved = resolveSchema(contract, schema);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
    const list = own(resolved, key);
    return Array.isArray(list) ? list : [];
  });
  if (depth > 20) return [resolved];
  return [resolved, ...parts.flatMap((part) => expand(contract, part, depth + 1))];
}

/** Declares nothing and so allows anything. */
const isFree = (schema: JsonObject): boolean =>
  ["type", "properties", "items", "allOf", "anyOf", "oneOf", "enum", "const"].every(
    (key) => own(schema, key) === undefined,
  );

function step(contract: JsonObject, schemas: readonly Json[], token: string): Json[] {
  return schemas
    .flatMap((schema) => expand(contract, schema))
    .flatMap((schema) => {
      if (isFree(schema)) return [{}];
      const items = own(schema, "items");
      if (token === "*" || (/^\d+$/.test(token) && items !== undefined))
        return items === undefined ? [] : [items];
      const property = own(objectAt(schema, "properties"), unescapeKey(token));
      if (property !== undefined) return [property];
      const others = own(schema, "additionalProperties");
      return isObject(others) ? [others] : [];
    });
}

/**
 * The schemas at a pointer, in which `*` means a list's items; empty if there are none. References
 * aren't resolved.
 */
export function schemasAt(
  contract: JsonObject,
  schemas: readonly Json[],
  pointer: string,
): readonly Json[] {
  return pointer
    .split("/")
    .slice(1)
    .reduce<readonly Json[]>((found, token) => step(contract, found, token), schemas);
}

/** The schema of an operation's response: the JSON of its first 2xx. */
export function answerSchemas(contract: JsonObject, operation: JsonObject): Json[] {
  const responses = Object.entries(objectAt(operation, "responses"));
  for (const [status, response] of responses) {
    if (!status.startsWith("2")) continue;
    const content = objectAt(resolveSchema(contract, response), "content");
    const json = Object.entries(content).find(([type]) => /[/+]json\b/.test(type))?.[1];
    if (isObject(json) && json.schema !== undefined) return [json.schema];
  }
  return [];
}

/** An operation of a contract, and its location. */
export type FoundOperation = Readonly<ReturnType<typeof operationsOf>[number]>;

const methods = ["get", "post", "put", "patch", "delete"];

/** All operations, in the contract's order. */
export function operationsOf(contract: JsonObject) {
  return Object.entries(objectAt(contract, "paths")).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = isObject(item) ? own(item, method) : undefined;
      return isObject(node) ? [{ id: textAt(node, "operationId"), path, method, node }] : [];
    }),
  );
}

/** The names of an operation's parameters. */
export function parametersOf(contract: JsonObject, { path, node }: FoundOperation): string[] {
  const item = objectAt(objectAt(contract, "paths"), path);
  return [item, node].flatMap((owner) => {
    const list = own(owner, "parameters");
    return (Array.isArray(list) ? list : []).map((each) =>
      textAt(resolveSchema(contract, each), "name"),
    );
  });
}
