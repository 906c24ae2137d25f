import {
  byCodePoint,
  isObject,
  type Json,
  type JsonObject,
  sameJson,
  sortKeys,
} from "../../common/json.js";
import { SCHEMA_PROSE } from "./grammar.js";

/** Combines the values of one keyword; undefined if no single value expresses both. */
type Rule = (a: Json, b: Json) => Json | undefined;

const numeric =
  (pick: (a: number, b: number) => number): Rule =>
  (a, b) =>
    typeof a === "number" && typeof b === "number" ? pick(a, b) : undefined;
const largest = numeric(Math.max);
const smallest = numeric(Math.min);
const either: Rule = (a, b) => a === true || b === true;
const nearer: Rule = (_, b) => b;
const both: Rule = (a, b) => (sameJson(a, b) ? a : { allOf: [a, b] });
const listed = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);
const common: Rule = (a, b) => {
  const others = new Set(listed(b).map((one) => JSON.stringify(sortKeys(one))));
  const shared = listed(a).filter((one) => others.has(JSON.stringify(sortKeys(one))));
  return shared.length > 0 ? shared : undefined;
};

const neither: Rule = () => undefined;

/** Keywords that are copied unchanged. */
const PLAIN: Readonly<Record<string, Rule>> = {
  type(a, b) {
    const types = listed(a).flatMap((one) => {
      if (listed(b).includes(one)) return [one];
      if (one === "integer" && listed(b).includes("number")) return [one];
      return one === "number" && listed(b).includes("integer") ? ["integer"] : [];
    });
    return types.length > 1 ? types : types[0];
  },
  enum: common,
  minimum: largest,
  exclusiveMinimum: largest,
  minLength: largest,
  minItems: largest,
  minProperties: largest,
  maximum: smallest,
  exclusiveMaximum: smallest,
  maxLength: smallest,
  maxItems: smallest,
  maxProperties: smallest,
  multipleOf: numeric((a, b) => (a % b === 0 ? a : b % a === 0 ? b : NaN)),
  uniqueItems: either,
  deprecated: either,
  readOnly: either,
  writeOnly: either,
  default: nearer,
  format: nearer,
  pattern: neither,
  contentEncoding: neither,
  contentMediaType: neither,
  const: neither,
};
export const PLAIN_KEYWORDS: ReadonlySet<string> = new Set(Object.keys(PLAIN));

const RULES: Readonly<Record<string, Rule>> = {
  ...PLAIN,
  required: (a, b) => [...new Set([...listed(a), ...listed(b)])].sort(),
  properties(a, b) {
    if (!isObject(a) || !isObject(b)) return undefined;
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(byCodePoint);
    return Object.fromEntries(
      keys.map((key) => {
        const [one, other] = [a, b].map((each) => (Object.hasOwn(each, key) ? each[key] : null));
        return [key, (one && other ? both(one, other) : (one ?? other)) ?? {}];
      }),
    );
  },
  items: both,
  additionalProperties(a, b) {
    if (isObject(a) && isObject(b)) return both(a, b);
    return isObject(a) ? a : isObject(b) ? b : true;
  },
  // Prose isn't kept, so either can win.
  ...Object.fromEntries([...SCHEMA_PROSE].map((key) => [key, nearer])),
};
/** Keywords that a contract can express. */
export const KEYWORDS: readonly string[] = Object.keys(RULES);

/**
 * The schema that matches only if both match: the narrower limit, the common values, all fields.
 * @param b the nearer of the two, whose annotations win
 * @param lost receives each keyword that one schema can't express; `a`'s value stays
 */
export function intersect(
  a: JsonObject,
  b: JsonObject,
  lost: (keyword: string) => void,
): JsonObject {
  const result = new Map(Object.entries(singleValued(a)));
  for (const [key, value] of Object.entries(singleValued(b))) {
    const known = result.get(key);
    if (known === undefined || key.startsWith("x-")) result.set(key, value);
    else if (!sameJson(known, value)) {
      const combined = (Object.hasOwn(RULES, key) ? RULES[key] : undefined)?.(known, value);
      if (combined === undefined || Number.isNaN(combined)) lost(key);
      else result.set(key, combined);
    }
  }
  return Object.fromEntries(result);
}

/** `const` is an enum of one value. */
export function singleValued(schema: JsonObject): JsonObject {
  const { const: only, ...others } = schema;
  if (only === undefined) return schema;
  return { ...others, enum: common(others.enum ?? only, only) ?? [only] };
}
