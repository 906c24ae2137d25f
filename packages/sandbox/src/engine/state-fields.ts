import type { JsonObject } from "./json.js";

/** An object with exactly these fields, all required. */
export function objectOf(properties: JsonObject): JsonObject {
  const required = Object.keys(properties);
  return { type: "object", additionalProperties: false, required, properties };
}

export function listOf(items: JsonObject): JsonObject {
  return { type: "array", items };
}

export const textField: JsonObject = { type: "string" };
export const dateField: JsonObject = { type: "string", format: "date" };
/** A decimal in a string, with all its digits. */
export const decimalField: JsonObject = {
  type: "string",
  pattern: "^-?[0-9]{1,12}(\\.[0-9]{1,40})?$",
};
export const countField: JsonObject = { type: "integer", minimum: 0, maximum: 1_000_000 };
