import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { checkContract } from "../check.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { parseContract } from "../contract/read.js";
import { problemsOf } from "../../specs/testing/problems.js";
import { keysOf, valueAt } from "../../common/json-pointer.js";

export const text = readFileSync(path.join(__dirname, "../fixtures/awkward.yaml"), "utf8");
export const list = "/paths/~12010-04-01~1Accounts~1{AccountSid}~1Triggers.json/get";
export const create = "/paths/~12010-04-01~1Accounts~1{AccountSid}~1Triggers.json/post";
export const trigger = "/components/schemas/Trigger";

/** The checks' message for the changed fixture. */
export function problemOf(change: (document: JsonObject) => void): string {
  const document = parse(text) as JsonObject;
  change(document);
  const changed = stringify(document, { aliasDuplicateObjects: false });
  const problems = problemsOf(() => checkContract(parseContract(changed, "contract.yaml")));
  return problems.join("\n") || "nothing";
}

function parent(document: JsonObject, pointer: string): [JsonObject | Json[], string] {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? "";
  const node = valueAt(document, keys);
  if (!isObject(node) && !Array.isArray(node)) throw new Error(pointer);
  return [node, last];
}

/** Also for `__proto__`, which an assignment wouldn't add. */
const define = (node: JsonObject, key: string, value: Json) =>
  Object.defineProperty(node, key, {
    ...{ value, enumerable: true },
    ...{ configurable: true, writable: true },
  });

export const put = (pointer: string, value: Json) => (document: JsonObject) => {
  const [node, key] = parent(document, pointer);
  if (Array.isArray(node)) node[Number(key)] = value;
  else define(node, key, value);
};
export const rename = (pointer: string, name: string) => (document: JsonObject) => {
  const [node, key] = parent(document, pointer);
  if (Array.isArray(node)) throw new Error(pointer);
  const value = node[key] ?? null;
  Reflect.deleteProperty(node, key);
  define(node, name, value);
};
/** Text that could end a string, a comment, a code span, a table cell, a template or a line. */
export const hostile = [
  'a"b',
  "a'b",
  "a`b",
  "a\\b",
  "a\nb",
  "a\rb",
  "a\u2028b",
  "a*/b",
  "a/*b",
  "a|b",
  "a${b}",
  "a<b",
  "a\u0000b",
  "a\u202eb",
  "a\u200bb",
];

/** The parts of it that a parameter's or property's name can contain: code has those as JSON, pages as code spans. */
export const quotable = ['a"b', "a'b", "a<b"];

/** The rejection's one line, which must include the place. */
export function refusal(change: (document: JsonObject) => void): string {
  const message = problemOf(change);
  if (!/^contract\.yaml:\d+: #\/\S[^\n]*$/.test(message))
    throw new Error(`not one line with a place: ${message}`);
  return message;
}
