import { isObject, type Json, type JsonObject } from "../../../common/json.js";
import { readOperations } from "../operation.js";
import { Place } from "../place.js";
import { keysOf, unescapeKey, valueAt } from "../../../common/json-pointer.js";

/** How a test's contract differs from the committed one. */
export interface Edit {
  /** Place → value; a list's place `-` is its end. */
  readonly set?: Readonly<Record<string, Json>>;
  readonly remove?: readonly string[];
  /** Place → the key's new name, at the same position. */
  readonly rename?: Readonly<Record<string, string>>;
}

/** A changed copy of a contract. Places that do not exist are a mistake of the test. */
export function edited(
  contract: JsonObject,
  { set = {}, remove = [], rename = {} }: Edit,
): JsonObject {
  const copy = structuredClone(contract);
  // Later places must still be found, so removals come last.
  for (const [place, value] of Object.entries(set)) put(copy, place, value);
  for (const place of [...remove].reverse()) take(copy, place);
  for (const [place, name] of Object.entries(rename)) {
    const { parent, key } = locate(copy, place);
    if (!isObject(parent) || !(key in parent)) throw new Error(`${place} is not there`);
    const entries = Object.entries(parent);
    for (const [each] of entries) Reflect.deleteProperty(parent, each);
    for (const [each, value] of entries) parent[each === key ? name : each] = value;
  }
  return copy;
}

/** `op:id…`, `param:id.name…` and `schema:Name…` abbreviate pointers. */
export function pointerOf(contract: JsonObject, place: string): string {
  const [, kind, name = "", rest = ""] = /^(op|param|schema):([^/]+)(.*)$/.exec(place) ?? [];
  if (kind === undefined) return place;
  if (kind === "schema") return `/components/schemas/${name}${rest}`;
  const [id = "", parameter] = name.split(".");
  const operation = readOperations(Place.root(contract)).find((each) => each.id === id);
  if (!operation) throw new Error(`there is no operation ${id}`);
  if (kind === "op") return operation.place.pointer + rest;
  const found = operation.place
    .items("parameters")
    .find((each) => each.resolve().text("name") === parameter);
  if (!found) throw new Error(`there is no parameter ${name}`);
  return found.pointer + rest;
}

function locate(contract: JsonObject, place: string): { parent: Json; key: string } {
  const pointer = pointerOf(contract, place);
  const cut = pointer.lastIndexOf("/");
  const parent = valueAt(contract, keysOf(pointer.slice(0, cut)));
  if (parent === undefined) throw new Error(`${place} leads nowhere`);
  return { parent, key: unescapeKey(pointer.slice(cut + 1)) };
}

function put(contract: JsonObject, place: string, value: Json): void {
  const { parent, key } = locate(contract, place);
  if (Array.isArray(parent))
    parent.splice(key === "-" ? parent.length : Number(key), key === "-" ? 0 : 1, value);
  else if (isObject(parent)) parent[key] = value;
  else throw new Error(`${place} is not in a list or an object`);
}

function take(contract: JsonObject, place: string): void {
  const { parent, key } = locate(contract, place);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent) && key in parent) Reflect.deleteProperty(parent, key);
  else throw new Error(`${place} is not there`);
}
