import { isObject, type Json, type JsonObject, own } from "../../common/json.js";

/**
 * A contract whose fields with `x-billkit-amount` have the types that services send. Some vendors that
 * declare numbers send strings now: unless the trait sets `sent`, both are allowed.
 */
export function withAmountTypes(contract: JsonObject): JsonObject {
  const convert = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(convert);
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([key, member]) => [key, convert(member)] as const);
    const copy = Object.fromEntries(members);
    const trait = own(value, "x-billkit-amount");
    if (!isObject(trait)) return copy;
    const types = new Set([own(value, "type") ?? []].flat());
    if ((!types.has("number") && trait.sent !== "both") || trait.sent === "number") return copy;
    if (trait.sent === "string") types.delete("number");
    else types.add("number");
    types.add("string");
    return { ...copy, type: types.size === 1 ? "string" : [...types].sort() };
  };
  const { components } = contract;
  return components === undefined ? contract : { ...contract, components: convert(components) };
}
