import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
} from "../../common/json.js";
import { escapeKey } from "../../common/json-pointer.js";
import { mappedReference, schemaAt } from "./discriminator.js";

/**
 * A base schema with a discriminator as the union of its subtypes: those that its mapping names, and
 * those that refer to it in allOf.
 * @param schema the base, resolved
 * @param identity the base in the description
 * @returns undefined if it has its own alternatives, or no subtypes
 */
export function subtypeUnion(
  document: JsonObject,
  schema: JsonObject,
  identity: Json | undefined,
): JsonObject | undefined {
  const { discriminator } = schema;
  const propertyName =
    typeof discriminator === "string"
      ? discriminator
      : isObject(discriminator)
        ? textAt(discriminator, "propertyName")
        : "";
  if (propertyName === "" || ["oneOf", "anyOf"].some((key) => own(schema, key) !== undefined))
    return undefined;
  const mapping = new Map<string, string>();
  const mapped = new Set<Json | undefined>([identity]);
  const declared = isObject(discriminator) ? objectAt(discriminator, "mapping") : {};
  for (const [value, target] of Object.entries(declared)) {
    if (typeof target !== "string") continue;
    const reference = mappedReference(target);
    const subtype = schemaAt(document, reference);
    if (subtype === undefined || subtype === identity) continue;
    mapping.set(value, reference);
    mapped.add(subtype);
  }
  for (const { name, node, reference } of componentsOf(document)) {
    if (mapped.has(node) || !extendsBase(document, node, identity)) continue;
    const value = textAt(node, "x-ms-discriminator-value") || name;
    if (!mapping.has(value)) mapping.set(value, reference);
  }
  if (mapping.size === 0) return undefined;
  return {
    // Not `oneOf`: subtypes with the same base and no required field of their own accept the same value.
    anyOf: [...new Set(mapping.values())].map(($ref) => ({ $ref })),
    discriminator: { propertyName, mapping: Object.fromEntries(mapping) },
    ...(schema.title !== undefined && { title: schema.title }),
  };
}

function componentsOf(document: JsonObject) {
  const sections = {
    "#/components/schemas": objectAt(objectAt(document, "components"), "schemas"),
    "#/definitions": objectAt(document, "definitions"),
  };
  return Object.entries(sections).flatMap(([section, schemas]) =>
    Object.entries(schemas).flatMap(([name, node]) => {
      const reference = `${section}/${encodeURIComponent(escapeKey(name))}`;
      return isObject(node) ? [{ name, node, reference }] : [];
    }),
  );
}

function extendsBase(document: JsonObject, node: JsonObject, base: Json | undefined): boolean {
  return listAt(node, "allOf").some((part) => {
    const reference = isObject(part) ? textAt(part, "$ref") : "";
    return reference !== "" && base !== undefined && schemaAt(document, reference) === base;
  });
}
