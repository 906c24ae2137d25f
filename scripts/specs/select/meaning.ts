import {
  byCodePoint,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  own,
  sameJson,
  textsAt,
} from "../../common/json.js";
import { plainKeywords } from "./normalize.js";
import { resolve } from "./resolve.js";

/** A schema in its description. */
export interface Placed {
  readonly document: JsonObject;
  readonly node: Json | undefined;
}

const SINGLE = ["items", "additionalProperties", "not"] as const;
const LISTS = ["allOf", "anyOf", "oneOf"] as const;

/**
 * Where two schemas, perhaps of two descriptions, first say different things, however they spell
 * them; nothing when they do not.
 */
export function differenceInMeaning(a: Placed, b: Placed): string[] | undefined {
  const compared = new Map<Json | undefined, Set<Json | undefined>>();

  function compare(one: Placed, other: Placed, path: readonly string[]): string[] | undefined {
    const where = path.join(".") || "schema";
    const [left, right] = [one, other].map(({ document, node }) => resolve(document, node, where));
    if (left === undefined || right === undefined) return undefined;
    const known = compared.get(left.identity) ?? new Set();
    // Compared before, or further up: nothing new can come of it.
    if (known.has(right.identity)) return undefined;
    compared.set(left.identity, known.add(right.identity));
    if (left.nullable !== right.nullable) return [...path, "nullable"];
    const facts = [left.schema, right.schema].map((schema): JsonObject => ({
      ...plainKeywords(schema),
      required: textsAt(schema, "required").sort(byCodePoint),
    }));
    const keys = facts.flatMap((each) => Object.keys(each));
    const differing = keys.find((key) => {
      const [x, y] = facts.map((each) => own(each, key) ?? null);
      return !sameJson(x ?? null, y ?? null);
    });
    if (differing !== undefined) return [...path, differing];
    const parts = [left.schema, right.schema].map(partsOf);
    for (const name of new Set(parts.flatMap((each) => [...each.keys()]))) {
      const [x, y] = parts.map((each) => each.get(name));
      const step = [...path, name];
      if (x === undefined || y === undefined) return step;
      const found = compare(
        { document: one.document, node: x },
        { document: other.document, node: y },
        step,
      );
      if (found) return found;
    }
    return undefined;
  }

  return compare(a, b, []);
}

/** The schemas inside, by the way to them. */
function partsOf(schema: JsonObject): Map<string, Json> {
  const parts = new Map<string, Json>();
  for (const [name, node] of Object.entries(objectAt(schema, "properties")))
    parts.set(`properties.${name}`, node);
  for (const key of SINGLE) {
    const node = own(schema, key);
    // Values of any kind are what goes without saying.
    const isAnything = node === true || (isObject(node) && Object.keys(node).length === 0);
    if (node === false) parts.set(key, { not: {} });
    else if (isObject(node) && !isAnything) parts.set(key, node);
  }
  for (const key of LISTS) {
    for (const [index, node] of listAt(schema, key).entries()) parts.set(`${key}.${index}`, node);
  }
  return parts;
}
