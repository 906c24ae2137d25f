import { grammar, type Kind, kindsUnder } from "../select/grammar.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";

/**
 * A whole description without its prose and examples, for the tests: required texts
 * stay, empty. Extensions are removed too, since any can contain prose, except those in `keep`.
 */
export function stripProse(description: JsonObject, keep: readonly string[] = []): JsonObject {
  return stripNode(description, "document", new Set(keep)) as JsonObject;
}

function stripNode(node: Json, kind: Kind, keep: ReadonlySet<string>): Json {
  if (kind === "text") return "";
  if (!isObject(node)) return node;
  const rule = grammar[kind];
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(node)) {
    const { list, map, one } = kindsUnder(kind, key);
    if (rule.prose?.includes(key)) {
      if (rule.requiredProse?.includes(key)) entries.push([key, ""]);
    } else if (key.startsWith("x-")) {
      if (keep.has(key)) entries.push([key, value]);
    } else if (Array.isArray(value) && list) {
      entries.push([key, value.map((item) => stripNode(item, list, keep))]);
    } else if (isObject(value) && map) {
      const members = Object.entries(value).filter(
        ([name]) => map === "schema" || !name.startsWith("x-"),
      );
      entries.push([
        key,
        Object.fromEntries(members.map(([name, item]) => [name, stripNode(item, map, keep)])),
      ]);
    } else {
      entries.push([key, one ? stripNode(value, one, keep) : value]);
    }
  }
  return Object.fromEntries(entries);
}
