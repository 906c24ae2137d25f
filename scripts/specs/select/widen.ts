import { type JsonObject } from "../../common/json.js";

/**
 * A schema that also allows values of other types, which vendor.yaml names because the service sends
 * them undeclared.
 */
export function widen(schema: JsonObject, types: readonly string[] = []): JsonObject {
  const declared = [schema.type ?? []].flat();
  if (types.length === 0 || declared.length === 0) return schema;
  return { ...schema, type: [...new Set([...declared, ...types])] };
}
