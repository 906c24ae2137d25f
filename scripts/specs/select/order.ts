import { type Kind, kindsUnder, orderOf } from "./grammar.js";
import { byCodePoint, isObject, type Json, type JsonObject } from "../../common/json.js";

/** The document with its keys in a fixed order; lists keep theirs. */
export function inOrder(document: JsonObject): JsonObject {
  return orderNode(document, "document") as JsonObject;
}

function orderNode(node: Json, kind: Kind | undefined): Json {
  if (Array.isArray(node)) return node.map((item) => orderNode(item, undefined));
  if (!isObject(node)) return node;
  const order = orderOf(kind);
  const rank = (key: string): number => {
    const index = order.indexOf(key);
    return index === -1 ? Number.MAX_SAFE_INTEGER : index;
  };
  const keys = Object.keys(node).sort((a, b) => rank(a) - rank(b) || byCodePoint(a, b));
  return Object.fromEntries(
    keys.map((key) => {
      const value = node[key] as Json;
      if (kind === undefined) return [key, orderNode(value, undefined)];
      const { list, map, one } = kindsUnder(kind, key);
      if (Array.isArray(value) && list) return [key, value.map((item) => orderNode(item, list))];
      if (isObject(value) && map) return [key, orderMap(value, map)];
      return [key, orderNode(value, one)];
    }),
  );
}

function orderMap(map: JsonObject, kind: Kind): Json {
  const keys = Object.keys(map).sort(byCodePoint);
  return Object.fromEntries(keys.map((key) => [key, orderNode(map[key] as Json, kind)]));
}
