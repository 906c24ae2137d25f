import { isObject, type Json, type JsonObject, objectAt, own } from "../../common/json.js";
import { lookUp } from "../read/pointer.js";
import type { WantedParts } from "../vendor.js";

/** Every `$ref` that the wanted operations of a description reach, directly or indirectly. */
export function reachedReferences(document: JsonObject, vendor: WantedParts): Set<string> {
  const reached = new Set<string>();
  // A list instead of recursion: a chain of references can be deeper than the stack.
  const open: (Json | undefined)[] = [];
  for (const { path, method } of vendor.operations) {
    const item = own(objectAt(document, "paths"), path);
    if (!isObject(item)) continue;
    const { $ref } = item;
    open.push($ref === undefined ? null : { $ref }, own(item, "parameters"), own(item, method));
  }
  while (open.length > 0) {
    const node = open.pop();
    // One by one: a long list, spread into arguments, overflows the stack.
    if (Array.isArray(node)) for (const item of node) open.push(item);
    if (!isObject(node)) continue;
    for (const value of Object.values(node)) open.push(value);
    const { $ref } = node;
    if (typeof $ref !== "string" || reached.has($ref)) continue;
    reached.add($ref);
    open.push(lookUp(document, $ref));
  }
  return reached;
}
