import { isObject, type Json, type JsonObject, own } from "../../common/json.js";
import { placeOf } from "./locate.js";
import { UserError } from "../../common/user-error.js";
import { keysOfReference, valueAt } from "../../common/json-pointer.js";

const MAX_HOPS = 50;
const FLAGS: ReadonlySet<string> = new Set(["readOnly", "writeOnly", "deprecated", "nullable"]);

/**
 * Follows `$ref` to the end; `hops` are the referring objects in order.
 * @param where names the place in messages
 * @throws {UserError} for a reference that leads out of the document, nowhere or in a circle
 */
export function followReferences(
  document: JsonObject,
  node: Json | undefined,
  where: string,
): { target: JsonObject; hops: readonly JsonObject[] } {
  const hops: JsonObject[] = [];
  let current = node;
  while (hops.length < MAX_HOPS) {
    if (!isObject(current))
      throw new UserError(
        `${placeOf(document, hops.at(-1), ["$ref"])}${where}: expected an object`,
      );
    const reference = own(current, "$ref");
    if (typeof reference !== "string") return { target: current, hops };
    hops.push(current);
    current = target(document, current, reference, where);
  }
  throw new UserError(`${placeOf(document, node)}${where}: its $ref leads in a circle`);
}

/**
 * Follows `$ref` of anything but a schema. Keywords beside a `$ref` replace those of its target.
 * @throws {UserError} as {@link followReferences}
 */
export function dereference(
  document: JsonObject,
  node: Json | undefined,
  where: string,
): JsonObject {
  const { target, hops } = followReferences(document, node, where);
  if (hops.every((hop) => Object.keys(hop).length === 1)) return target;
  const beside = hops
    .map(withoutOffFlags)
    .reverse()
    .flatMap((hop) => Object.entries(hop));
  const others = beside.filter(([key]) => key !== "$ref");
  return { ...target, ...Object.fromEntries(others) };
}

/** A false flag doesn't override the target of a reference. */
export function withoutOffFlags(beside: JsonObject): JsonObject {
  const entries = Object.entries(beside);
  return Object.fromEntries(entries.filter(([key, value]) => value !== false || !FLAGS.has(key)));
}

/** The schema that a node refers to, to recognize one that occurs twice. */
export function identityOf(document: JsonObject, node: Json | undefined, where: string): Json {
  return followReferences(document, node, where).target;
}

function target(document: JsonObject, from: JsonObject, reference: string, where: string): Json {
  if (!reference.startsWith("#")) {
    throw new UserError(
      `${placeOf(document, from, ["$ref"])}${where}: $ref ${reference} leads out of the description; files in its folder, ` +
        `its own origin and what vendor.yaml lists under references are followed`,
    );
  }
  const node = lookUp(document, reference);
  if (node === undefined) {
    const place = placeOf(document, from, ["$ref"]);
    throw new UserError(`${place}${where}: $ref ${reference} leads nowhere`);
  }
  return node;
}

/** The target of a reference within the document, if there is one. */
export function lookUp(document: JsonObject, reference: string): Json | undefined {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  return valueAt(document, keysOfReference(reference));
}

/** A value with other `$ref`s. */
export function mapReferences(node: Json, rewrite: (reference: string) => string): Json {
  if (Array.isArray(node)) return node.map((item) => mapReferences(item, rewrite));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? rewrite(value) : mapReferences(value, rewrite),
    ]),
  );
}
