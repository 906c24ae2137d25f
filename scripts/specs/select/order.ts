import { type Kind, kindUnder, orderOf } from "./grammar.js";
import { byCodePoint, isObject, type Json, type JsonObject } from "../../common/json.js";

/** The document with its keys in a fixed order; lists keep theirs. */
export function inOrder(document: JsonObject): JsonObject {
  return orderNode(document, "document") as JsonObject;
}

function orderNode(node: Json, kind: Kind | undefined): Json {
  if (Array.isArray(node)) return node.map((item) => orderNode(item, kind));
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
      const { kind: inner, isMap } = kind ? kindUnder(kind, key) : {};
      return [key, isObject(value) && isMap ? orderMap(value, inner) : orderNode(value, inner)];
    }),
  );
}

function orderMap(map: JsonObject, kind: Kind | undefined): Json {
  const keys = Object.keys(map).sort(byCodePoint);
  return Object.fromEntries(keys.map((key) => [key, orderNode(map[key] as Json, kind)]));
}
