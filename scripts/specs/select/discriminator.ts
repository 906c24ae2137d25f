import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  textAt,
} from "../../common/json.js";
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
  const parts = listAt(schema, key).map((part, index) => {
    const identity = isObject(part) ? identityOf(document, part, "discriminator") : part;
    const name = isObject(part) ? textAt(part, "$ref").split("/").at(-1) : undefined;
    const ours = nameOf(listAt(body, key)[index]);
    return { identity, ours, value: onlyValue(document, identity, propertyName) ?? name };
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
  return { propertyName, mapping };
}

/** The only value of a field that a schema allows. */
function onlyValue(document: JsonObject, schema: Json, field: string): string | undefined {
  const property = isObject(schema) ? objectAt(schema, "properties")[field] : undefined;
  if (!isObject(property)) return undefined;
  const { target } = followReferences(document, property, "discriminator");
  const [value, ...others] =
    own(target, "const") === undefined ? listAt(target, "enum") : [own(target, "const")];
  return typeof value === "string" && others.length === 0 ? value : undefined;
}

/** What a mapping means by a schema: a reference, or its bare name. */
export function mappedReference(target: string): string {
  return /[/#]/.test(target) ? target : `#/components/schemas/${target}`;
}

/** The schema at the end of a reference; undefined if it leads to none with keywords. */
export function schemaAt(document: JsonObject, reference: string): Json | undefined {
  const node = lookUp(document, reference);
  return isObject(node) ? identityOf(document, node, "discriminator") : undefined;
}

function nameOf(part: Json | undefined): string | undefined {
  return isObject(part) && typeof part.$ref === "string" ? part.$ref : undefined;
}
