import { isObject, type JsonObject, own } from "../../common/json.js";
import { nodesOf } from "../select/grammar.js";

/**
 * Gives a contract's fields with `x-billkit-amount` the types that services send, in place. Some vendors
 * that declare numbers send strings now: unless the trait sets `sent`, both are allowed.
 */
export function setAmountTypes(contract: JsonObject): void {
  for (const { node } of nodesOf(contract)) {
    const trait = isObject(node) ? own(node, "x-billkit-amount") : undefined;
    if (!isObject(node) || !isObject(trait)) continue;
    const types = new Set([own(node, "type") ?? []].flat());
    if ((!types.has("number") && trait.sent !== "both") || trait.sent === "number") continue;
    if (trait.sent === "string") types.delete("number");
    else types.add("number");
    types.add("string");
    node.type = types.size === 1 ? "string" : [...types].sort();
  }
}
