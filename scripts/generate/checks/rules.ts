import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { typeNames } from "../view/type.js";
import { common, merge, unionsOf } from "./merge.js";
import { count, limited, matching, range, wordsOf } from "./words.js";

/** The type that keywords imply in a schema without a type. */
const implied: Readonly<Record<string, readonly string[]>> = {
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  string: ["minLength", "maxLength", "pattern", "format"],
  array: ["items", "minItems", "maxItems"],
  object: ["properties", "additionalProperties"],
};
const keys = ["type", "enum", "const", "oneOf", "anyOf", ...Object.values(implied).flat()];

/** Core's `ArgumentSchema` of an argument; an empty one allows every value that can be sent. */
export function ruleOf(schemas: readonly Cursor[]): JsonObject {
  const merged = merge(schemas, keys);
  return combine(merged, unionsOf(merged));
}

function combine(facts: readonly Cursor[], lists: readonly (readonly Cursor[])[]): JsonObject {
  const [first, ...rest] = lists;
  if (!first) return single(facts);
  return anyOf(
    first.map((each) => {
      const merged = merge([each], keys);
      return combine([...facts, ...merged], [...unionsOf(merged), ...rest]);
    }),
  );
}

function single(facts: readonly Cursor[]): JsonObject {
  const members = common(facts.map(membersOf));
  // Neither null nor an object can be sent.
  if (members) return { enum: members.filter((each) => each !== null) };
  const declared = facts.filter((each) => typeNames(each).length > 0);
  // A keyword such as minLength implies a type only where none is declared.
  const types = common((declared.length > 0 ? declared : facts).map(typesOf));
  if (types === undefined) return {};
  const skipped = ["null", "object", ...(types.includes("number") ? ["integer"] : [])];
  const kept = types.filter((type) => !skipped.includes(type));
  return kept.length === 0 ? nothing : anyOf(kept.map((type) => typed(type, facts)));
}

/** The rule of a parameter. In a query, it can also be an object of plain values if nothing else is allowed. */
export function parameterRule(place: string, schema: Cursor): JsonObject {
  const rule = ruleOf([schema]);
  if (place !== "query" || !allowsNothing(rule)) return rule;
  const merged = merge([schema], keys);
  if (!merged.flatMap((each) => typesOf(each) ?? []).includes("object")) return rule;
  const values = merged.flatMap((each) => {
    const found = each.find("additionalProperties");
    return found && isObject(found.value) ? [found] : [];
  });
  return { values: values.length === 0 ? {} : ruleOf(values) };
}

/** No value can be sent. */
const nothing: JsonObject = { enum: [] };

export function allowsNothing(rule: JsonObject): boolean {
  return Array.isArray(rule.enum) && rule.enum.length === 0;
}

/** The TypeScript type of the values that a rule allows, so that an argument's type and its check agree. */
export function typeOfRule(rule: JsonObject): string {
  if (Array.isArray(rule.enum)) return rule.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (Array.isArray(rule.anyOf)) {
    const types = rule.anyOf.map((each) => typeOfRule(isObject(each) ? each : {}));
    return [...new Set(types)].join(" | ");
  }
  if (isObject(rule.items)) {
    const type = typeOfRule(rule.items);
    return type.includes(" | ") ? `(${type})[]` : `${type}[]`;
  }
  if (isObject(rule.values)) return `Record<string, ${typeOfRule(rule.values)}>`;
  if (rule.format !== undefined) return "string";
  if (typeof rule.type !== "string") return "string | number | boolean";
  return rule.type === "integer" ? "number" : rule.type;
}

function typed(type: string, facts: readonly Cursor[]): JsonObject {
  const found = (key: string): Cursor[] => facts.flatMap((schema) => schema.find(key) ?? []);
  const numbers = (key: string): number[] =>
    found(key).flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const formats = found("format").map((each) => each.text());
  if (type === "array") {
    const size = range(numbers("minItems"), numbers("maxItems"));
    return limited({ items: ruleOf(found("items")) }, size, ` of ${count(size)} members`);
  }
  if (type === "string") {
    const format = formats.find((each) => each === "date" || each === "date-time");
    const length = range(numbers("minLength"), numbers("maxLength"));
    const patterns = found("pattern").map((each) => each.text());
    return matching(format === undefined ? { type } : { format }, length, patterns);
  }
  if (type === "boolean") return { type };
  const isInt32 = type === "integer" && formats.includes("int32");
  const size = range(
    [...numbers("minimum"), ...(isInt32 ? [-(2 ** 31)] : [])],
    [...numbers("maximum"), ...(isInt32 ? [2 ** 31 - 1] : [])],
    numbers("exclusiveMinimum"),
    numbers("exclusiveMaximum"),
  );
  return limited({ type }, size);
}

function membersOf(schema: Cursor): readonly Json[] | undefined {
  const constant = schema.find("const")?.value;
  if (constant !== undefined) return [constant];
  return schema
    .find("enum")
    ?.items()
    .map((member) => member.value ?? null);
}

/** The types that a schema allows; undefined: every type. */
function typesOf(schema: Cursor): readonly string[] | undefined {
  const types = typeNames(schema);
  // A number may be an integer, for a schema that this one is merged with.
  if (types.length > 0) return types.includes("number") ? [...types, "integer"] : types;
  const [type] = Object.keys(implied).filter((name) =>
    implied[name]?.some((key) => schema.find(key)),
  );
  return type === undefined ? undefined : [type];
}

function anyOf(rules: readonly JsonObject[]): JsonObject {
  const sent = rules.filter((rule) => !allowsNothing(rule));
  const distinct = [...new Map(sent.map((rule) => [JSON.stringify(rule), rule])).values()];
  const [only] = distinct;
  if (only === undefined) return nothing;
  if (distinct.some((rule) => Object.keys(rule).length === 0)) return {};
  if (distinct.length === 1) return only;
  return { anyOf: distinct, allowed: distinct.map(wordsOf).join(" or ") };
}
