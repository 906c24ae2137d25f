import { isObject, type Json, type JsonObject, textAt } from "../../common/json.js";
import type { Cursor } from "../contract/cursor.js";
import { openSchemasAt } from "./schema-pointer.js";

/** The schema of an operation's result: the JSON of its first 2xx. */
export function resultSchemas(operation: Cursor): Cursor[] {
  const successes = operation.get("responses").entries();
  const json = successes
    .filter(({ key }) => key.startsWith("2"))
    .flatMap((response) => response.resolve().find("content")?.entries() ?? [])
    .find(({ key }) => /[/+]json\b/.test(key));
  return [json?.find("schema") ?? []].flat();
}

/**
 * Core's `AmountDefinition` of a field.
 * @param pointer into the row
 * @param currency where the currency is; overrides the field's own trait
 * @returns undefined if the currency is unknown
 */
export function amountDefinition(
  row: readonly Cursor[],
  pointer: string,
  currency: Json | undefined,
): JsonObject | undefined {
  const trait = openSchemasAt(row, pointer)
    .flatMap((schema) => [schema, schema.resolve()])
    .map((schema) => schema.find("x-billkit-amount")?.value)
    .find(isObject);
  const { unit, zeroIsUnpriced, negate } = trait ?? {};
  const named = textAt(trait ?? {}, "currency");
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const found = currency ?? (named.startsWith("/") ? `${parent}${named}` : { constant: named });
  if (currency === undefined && named === "") return undefined;
  return {
    at: pointer,
    currency: found,
    ...(unit === "minor" && { unit }),
    ...(zeroIsUnpriced === true && { zeroIsUnpriced }),
    ...(negate === true && { negate }),
  };
}
