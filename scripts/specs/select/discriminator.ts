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
import { onlyValue } from "./normalize.js";
import { isValid } from "./valid.js";
import { followReferences, identityOf, lookUp } from "../read/pointer.js";

/**
 * A discriminator with the contract's names of its alternatives and their values. Without a mapping, the
 * value is the only one that the alternative's own field allows, or else its schema's name. Only unions
 * have one: a base schema's discriminator isn't kept.
 * @param body the schema in normal form, with its alternatives in the same order
 */
export function discriminatorOf(
  document: JsonObject,
  schema: JsonObject,
  body: JsonObject,
  complain: (problem: string) => void,
): JsonObject | undefined {
  const key = ["oneOf", "anyOf"].find((each) => listAt(schema, each).length > 0);
  const { discriminator } = schema;
  if (key === undefined || !isObject(discriminator)) return undefined;
  const propertyName = textAt(discriminator, "propertyName");
  if (!isValid("wireName", propertyName)) return undefined;
  const parts = listAt(schema, key).map((part, index) => {
    const identity = isObject(part) ? identityOf(document, part, "discriminator") : part;
    const name = isObject(part) ? textAt(part, "$ref").split("/").at(-1) : undefined;
    const ours = nameOf(listAt(body, key)[index]);
    return { identity, ours, value: fixedValue(document, identity, propertyName) ?? name };
  });
  const mapping: JsonObject = {};
  const named = new Set<string>();
  for (const [value, target] of Object.entries(objectAt(discriminator, "mapping"))) {
    const identity =
      typeof target === "string" ? schemaAt(document, mappedReference(target)) : undefined;
    const part = parts.find((each) => identity !== undefined && each.identity === identity);
    if (!part?.ours) {
      complain(`maps "${value}" to none of its named alternatives`);
      continue;
    }
    mapping[value] = part.ours;
    named.add(part.ours);
  }
  for (const { value, ours } of parts) {
    if (value && ours && !named.has(ours)) mapping[value] = ours;
  }
  const usable = Object.entries(mapping).filter(([value]) => isValid("scalar", value));
  for (const value of Object.keys(mapping))
    if (!isValid("scalar", value))
      complain(`is without ${JSON.stringify(value)}: no contract can have it`);
  return { propertyName, mapping: Object.fromEntries(usable) };
}

/** The only value of a field that a schema allows. */
function fixedValue(document: JsonObject, schema: Json, field: string): string | undefined {
  const property = isObject(schema) ? objectAt(schema, "properties")[field] : undefined;
  if (!isObject(property)) return undefined;
  const value = onlyValue(followReferences(document, property, "discriminator").target);
  return typeof value === "string" ? value : undefined;
}

/** What a mapping means by a schema: a reference, or its bare name. */
function mappedReference(target: string): string {
  return /[/#]/.test(target) ? target : `#/components/schemas/${target}`;
}

/** The schema at the end of a reference; undefined if it leads to none with keywords. */
function schemaAt(document: JsonObject, reference: string): Json | undefined {
  const node = lookUp(document, reference);
  return isObject(node) ? identityOf(document, node, "discriminator") : undefined;
}

function nameOf(part: Json | undefined): string | undefined {
  return isObject(part) && typeof part.$ref === "string" ? part.$ref : undefined;
}

/**
 * A schema with a discriminator as a union: of its own alternatives, or of its subtypes, which are those
 * that its mapping names and those that refer to it in allOf. Not `oneOf`: alternatives that differ only in
 * the discriminator's value, or in optional fields, accept the same values.
 * @param schema resolved
 * @param identity the schema in the description
 * @returns undefined if it is one already, or has neither
 */
export function discriminatedUnion(
  document: JsonObject,
  schema: JsonObject,
  identity: Json | undefined,
): JsonObject | undefined {
  const { oneOf, ...others } = schema;
  const { discriminator } = schema;
  const propertyName =
    typeof discriminator === "string"
      ? discriminator
      : isObject(discriminator)
        ? textAt(discriminator, "propertyName")
        : "";
  if (propertyName === "" || own(schema, "anyOf") !== undefined) return undefined;
  if (oneOf !== undefined) return { ...others, anyOf: oneOf };
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
