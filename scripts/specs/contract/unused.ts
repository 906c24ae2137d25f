import { type JsonObject, objectAt, walk } from "../../common/json.js";

const PREFIX = "#/components/schemas/";

/**
 * A contract without the schemas that nothing refers to. An overlay that inlines an alternative
 * leaves an unused component once the vendor names that alternative.
 */
export function withoutUnused(contract: JsonObject): JsonObject {
  const { components, ...rest } = contract;
  const all = objectAt(contract, "components");
  const schemas = objectAt(all, "schemas");
  const used = new Set<string>();
  const visit = (node: JsonObject): void => {
    const { $ref, mapping } = node;
    const targets = typeof mapping === "object" ? Object.values(mapping ?? {}) : [];
    for (const target of [$ref, ...targets]) {
      if (typeof target !== "string" || !target.startsWith(PREFIX)) continue;
      const name = target.slice(PREFIX.length);
      if (used.has(name)) continue;
      used.add(name);
      walk(schemas[name], visit);
    }
  };
  walk({ ...rest, components: { ...all, schemas: {} } }, visit);
  if (components === undefined) return contract;
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...contract, components: { ...all, schemas: Object.fromEntries(kept) } };
}
