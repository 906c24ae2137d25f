import type { Cursor } from "../contract/cursor.js";
import { isObject } from "../../common/json.js";
import { checkName, value, wireName, word } from "./names.js";

const deepest = 60;
const types = ["array", "boolean", "integer", "null", "number", "object", "string"];
const single = ["items", "additionalProperties"] as const;
const lists = ["anyOf", "oneOf"] as const;
/** sync merges or removes these. */
const foreign = ["allOf", "not", "contains", "prefixItems", "patternProperties"] as const;

/**
 * @param named The schema is under components.schemas, and can be an object.
 * @throws {Problem} A name in it would break out of its place, or it is an object without a name.
 */
export function checkSchema(schema: Cursor, named: boolean, depth = 0): void {
  if (typeof schema.value === "boolean" && schema.key === "additionalProperties") return;
  if (depth > deepest) schema.fail(`is nested deeper than ${deepest} levels`);
  const content = schema.object();
  checkReference(schema);
  if (!named && isObject(content.properties)) {
    schema.fail("is an object without a name; name it in vendor.yaml");
  }
  checkValues(schema);
  for (const property of schema.find("properties")?.entries() ?? []) {
    checkName(property, property.key, wireName);
    checkSchema(property, false, depth + 1);
  }
  for (const name of schema.find("required")?.items() ?? []) checkName(name, name.text(), wireName);
  for (const key of foreign)
    schema.find(key)?.fail("is not in a contract that sync writes; remove it in the overlay");
  for (const key of single) {
    const part = schema.find(key);
    if (part) checkSchema(part, false, depth + 1);
  }
  for (const key of lists) {
    for (const part of schema.find(key)?.items() ?? []) checkSchema(part, false, depth + 1);
  }
}

/** Only named schemas have types and pages to link to. */
function checkReference(schema: Cursor): void {
  const reference = schema.find("$ref");
  if (!reference) return;
  schema.resolve();
  if (!/^#\/components\/schemas\/[^/]+$/.test(reference.text()))
    reference.fail("does not lead to a schema under #/components/schemas/");
}

/** TypeScript allows a recursive type only through a property or a map. */
export function checkCycles(schemas: readonly Cursor[]): void {
  const done = new Set<string>();
  const follow = (at: Cursor, above: readonly string[]): void => {
    const named = at.pointer.length === 3;
    if (named && above.includes(at.key)) at.fail("is made of itself, by items, anyOf or oneOf");
    if (named && done.has(at.key)) return;
    const path = named ? [...above, at.key] : above;
    if (at.find("$ref")) follow(at.resolve(), path);
    const items = at.find("items");
    if (items) follow(items, path);
    for (const key of lists) {
      for (const part of at.find(key)?.items() ?? []) follow(part, path);
    }
    if (named) done.add(at.key);
  };
  for (const schema of schemas) follow(schema, []);
}

function checkTypes(schema: Cursor): void {
  const type = schema.find("type");
  if (!type) return;
  for (const name of Array.isArray(type.value) ? type.items() : [type]) {
    if (!types.includes(name.text())) name.fail("is not a type of JSON Schema");
  }
}

function checkEnum(schema: Cursor): void {
  const members = schema.find("enum")?.items();
  if (!members) return;
  const values = members.map((member) => member.value);
  if (values.length === 0) schema.get("enum").fail("has no member");
  if (new Set(values).size < values.length) schema.get("enum").fail("has a duplicate member");
  if (values.some((each) => typeof each === "number" && !Number.isFinite(each)))
    schema.get("enum").fail("has a number that isn't finite");
}

function texts(at: Cursor): Cursor[] {
  if (typeof at.value === "string") return [at];
  if (isObject(at.value)) return at.entries().flatMap(texts);
  return Array.isArray(at.value) ? at.items().flatMap(texts) : [];
}

function checkValues(schema: Cursor): void {
  checkTypes(schema);
  checkEnum(schema);
  const members = schema.find("enum")?.items() ?? [];
  const single = ["const", "default", "format"].flatMap((key) => schema.find(key) ?? []);
  for (const member of [...members, ...single].flatMap(texts)) {
    checkName(member, member.text(), value);
  }
  const fallback = schema.find("default");
  if (Array.isArray(fallback?.value) && fallback.value.some((each) => typeof each === "object"))
    fallback.fail("has a list or an object in a list");
  if (members.some((member) => isObject(member.value) || Array.isArray(member.value))) {
    schema.get("enum").fail("has a list or an object");
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
