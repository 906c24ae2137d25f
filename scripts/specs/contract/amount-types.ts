import { isObject, type JsonObject, own } from "../../common/json.js";
import { nodesOf } from "../select/grammar.js";

/**
 * A contract whose fields with `x-billkit-amount` have the types that services send. Some vendors that
 * declare numbers send strings now: unless the trait sets `sent`, both are allowed.
 */
export function withAmountTypes(contract: JsonObject): JsonObject {
  const copy = structuredClone(contract);
  for (const { node } of nodesOf(copy)) {
    const trait = isObject(node) ? own(node, "x-billkit-amount") : undefined;
    if (!isObject(node) || !isObject(trait)) continue;
    const types = new Set([own(node, "type") ?? []].flat());
    if ((!types.has("number") && trait.sent !== "both") || trait.sent === "number") continue;
    if (trait.sent === "string") types.delete("number");
    else types.add("number");
    types.add("string");
    node.type = types.size === 1 ? "string" : [...types].sort();
  }
  return copy;
}
