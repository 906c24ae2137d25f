import { isObject, listAt, objectAt, own, textAt, type JsonObject } from "../../common/json.js";
import type { Cursor } from "./cursor.js";
import { schemasOf } from "./normalize.js";
import { referenceOf } from "./sides.js";

/**
 * Makes a union of a base schema whose discriminator names subtypes (OAS 3.1, 4.8.25.3): `Line` with
 * the subtypes `UsageLine` and `FeeLine` becomes `oneOf` these, and they extend `LineBase`.
 * @param document A normalized contract, changed in place.
 */
export function uniteSubtypes(document: Cursor): void {
  const schemas = schemasOf(document);
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isObject(schema) || !isObject(schema.discriminator)) continue;
    if (listAt(schema, "oneOf").length > 0 || listAt(schema, "anyOf").length > 0) continue;
    const { discriminator, ...base } = schema;
    const subtypes = subtypesOf(name, schemas);
    if (subtypes.length === 0) continue;
    const baseName = `${name}Base`;
    if (own(schemas, baseName) !== undefined)
      document
        .get("components")
        .get("schemas")
        .get(baseName)
        .fail(`is the name that the base of ${name} needs; rename one in vendor.yaml`);
    schemas[baseName] = base;
    for (const subtype of subtypes)
      for (const part of listAt(objectAt(schemas, subtype), "allOf"))
        if (isObject(part) && referenceOf(part) === name) part.$ref = reference(baseName);
    schemas[name] = {
      ...(textAt(schema, "description") && { description: textAt(schema, "description") }),
      oneOf: subtypes.map((subtype) => ({ $ref: reference(subtype) })),
      discriminator: { ...discriminator, mapping: mappingOf(discriminator, subtypes) },
    };
  }
}

/** The schemas that extend one by `allOf`, in order. */
function subtypesOf(name: string, schemas: JsonObject): string[] {
  return Object.keys(schemas).filter((each) =>
    listAt(objectAt(schemas, each), "allOf").some(
      (part) => isObject(part) && referenceOf(part) === name,
    ),
  );
}

/** Subtypes that the discriminator doesn't map are told by their names. */
function mappingOf(discriminator: JsonObject, subtypes: readonly string[]): JsonObject {
  const mapping: JsonObject = {};
  const given = Object.entries(objectAt(discriminator, "mapping"));
  for (const subtype of subtypes) {
    const target = reference(subtype);
    const values = given.flatMap(([value, to]) => (to === target || to === subtype ? [value] : []));
    for (const value of values.length > 0 ? values : [subtype]) mapping[value] = target;
  }
  return mapping;
}

const reference = (name: string): string => `#/components/schemas/${name}`;
