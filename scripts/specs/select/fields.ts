import { isObject, type Json, type JsonObject, textsAt } from "../../common/json.js";
import type { Findings } from "./findings.js";
import { COMPOSITIONS } from "./shapes.js";
import { isValid, NO_NAME } from "./valid.js";

const KEEP = "name those to keep, under fields in vendor.yaml";

/**
 * The fields that a schema keeps; a required one without a schema can be anything.
 * @param refuse receives a problem, and the path to it from the schema
 */
export function fieldsOf(
  schema: JsonObject,
  place: string,
  findings: Findings,
  refuse: (problem: string, ...below: readonly string[]) => void,
): [string, Json][] {
  const { properties } = schema;
  if (properties !== undefined && !isObject(properties))
    findings.notice(`the properties of "${place}" are no object: they're left out`);
  const declared = new Map(Object.entries(isObject(properties) ? properties : {}));
  const kept = findings.vendor.fields.get(place);
  if (declared.size > 0) {
    for (const field of kept ?? []) {
      if (!declared.has(field)) findings.notice(`${place} has no field "${field}"`);
    }
  }
  const required = textsAt(schema, "required");
  const isOpen = COMPOSITIONS.some((key) => schema[key] !== undefined);
  for (const key of isOpen ? [] : required) {
    if (declared.has(key)) continue;
    declared.set(key, {});
    if (isValid("wireName", key))
      findings.notice(`"${place}" requires "${key}", which it doesn't declare: it's unknown`);
  }
  return [...declared].filter(([key]) => {
    if (kept !== undefined && !kept.includes(key)) return false;
    if (isValid("wireName", key)) return true;
    const problem = `the field ${JSON.stringify(key)} of "${place}" ${NO_NAME}`;
    if (required.includes(key)) refuse(`${problem}: ${KEEP}`, "properties", key);
    else findings.notice(`${problem}: it's left out`);
    return false;
  });
}
