import { isObject, type Json, type JsonObject, own, textAt } from "../json.js";
import { resolveSchema, schemasAt } from "./schema-at.js";

/** A field's `x-billkit-amount`, if one of its schemas has it. */
export function amountTrait(
  contract: JsonObject,
  schemas: readonly Json[],
): JsonObject | undefined {
  for (const schema of schemas) {
    for (const node of [schema, resolveSchema(contract, schema)]) {
      const trait = isObject(node) ? own(node, "x-billkit-amount") : undefined;
      if (isObject(trait)) return trait;
    }
  }
  return undefined;
}

/**
 * Core's `AmountDefinition` of a field.
 * @param pointer - into the row
 * @param currency - where the currency is; overrides the field's own trait
 * @returns undefined if the currency is unknown
 */
export function amountDefinition(
  contract: JsonObject,
  row: readonly Json[],
  pointer: string,
  currency: Json | undefined,
): JsonObject | undefined {
  const trait = amountTrait(contract, schemasAt(contract, row, pointer)) ?? {};
  const named = textAt(trait, "currency");
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const found = currency ?? (named.startsWith("/") ? `${parent}${named}` : { constant: named });
  if (currency === undefined && named === "") return undefined;
  const { unit, zeroIsUnpriced, negate } = trait;
  return {
    at: pointer,
    currency: found,
    ...(unit === "minor" && { unit }),
    ...(zeroIsUnpriced === true && { zeroIsUnpriced }),
    ...(negate === true && { negate }),
  };
}
