import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { placeOf } from "./locate.js";
import { UserError } from "../../common/user-error.js";
import { keysOfReference } from "../../common/json-pointer.js";

const MAX_HOPS = 50;
const FLAGS: ReadonlySet<string> = new Set(["readOnly", "writeOnly", "deprecated", "nullable"]);

/**
 * Follows `$ref` to what is really there. What stands beside a `$ref`, such as a default, counts.
 * @param where names the place in messages
 * @throws {UserError} for a reference that leads out of the document, nowhere or in a circle
 */
export function dereference(
  document: JsonObject,
  node: Json | undefined,
  where: string,
): JsonObject {
  let current = node;
  let beside: JsonObject = {};
  for (let hops = 0; hops < MAX_HOPS; hops += 1) {
    if (!isObject(current)) throw new UserError(`${where}: expected an object`);
    const reference = current.$ref;
    if (typeof reference !== "string") {
      return Object.keys(beside).length === 0 ? current : { ...current, ...beside };
    }
    beside = { ...saying(current), ...beside };
    delete beside.$ref;
    current = target(document, current, reference, where);
  }
  throw new UserError(`${placeOf(document, node)}${where}: its $ref leads in a circle`);
}

/** A flag that is off takes nothing back that is said elsewhere of the same thing. */
export function saying(beside: JsonObject): JsonObject {
  const entries = Object.entries(beside);
  return Object.fromEntries(entries.filter(([key, value]) => value !== false || !FLAGS.has(key)));
}

/** What a node refers to in the end, to recognize one schema that is met twice. */
export function identityOf(
  document: JsonObject,
  node: Json | undefined,
  where: string,
): Json | undefined {
  let current = node;
  for (
    let hops = 0;
    hops < MAX_HOPS && isObject(current) && typeof current.$ref === "string";
    hops += 1
  ) {
    current = target(document, current, current.$ref, where);
  }
  return current;
}

function target(document: JsonObject, from: JsonObject, reference: string, where: string): Json {
  if (!reference.startsWith("#")) {
    throw new UserError(
      `${placeOf(document, from, ["$ref"])}${where}: $ref ${reference} leads out of the description; only what vendor.yaml lists under ` +
        `references, and files beside a file, are followed`,
    );
  }
  const node = lookUp(document, reference);
  if (node === undefined) {
    const place = placeOf(document, from, ["$ref"]);
    throw new UserError(`${place}${where}: $ref ${reference} leads nowhere`);
  }
  return node;
}

/** What a reference within the document leads to, if there is anything. */
export function lookUp(document: JsonObject, reference: string): Json | undefined {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  let node: Json | undefined = document;
  for (const key of keysOfReference(reference)) {
    node =
      typeof node === "object" && node !== null && Object.hasOwn(node, key)
        ? (node as JsonObject)[key]
        : undefined;
  }
  return node;
}
