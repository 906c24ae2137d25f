import { isObject } from "../../common/json.js";
import type { Cursor } from "../contract/cursor.js";
import type { Operation } from "../contract/service.js";
import { referenceOf } from "../contract/sides.js";
import { keysOf } from "../../common/json-pointer.js";
import { resultOf, resultType } from "../view/result.js";
import { checkGrammar } from "./grammar.js";
import { alternatives, schemasAt, typesAt } from "./schema-pointer.js";

/** `x-billkit-pages` of an operation, checked. */
export type PagesTrait = NonNullable<ReturnType<typeof readPages>>;

/** By the trait's `form`. */
const forms: Readonly<Record<string, string>> = {
  page: "byNumber",
  offset: "byOffset",
  cursor: "byCursor",
  "next-url": "byAddress",
  link: "byLink",
};
/** Core's functions, of which an API class imports those that it needs. */
export const pageForms = Object.values(forms);

const scalar = ["string", "number", "integer"];
/** The allowed JSON types of the places. */
const places: Readonly<Record<string, readonly string[]>> = {
  items: ["array"],
  next: scalar,
  more: ["boolean"],
  pageCount: ["number", "integer"],
  total: ["number", "integer"],
};

/**
 * Reads how an operation returns pages.
 * @throws {UserError} if the trait is invalid, or names a place that the response doesn't have
 */
export function readPages(operation: Operation) {
  const at = operation.at.find("x-billkit-pages");
  if (!at) return undefined;
  checkGrammar(at, "traits#/$defs/pages");
  const { kind, schemas } = resultOf(operation);
  if (kind !== "json") at.fail(`needs an answer in JSON; ${operation.id} has none`);
  for (const [key, types] of Object.entries(places)) checkPlace(at.find(key), schemas, types);
  const items = itemsOf(schemas, at.get("items").text());
  checkPlace(at.find("key"), items, [...scalar, "boolean"]);
  checkParameter(operation, at);
  const form = at.get("form").text();
  if (/^(next-url|link)$/.test(form) && operation.method !== "GET")
    at.get("form").fail(`is for GET operations; ${operation.id} is ${operation.method}`);
  return {
    /** Core's function, such as `byCursor`. */
    form: forms[form] ?? "",
    /** The other fields of core's `PagesDefinition`. */
    definition: Object.fromEntries(Object.entries(at.object()).filter(([key]) => key !== "form")),
    /** The type of an item, as generated code spells it. */
    itemType: itemTypeOf(operation, items, at),
    at,
  };
}

/** @throws {UserError} if the response doesn't declare the place, if there is one, or declares other types there */
export function checkPlace(
  at: Cursor | undefined,
  schemas: readonly Cursor[],
  types: readonly string[] = [],
): void {
  if (!at) return;
  const pointer = at.text();
  const found = schemasAt(schemas, pointer);
  if (found.length === 0) at.fail(`${JSON.stringify(pointer)} leads to nothing in the answer`);
  const declared = [...typesAt(found)].filter((type) => type !== "null");
  if (types.length === 0 || declared.length === 0) return;
  if (!declared.some((type) => types.includes(type)))
    at.fail(`${JSON.stringify(pointer)} is ${declared.join(" or ")}; allowed: ${types.join(", ")}`);
}

function itemsOf(schemas: readonly Cursor[], pointer: string): Cursor[] {
  return schemasAt(schemas, pointer).flatMap((list) =>
    alternatives(list).flatMap((each) => each.find("items") ?? []),
  );
}

function checkParameter(operation: Operation, at: Cursor): void {
  const name = at.find("parameter");
  if (!name) return;
  const parameter = operation.parameters.find((each) => each.name === name.text());
  if (parameter?.in !== "query")
    name.fail(`${JSON.stringify(name.text())} is no query parameter of ${operation.id}`);
}

/** By name if the item's schema has one, else by its place in the result. */
function itemTypeOf(operation: Operation, items: readonly Cursor[], at: Cursor): string {
  const [item, second] = items;
  const name = item && !second && isObject(item.value) ? referenceOf(item.value) : undefined;
  if (name !== undefined) return name;
  const result = resultType(operation).replace(/ \| undefined$/, "");
  const path = keysOf(at.get("items").text());
  const list = path.reduce(
    (type, key) => `NonNullable<${type}[${JSON.stringify(key)}]>`,
    result.includes(" | ") ? `(${result})` : result,
  );
  return `${list}[number]`;
}
