import type { Cursor } from "./cursor.js";
import { isObject, objectAt, walk, type Json, type JsonObject } from "../../common/json.js";
import { operationsIn, schemasOf } from "./normalize.js";
import { unescapeKey } from "../../common/json-pointer.js";

const prefix = "#/components/schemas/";

/**
 * Splits schemas that requests and responses share but read differently: enums are closed in requests
 * and open in responses, `readOnly` properties are in responses only, `writeOnly` ones in requests
 * only (OAS 3.1, 4.8.24). Requests take a copy named `<Name>Input`.
 * @param document A normalized contract, changed in place.
 */
export function splitSharedSchemas(document: Cursor): void {
  const schemas = schemasOf(document);
  const { request, response } = roots(document);
  const inRequests = reach(request, schemas);
  const inResponses = reach(response, schemas);
  const shared = [...inRequests].filter((name) => inResponses.has(name));
  const split = new Set(shared.filter((name) => differsBySide(name, schemas)));
  for (const name of split) {
    const copy = `${name}Input`;
    if (Object.hasOwn(schemas, copy)) {
      const at = document.get("components").get("schemas").get(copy);
      at.fail(`is the name that the request's form of ${name} needs; rename one in vendor.yaml`);
    }
    schemas[copy] = structuredClone(schemas[name] ?? {});
  }
  const requestOnly = [...inRequests].filter((name) => !inResponses.has(name));
  const changed = [...[...split].map((name) => `${name}Input`), ...requestOnly];
  for (const node of [...request, ...changed.map((name) => schemas[name])]) {
    walk(node, (object) => {
      const name = referenceOf(object);
      if (name !== undefined && split.has(name)) object.$ref = `${prefix}${name}Input`;
      if (isObject(object.discriminator)) leadToCopies(object.discriminator, split);
    });
  }
  for (const name of changed) dropProperties(schemas[name], "readOnly", schemas);
  for (const name of inResponses) dropProperties(schemas[name], "writeOnly", schemas);
}

/** Removes the properties of the other side from a schema. */
function dropProperties(schema: Json | undefined, mark: string, schemas: JsonObject): void {
  if (!isObject(schema)) return;
  const isMarked = (property: Json | undefined): boolean =>
    isObject(property) &&
    (property[mark] === true || isMarked(schemas[referenceOf(property) ?? ""]));
  const properties = objectAt(schema, "properties");
  const dropped = Object.keys(properties).filter((name) => isMarked(properties[name]));
  for (const name of dropped) Reflect.deleteProperty(properties, name);
  if (!Array.isArray(schema.required)) return;
  schema.required = schema.required.filter(
    (name) => typeof name !== "string" || !dropped.includes(name),
  );
  if (schema.required.length === 0) delete schema.required;
}

/** A discriminator refers to its alternatives as well. */
function leadToCopies({ mapping }: JsonObject, split: ReadonlySet<string>): void {
  if (!isObject(mapping)) return;
  for (const [value, target] of Object.entries(mapping)) {
    const name = typeof target === "string" ? target.slice(prefix.length) : "";
    if (split.has(name)) mapping[value] = `${prefix}${name}Input`;
  }
}

/** The schemas of responses, without those of requests. */
export function responseSchemas(document: Cursor): Set<JsonObject> {
  const schemas = schemasOf(document);
  const { response } = roots(document);
  const nodes = new Set<JsonObject>();
  const named = [...reach(response, schemas)].map((name) => schemas[name]);
  for (const root of [...response, ...named]) walk(root, (node) => nodes.add(node));
  return nodes;
}

/** Properties that select a union's alternative; their enums stay closed. */
export function discriminators(document: Cursor): Set<JsonObject> {
  const schemas = schemasOf(document);
  const found = new Set<JsonObject>();
  walk(document.object(), (node) => {
    const discriminator = node.discriminator;
    if (!isObject(discriminator)) return;
    const property = discriminator.propertyName;
    if (typeof property !== "string") return;
    const alternatives = [node.oneOf, node.anyOf].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    for (const alternative of [node, ...alternatives.filter(isObject)]) {
      const schema = schemas[referenceOf(alternative) ?? ""] ?? alternative;
      const own = isObject(schema) ? objectAt(schema, "properties")[property] : undefined;
      if (!isObject(own)) continue;
      found.add(own);
      const named = schemas[referenceOf(own) ?? ""];
      if (isObject(named)) found.add(named);
    }
  });
  return found;
}

export function referenceOf(node: JsonObject): string | undefined {
  const reference = node.$ref;
  return typeof reference === "string" && reference.startsWith(prefix)
    ? unescapeKey(reference.slice(prefix.length))
    : undefined;
}

function roots(document: Cursor): { request: Json[]; response: Json[] } {
  const operations = operationsIn(document);
  const parts = (names: string[]): Json[] =>
    operations.flatMap((operation) => names.flatMap((name) => operation.find(name)?.value ?? []));
  return { request: parts(["parameters", "requestBody"]), response: parts(["responses"]) };
}

/** The names of the schemas that values refer to, directly or through others. */
export function reach(from: readonly Json[], schemas: JsonObject): Set<string> {
  const found = new Set<string>();
  const follow = (value: Json | undefined): void => {
    walk(value, (node) => {
      const name = referenceOf(node);
      if (name === undefined || found.has(name)) return;
      found.add(name);
      follow(schemas[name]);
    });
  };
  for (const value of from) follow(value);
  return found;
}

function differsBySide(name: string, schemas: JsonObject): boolean {
  const named = [...reach([schemas[name] ?? {}], schemas)].map((each) => schemas[each]);
  let differs = false;
  walk([schemas[name] ?? {}, ...named.map((each) => each ?? {})], (node) => {
    differs ||= Array.isArray(node.enum) || node.readOnly === true || node.writeOnly === true;
  });
  return differs;
}
