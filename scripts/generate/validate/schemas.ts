import type { Cursor } from "../contract/cursor.js";
import { isObject } from "../contract/json.js";
import { checkName, value, wireName, word } from "./names.js";

const deepest = 60;
const single = ["items", "additionalProperties", "not", "contains"] as const;
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;

/**
 * @param named The schema stands under components.schemas, or is a part of one that does, and may be an object.
 * @throws {Problem} A name in it would break out of its place, or it is an object without a name.
 */
export function checkSchema(schema: Cursor, named: boolean, depth = 0): void {
  if (typeof schema.value === "boolean") return;
  if (depth > deepest) schema.fail(`is nested deeper than ${deepest} levels`);
  const content = schema.object();
  if (schema.find("$ref")) schema.resolve();
  if (!named && isObject(content.properties)) {
    schema.fail("is an object without a name; give it one in vendor.yaml");
  }
  checkValues(schema);
  for (const property of schema.find("properties")?.entries() ?? []) {
    checkName(property, property.key, wireName);
    checkSchema(property, false, depth + 1);
  }
  for (const name of schema.find("required")?.items() ?? []) checkName(name, name.text(), wireName);
  if (schema.find("patternProperties")) {
    schema.get("patternProperties").fail("is not supported; use additionalProperties");
  }
  for (const key of single) {
    const part = schema.find(key);
    if (part) checkSchema(part, false, depth + 1);
  }
  for (const key of lists) {
    for (const part of schema.find(key)?.items() ?? []) {
      // The parts of `allOf` are one object under one name.
      checkSchema(part, named && key === "allOf", depth + 1);
    }
  }
}

function checkValues(schema: Cursor): void {
  const members = schema.find("enum")?.items() ?? [];
  const single = ["const", "default", "format"].flatMap((key) => schema.find(key) ?? []);
  const listed = Array.isArray(schema.find("default")?.value) ? schema.get("default").items() : [];
  for (const member of [...members, ...single, ...listed]) {
    if (typeof member.value === "string") checkName(member, member.value, value);
  }
  if (members.some((member) => isObject(member.value) || Array.isArray(member.value))) {
    schema.get("enum").fail("holds a list or an object");
  }
  const discriminator = schema.find("discriminator");
  if (!discriminator) return;
  const property = discriminator.get("propertyName");
  checkName(property, property.text(), wireName);
  for (const mapped of discriminator.find("mapping")?.entries() ?? []) {
    checkName(mapped, mapped.key, value);
    checkName(mapped, mapped.text(), word);
  }
}
