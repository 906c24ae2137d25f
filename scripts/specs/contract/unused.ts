import { type JsonObject, objectAt } from "../../common/json.js";
import { reach } from "../../generate/contract/sides.js";

/**
 * A contract without the schemas that nothing refers to. An overlay that inlines an alternative
 * leaves an unused component once the vendor names that alternative.
 */
export function withoutUnused(contract: JsonObject): JsonObject {
  if (contract.components === undefined) return contract;
  const components = objectAt(contract, "components");
  const schemas = objectAt(components, "schemas");
  const used = reach([{ ...contract, components: { ...components, schemas: {} } }], schemas);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...contract, components: { ...components, schemas: Object.fromEntries(kept) } };
}
