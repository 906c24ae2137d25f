import type { Cursor } from "../contract/cursor.js";
import { unionsOf } from "../checks/merge.js";
import { operationsIn } from "../contract/normalize.js";
import { allowsNothing, parameterRule } from "../checks/rules.js";
import { checkGrammar } from "../traits/grammar.js";

/**
 * Checks a contract against specs/contract.schema.json, and what a JSON Schema can't express.
 * @throws {UserError} A name would break out of its place, or the contract has something that can't be generated.
 */
export function checkNames(contract: Cursor): void {
  checkGrammar(contract, "contract");
  checkReferences(contract);
  checkCycles(contract.get("components").find("schemas")?.entries() ?? []);
  for (const operation of operationsIn(contract)) checkOperation(operation);
}

/** @throws {UserError} A `$ref` leads nowhere, or out of the contract. */
export function checkReferences(at: Cursor): void {
  // A field can be called `$ref`; its value is a schema.
  if (typeof at.find("$ref")?.value === "string") at.resolve();
  const isObject = typeof at.value === "object" && at.value !== null;
  const parts = Array.isArray(at.value) ? at.items() : isObject ? at.entries() : [];
  for (const part of parts) if (!prose.includes(part.key)) checkReferences(part);
}
const prose = ["default", "example", "examples"];

/** TypeScript allows a recursive type only through a property or a map. */
function checkCycles(schemas: readonly Cursor[]): void {
  const done = new Set<string>();
  const follow = (at: Cursor, above: readonly string[]): void => {
    const named = at.pointer.length === 3;
    if (named && above.includes(at.key)) at.fail("is made of itself, by items, anyOf or oneOf");
    if (named && done.has(at.key)) return;
    const path = named ? [...above, at.key] : above;
    if (at.find("$ref")) follow(at.resolve(), path);
    for (const part of [...(at.find("items") ? [at.get("items")] : []), ...unionsOf([at]).flat()])
      follow(part, path);
    if (named) done.add(at.key);
  };
  for (const schema of schemas) follow(schema, []);
}

function checkOperation(operation: Cursor): void {
  const parameters = operation.find("parameters")?.items() ?? [];
  for (const parameter of parameters) {
    const schema = parameter.get("schema");
    if (allowsNothing(parameterRule(parameter.get("in").text(), schema)))
      schema.fail(
        "allows only null or objects, which can't be sent here; remove it in the overlay",
      );
  }
  const body = operation.find("requestBody");
  if (body && parameters.some((parameter) => parameter.get("name").value === "body"))
    operation.fail('a parameter is called "body", which is the name of the request\'s body');
  for (const content of body?.get("content").entries() ?? []) {
    const schema = content.find("schema");
    if (schema) checkFields(schema);
  }
}

/**
 * A response can have such a field; an object that a caller passes already has it, with another type.
 * @throws {UserError} A field of a request has the name of a member that every object has.
 */
function checkFields(schema: Cursor, seen = new Set<string>()): void {
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
  for (const part of [schema.target(), schema.find("items"), ...unionsOf([schema]).flat()])
    if (part) checkFields(part, seen);
  if (values && typeof values.value === "object") checkFields(values, seen);
}
