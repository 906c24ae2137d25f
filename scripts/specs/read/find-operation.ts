import {
  isObject,
  type JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
  textsAt,
} from "../../common/json.js";
import { nearest } from "../../common/nearest.js";
import { methods } from "../../generate/contract/normalize.js";
import type { Description } from "./convert.js";
import { dereference } from "./pointer.js";

/** An operation and the path item that it shares parameters and servers with. */
export type FoundPathOperation = NonNullable<ReturnType<typeof findOperation>>;

/**
 * Finds an operation, following a `$ref` of its path item and of the operation itself. Every command
 * finds operations by this.
 * @param path as the description spells it
 * @param method in lower case
 * @throws {UserError} if a `$ref` leads nowhere or out of the description
 */
export function findOperation(document: JsonObject, path: string, method: string) {
  const rawItem = own(objectAt(document, "paths"), path);
  if (!isObject(rawItem)) return undefined;
  const where = `${method.toUpperCase()} ${path}`;
  const item = dereference(document, rawItem, where);
  const rawOperation = own(item, method);
  if (!isObject(rawOperation)) return undefined;
  return { item, operation: dereference(document, rawOperation, where) };
}

/** Says that no description has an operation, and which one may be meant. */
export function missingOperation(key: string, descriptions: readonly Description[]): string {
  const known = descriptions.flatMap(({ document }) => operationsOf(document));
  const meant = nearest(
    key,
    known.map((each) => each.key),
  );
  const names = descriptions.map(({ name }) => name).join(", ");
  return `${key} is not in ${names}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

/** The operations that a document has at their paths, in its order. */
export function operationsOf(document: JsonObject) {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = isObject(item) ? own(item, method) : undefined;
      return isObject(node) ? [{ key: `${method.toUpperCase()} ${path}`, node }] : [];
    }),
  );
}

/**
 * The parameters of a path item and its operation, by `in name`; the operation's replace the item's. A list
 * that has one twice is against OpenAPI, and keeps both here.
 */
export function parametersOf(
  document: JsonObject,
  { item, operation }: FoundPathOperation,
  where: string,
): [string, JsonObject][] {
  const [shared = [], own = []] = [item, operation].map((owner) =>
    listAt(owner, "parameters").map((raw): [string, JsonObject] => {
      const parameter = dereference(document, raw, where);
      const place = textAt(parameter, "in");
      // Swagger 2.0 has one body, whatever its name.
      return [place === "body" ? place : `${place} ${textAt(parameter, "name")}`, parameter];
    }),
  );
  const replaced = new Set(own.map(([key]) => key));
  return [...shared.filter(([key]) => !replaced.has(key)), ...own];
}

/**
 * The servers of an operation: its own, its path's or the description's, each with the defaults of its
 * variables. Swagger 2.0 has a host, whose default scheme is https.
 */
export function serversOf(
  document: JsonObject,
  { item, operation }: FoundPathOperation,
): JsonObject[] {
  if (document.swagger === undefined) {
    const lists = [operation, item, document].map((owner) => listAt(owner, "servers"));
    return (lists.find((list) => list.length > 0) ?? []).filter(isObject).map(withDefaults);
  }
  const [host, path] = [textAt(document, "host"), textAt(document, "basePath")];
  if (!host) return path && path !== "/" ? [{ url: path }] : [];
  const schemes = textsAt(document, "schemes");
  return (schemes.length > 0 ? schemes : ["https"]).map((scheme) => ({
    url: `${scheme}://${host}${path}`,
  }));
}

function withDefaults(server: JsonObject): JsonObject {
  const variables = objectAt(server, "variables");
  const fill = (whole: string, name: string): string =>
    textAt(objectAt(variables, name), "default") || whole;
  return { url: textAt(server, "url").replace(/\{([^{}]+)\}/g, fill) };
}
