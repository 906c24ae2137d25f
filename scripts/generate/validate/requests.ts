import type { Cursor } from "../contract/cursor.js";
import { allowsNothing, parameterRule } from "../checks/rules.js";

const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
const counts = ["minLength", "maxLength", "minItems", "maxItems"];

/**
 * Checks the limits of an argument. Unsafe patterns are removed later, with a notice.
 * @throws {UserError} if a limit isn't a number, or a pattern isn't a string
 */
export function checkArgument(schema: Cursor, depth = 0): void {
  // Schemas can be recursive; no argument is this deep.
  if (depth > 20) return;
  for (const key of [...bounds, ...counts]) {
    const bound = schema.find(key);
    if (bound && (typeof bound.value !== "number" || !Number.isFinite(bound.value)))
      bound.fail("must be a number");
  }
  for (const key of counts) {
    const bound = schema.find(key);
    if (bound && !(Number.isSafeInteger(bound.value) && Number(bound.value) >= 0))
      bound.fail("must be a whole number from 0");
  }
  schema.find("pattern")?.text();
  const target = schema.target();
  const items = schema.find("items");
  const parts = ["anyOf", "oneOf"].flatMap((key) => schema.find(key)?.items() ?? []);
  for (const part of [target, items, ...parts]) if (part) checkArgument(part, depth + 1);
}

const styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** @throws {UserError} Core can't send the parameter. */
export function checkSent(parameter: Cursor): void {
  const place = parameter.get("in").text();
  const known = place === "query" ? styles : ["simple"];
  const style = parameter.find("style");
  if (style && !known.includes(style.text()))
    style.fail(`is not supported: ${known.join(", ")} are`);
  const schema = parameter.get("schema");
  if (allowsNothing(parameterRule(place, schema)))
    schema.fail("allows only null or objects, which can't be sent here; remove it in the overlay");
}

/** @throws {Problem} A request's body is neither JSON nor a form, or a field's name prevents typing it. */
export function checkBody(body: Cursor): void {
  const [content, second] = body.get("content").entries();
  const taken = /^application\/(?:(?:[^;]*\+)?json|x-www-form-urlencoded)(?:;|$)/;
  if (content && !second && !taken.test(content.key))
    content.fail(
      "is not supported as a request's body: JSON and application/x-www-form-urlencoded are",
    );
  const schema = content?.find("schema");
  if (schema) checkFields(schema);
}

/**
 * A response can have such a field; an object that a caller passes already has it, with another type.
 * @throws {Problem} A field of a request has the name of a member that every object has.
 */
export function checkFields(schema: Cursor, seen = new Set<string>()): void {
  if (seen.has(schema.pointer.join("/"))) return;
  seen.add(schema.pointer.join("/"));
  for (const property of schema.find("properties")?.entries() ?? []) {
    if (property.key in Object.prototype)
      property.fail(
        `${JSON.stringify(property.key)} is a member of every JavaScript object, so no request can be typed with it; remove it in the overlay, or the operation from vendor.yaml`,
      );
    checkFields(property, seen);
  }
  const values = schema.find("additionalProperties");
  const parts = ["anyOf", "oneOf"].flatMap((key) => schema.find(key)?.items() ?? []);
  for (const part of [schema.target(), schema.find("items"), ...parts])
    if (part) checkFields(part, seen);
  if (values && typeof values.value === "object") checkFields(values, seen);
}
