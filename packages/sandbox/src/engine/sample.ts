import { toDate, toSeconds, type Clock } from "./clock.js";
import { dig, isObject, type Json } from "./json.js";
import { figure, numberOf, type Schema } from "./number-sample.js";
import { matchingText } from "./pattern.js";
import { Seeded } from "./seeded.js";

/** Below this depth only required fields are filled in, and arrays stay empty. */
const deepest = 5;
/** A schema nested this deep is recursive, and no value of it ends. */
const endless = 30;
/** Some values are valid alone but not together: the number of attempts with others. */
export const attempts = 20;
/** Fields that lead to another page: if they were set, reading all pages would never end. */
const furtherPage = /next|prev|cursor|token/i;

/** Generates values for a contract's schemas: the same seed and place return the same ones. */
export class Samples {
  readonly #document: unknown;
  readonly #seed: string;
  readonly #clock: Clock;

  constructor(document: unknown, seed: string, clock: Clock) {
    this.#document = document;
    this.#seed = seed;
    this.#clock = clock;
  }

  /**
   * A value for a schema, without validation.
   * @param place where it is used: another place gets another value
   * @returns undefined if there is none, as for a pattern with lookahead
   */
  of(schema: unknown, place: string, depth = 0): Json | undefined {
    if (depth > endless) return undefined;
    const known = this.#resolve(schema, place);
    if (known.const !== undefined) return toJson(known.const);
    const random = new Seeded(this.#seed, place);
    if (Array.isArray(known.enum)) {
      const members = known.enum.map(toJson).filter((member) => member !== null);
      return members[random.integer(0, members.length - 1)] ?? null;
    }
    const type = typeOf(known);
    if (type === "object") return this.#object(known, place, depth);
    if (type === "array") return this.#array(known, place, depth, random);
    if (type === "boolean") return random.next() < 0.5;
    if (type === "integer" || type === "number") return numberOf(known, type, random);
    if (type === "null") return null;
    return this.#text(known, place, random);
  }

  /**
   * The schema without `$ref`, `allOf` and alternatives: all applicable constraints in one schema.
   */
  #resolve(schema: unknown, place: string, depth = 0): Schema {
    if (!isObject(schema) || depth > endless) return {};
    const { $ref, allOf, oneOf, anyOf, ...own } = schema;
    let known: Schema = own;
    const add = (part: unknown): void => {
      known = merge(this.#resolve(part, place, depth + 1), known);
    };
    if (typeof $ref === "string")
      add(dig(this.#document, ...$ref.replace("#/", "").split("/").map(unescape)));
    if (Array.isArray(allOf)) allOf.forEach(add);
    for (const list of [oneOf, anyOf]) {
      if (!Array.isArray(list)) continue;
      const filled: unknown[] = list.filter((part) => dig(part, "type") !== "null");
      const usable: unknown[] = filled.length > 0 ? filled : list;
      const chosen = usable[new Seeded(this.#seed, place, "kind").integer(0, usable.length - 1)];
      add(chosen);
      const kind = kindOf(schema.discriminator, chosen);
      if (kind) add({ properties: { [kind.property]: { const: kind.value } } });
    }
    return known;
  }

  #object(schema: Schema, place: string, depth: number): Json | undefined {
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const fields: [string, Json][] = [];
    for (const [name, property] of Object.entries(
      isObject(schema.properties) ? schema.properties : {},
    )) {
      const isRequired = required.includes(name);
      if (!isRequired && depth >= deepest) continue;
      const mayBeNull = allowsNull(property);
      if (furtherPage.test(name) && (mayBeNull || !isRequired)) {
        if (mayBeNull) fields.push([name, null]);
        continue;
      }
      const value = this.of(property, `${place}.${name}`, depth + 1);
      if (value !== undefined) fields.push([name, value]);
      else if (isRequired) return undefined;
    }
    const values = schema.additionalProperties;
    const isMap =
      isObject(values) || required.some((name) => !fields.some(([known]) => known === name));
    if (isMap && depth < deepest) {
      const missing = required.filter(
        (name): name is string =>
          typeof name === "string" && !fields.some(([known]) => known === name),
      );
      for (const name of missing.length > 0 ? missing : ["example"]) {
        const value = this.of(values, `${place}{}${name}`, depth + 1);
        if (value !== undefined) fields.push([name, value]);
      }
    }
    return Object.fromEntries(fields);
  }

  #array(schema: Schema, place: string, depth: number, random: Seeded): Json | undefined {
    const least = figure(schema.minItems) ?? 0;
    const greatest = figure(schema.maxItems) ?? Math.max(least, 3);
    const count =
      depth >= deepest ? least : random.integer(Math.max(least, Math.min(1, greatest)), greatest);
    const items: Json[] = [];
    const seen = new Set<string>();
    const wanted = Math.min(count, least + 3);
    for (let index = 0; items.length < wanted && index < wanted + attempts; index += 1) {
      const item = this.of(schema.items ?? {}, `${place}[${index}]`, depth + 1);
      if (item === undefined) break;
      const text = JSON.stringify(item);
      if (schema.uniqueItems === true && seen.has(text)) continue;
      seen.add(text);
      items.push(item);
    }
    return items.length >= least ? items : undefined;
  }

  #text(schema: Schema, place: string, random: Seeded): string | undefined {
    const least = figure(schema.minLength) ?? 0;
    const greatest = figure(schema.maxLength) ?? Infinity;
    if (typeof schema.pattern === "string") {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const text = matchingText(schema.pattern, new Seeded(this.#seed, place, attempt));
        if (text === undefined) return undefined;
        if (text.length >= least && text.length <= greatest) return text;
      }
      return undefined;
    }
    const formatted = this.#formatted(schema.format, random);
    if (formatted !== undefined) return formatted;
    const length = Math.min(Math.max(least, 8), greatest);
    return random.word(length, "abcdefghijklmnopqrstuvwxyz");
  }

  #formatted(format: unknown, random: Seeded): string | undefined {
    const time = this.#clock.now() - random.integer(0, 90) * 86_400_000;
    switch (format) {
      case "date":
        return toDate(time);
      case "date-time":
        return toSeconds(time);
      case "time":
        return toSeconds(time).slice(11);
      case "duration":
        return `P${random.integer(1, 30)}D`;
      case "uuid":
        return random.uuid();
      case "uri":
      case "url":
      case "iri":
      case "uri-reference":
        return `https://example.com/${random.hex(8)}`;
      case "email":
        return `${random.hex(8)}@example.com`;
      case "hostname":
        return "example.com";
      case "ipv4":
        return `192.0.2.${random.integer(1, 254)}`;
      case "ipv6":
        return `2001:db8::${random.hex(3)}`;
      case "byte":
        return btoa(random.hex(6));
      default:
        return undefined;
    }
  }
}

/** The second schema wins where both have a keyword; fields and required names are merged. */
function merge(one: Schema, other: Schema): Schema {
  const both = { ...one, ...other };
  if (isObject(one.properties) && isObject(other.properties)) {
    const shared = Object.keys(one.properties).filter(
      (name) => dig(other.properties, name) !== undefined,
    );
    const fields = shared.map((name) => [
      name,
      { allOf: [dig(one.properties, name), dig(other.properties, name)] },
    ]);
    both.properties = { ...one.properties, ...other.properties, ...Object.fromEntries(fields) };
  }
  if (Array.isArray(one.required) && Array.isArray(other.required))
    both.required = [...new Set<unknown>(one.required.concat(other.required))];
  return both;
}

/** The value of the discriminator field for the chosen alternative. */
function kindOf(
  discriminator: unknown,
  chosen: unknown,
): { property: string; value: string } | undefined {
  const property = dig(discriminator, "propertyName");
  const reference = dig(chosen, "$ref");
  if (typeof property !== "string" || typeof reference !== "string") return undefined;
  const mapping = dig(discriminator, "mapping");
  const name = reference.split("/").at(-1) ?? "";
  const found = Object.entries(isObject(mapping) ? mapping : {}).find(
    ([, target]) => target === reference || target === name,
  );
  return { property, value: found?.[0] ?? name };
}

function typeOf(schema: Schema): string {
  const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  const [type] = types.filter((each) => typeof each === "string" && each !== "null");
  if (typeof type === "string") return type;
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return "object";
  if (schema.items !== undefined) return "array";
  return types.includes("null") ? "null" : "string";
}

function allowsNull(schema: unknown): boolean {
  const type = dig(schema, "type");
  const parts: unknown = dig(schema, "anyOf") ?? dig(schema, "oneOf");
  return (
    (Array.isArray(type) && type.includes("null")) ||
    (Array.isArray(parts) && parts.some((part) => dig(part, "type") === "null"))
  );
}

function unescape(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A contract contains JSON only; anything else comes from another realm. */
function toJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each)]));
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  return isScalar ? (value as string | number | boolean) : null;
}
