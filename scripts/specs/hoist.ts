import { byCodePoint, isObject, type Json, type JsonObject, sameJson, textsAt } from "./json.js";
import { discriminatorOf } from "./discriminator.js";
import { grammar } from "./grammar.js";
import { plainKeywords, PLAIN_KEYWORDS, resolve, splitAnnotations, withNull } from "./normalize.js";
import type { Findings } from "./findings.js";
import { placeOf } from "./locate.js";
import { SpecsError } from "./problems.js";
import { unusable } from "./unusable.js";
import type { VendorConfig } from "./vendor.js";

const COMPOSITIONS = ["allOf", "anyOf", "oneOf"] as const;
const HANDLED = new Set<string>([
  ...PLAIN_KEYWORDS,
  ...COMPOSITIONS,
  ...(grammar.schema.prose ?? []),
  "nullable",
  // Where there are no alternatives it tells nothing apart that the contract has.
  "discriminator",
  // They hold what a $ref may lead to, and say nothing themselves.
  "$defs",
  "definitions",
  "$schema",
  "required",
  "properties",
  "items",
  "additionalProperties",
]);
/** Deep enough for any honest schema. */
const MAX_DEPTH = 64;

/** So many schemas no honest selection of operations has; references that multiply do. */
const MAX_VISITS = 100_000;
/** Nor do their values come to so many characters. */
const MAX_WEIGHT = 16 * 1024 * 1024;

const KEEP = "name those to keep, under fields in vendor.yaml";

/** Where a schema stands, and what has been entered on the way to it. */
interface Position {
  readonly document: JsonObject;
  readonly place: string;
  readonly inside: readonly (Json | undefined)[];
  /** The schema as it was read. */
  readonly identity?: Json | undefined;
}

/**
 * Resolves every `$ref` of the kept operations and hoists the objects met, by place, under the names
 * that vendor.yaml gives. So a description that inlines and one that refers come out the same.
 */
export class Hoister {
  readonly schemas = new Map<string, JsonObject>();
  readonly #entered = new Map<string, Set<Json | undefined>>();
  readonly #firstPlace = new Map<string, string>();
  readonly #usedPlaces = new Set<string>();
  readonly #usedFields = new Set<string>();
  readonly #passed = new Set<string>();
  #visits = 0;
  #weight = 0;

  constructor(readonly findings: Findings) {}

  get vendor(): VendorConfig {
    return this.findings.vendor;
  }

  /** The schema at `place` in normal form: a reference to a hoisted one, or itself. */
  hoist(document: JsonObject, schema: Json | undefined, place: string): JsonObject {
    return this.#visit(schema, { document, place, inside: [] });
  }

  /** An operation that is gone, and accepted: what vendor.yaml says of it alone may meet nothing. */
  pass(operationId: string): void {
    this.#passed.add(operationId);
  }

  /** What of vendor.yaml has met nothing is a typo, or gone from the description. */
  reportUnused(): void {
    for (const place of this.vendor.schemas.keys()) {
      if (!this.#usedPlaces.has(place) && !this.#isPassed(place)) {
        this.findings.add(
          `${this.vendor.at("schemas", place)}: place "${place}" matches nothing in the description`,
        );
      }
    }
    for (const name of this.vendor.fields.keys()) {
      if (!this.#usedFields.has(name) && !this.#isPassed(name)) {
        this.findings.add(
          `${this.vendor.at("fields", name)}: there is no schema ${name} to keep fields of`,
        );
      }
    }
  }

  #isPassed(place: string): boolean {
    const [root = ""] = place.split(/[.[{|]/);
    if (this.#passed.has(root)) return true;
    const names = new Set(this.vendor.schemas.values());
    return this.#passed.size > 0 && names.has(root) && !this.schemas.has(root);
  }

  #visit(node: Json | undefined, position: Position): JsonObject {
    const { document, place, inside } = position;
    this.#visits += 1;
    if (this.#visits > MAX_VISITS) {
      const at = placeOf(document, node);
      throw new SpecsError(`${at}${place}: its schemas refer to more than ${MAX_VISITS} others`);
    }
    const { schema, nullable, identity } = resolve(document, node, place);
    const name = this.#nameOf(place);
    if (name !== undefined) {
      const { annotations, rest } = splitAnnotations(schema);
      this.#build(name, rest, identity, position);
      const reference: JsonObject = { $ref: `#/components/schemas/${name}` };
      return {
        ...(nullable ? { anyOf: [reference, { type: "null" }] } : reference),
        ...annotations,
      };
    }
    if (inside.length > MAX_DEPTH) {
      this.#refuse(position, `the schema at "${place}" is nested deeper than ${MAX_DEPTH} levels`);
      return {};
    }
    if (inside.includes(identity)) {
      this.findings.add(
        `${this.vendor.at("schemas")}: the schema at "${place}" contains itself: name that place`,
      );
      return {};
    }
    if (wantsName(schema)) {
      this.findings.add(
        `${this.vendor.at("schemas")}: the object at "${place}" has no name: add ` +
          `"${place}: ${suggestedName(node)}"`,
      );
      // What is inside goes by that name: its places cannot be said yet.
      return {};
    }
    const body = this.#body(schema, { ...position, identity, inside: [...inside, identity] });
    return nullable ? withNull(body) : body;
  }

  #build(name: string, schema: JsonObject, identity: Json | undefined, position: Position): void {
    const entered = this.#entered.get(name) ?? new Set();
    // Met inside itself, or met before: nothing new can come of it.
    if (entered.has(identity)) return;
    this.#entered.set(name, entered.add(identity));
    const body = this.#body(schema, { ...position, identity, place: name, inside: [] });
    const known = this.schemas.get(name);
    if (known === undefined) {
      this.schemas.set(name, body);
      this.#firstPlace.set(name, position.place);
    } else if (!sameJson(known, body)) {
      const first = this.#firstPlace.get(name) ?? name;
      this.findings.add(
        `${this.vendor.at("schemas", position.place)}: ${name} has one shape at "${first}" and another at ` +
          `"${position.place}" (${differenceOf(known, body)}): give them two names`,
      );
    }
  }

  #body(schema: JsonObject, position: Position): JsonObject {
    const { place } = position;
    const child = (suffix: string): Position => ({ ...position, place: `${place}${suffix}` });
    const body = plainKeywords(schema);
    this.#refuseUnknown(schema, position);
    this.#weigh(body, position);

    const fields = this.vendor.fields.get(place);
    const properties = schema.properties;
    if (properties !== undefined && !isObject(properties))
      this.#refuse(position, `the properties of "${place}" are no object`, ["properties"]);
    if (isObject(properties)) {
      if (fields) this.#checkFields(place, fields, properties);
      const kept = Object.entries(properties).filter(([key]) => fields?.includes(key) ?? true);
      for (const [key] of kept) {
        const problem = unusable(key);
        if (problem !== undefined)
          this.#refuse(position, `a field of "${place}" ${problem}: ${KEEP}`, ["properties", key]);
      }
      const visited = kept.map(([key, value]) => [key, this.#visit(value, child(`.${key}`))]);
      if (visited.length > 0) body.properties = Object.fromEntries(visited) as JsonObject;
    }
    const required = textsAt(schema, "required").filter((key) => fields?.includes(key) ?? true);
    if (required.length > 0) body.required = required.sort(byCodePoint);
    if (schema.items !== undefined) body.items = this.#visit(schema.items, child("[]"));
    const additional = schema.additionalProperties;
    if (additional === false) body.additionalProperties = false;
    else if (isObject(additional)) {
      const values = this.#visit(additional, child("{}"));
      // Values of any kind are what goes without saying.
      if (Object.keys(values).length > 0) body.additionalProperties = values;
    }
    for (const key of COMPOSITIONS) {
      const parts = schema[key];
      if (!Array.isArray(parts)) continue;
      body[key] = parts.map((part, index) => this.#visit(part, child(`|${index}`)));
    }
    const discriminator = discriminatorOf(position.document, schema, body, (problem) => {
      this.findings.add(`${this.vendor.at("schemas")}: the discriminator at "${place}" ${problem}`);
    });
    return { ...body, ...(discriminator && { discriminator }) };
  }

  #checkFields(name: string, fields: readonly string[], properties: JsonObject): void {
    this.#usedFields.add(name);
    for (const field of fields) {
      if (!Object.hasOwn(properties, field) && !this.findings.leavesOut) {
        this.findings.add(`${this.vendor.at("fields", name)}: ${name} has no field "${field}"`);
      }
    }
  }

  /** What the vendor alone can change, or a line of vendor.yaml leave out. */
  #refuse({ document, identity }: Position, problem: string, below: readonly string[] = []): void {
    this.findings.add(`${placeOf(document, identity, below)}${problem}`);
  }

  #weigh(body: JsonObject, { document, identity, place }: Position): void {
    this.#weight += JSON.stringify(body).length;
    if (this.#weight > MAX_WEIGHT)
      throw new SpecsError(
        `${placeOf(document, identity)}${place}: with it, enums and defaults come to more than a contract can hold`,
      );
  }

  #refuseUnknown(schema: JsonObject, { document, identity, place }: Position): void {
    for (const key of Object.keys(schema)) {
      if (HANDLED.has(key) || key.startsWith("x-")) continue;
      this.findings.report(
        "keyword",
        `${place} ${key}`,
        `${placeOf(document, identity, [key])}"${place}" uses the schema keyword "${key}", which is not supported; accept the keyword ` +
          `"${place} ${key}" to go without it`,
      );
    }
  }

  #nameOf(place: string): string | undefined {
    const exact = this.vendor.schemas.get(place);
    if (exact !== undefined) {
      this.#usedPlaces.add(place);
      return exact;
    }
    const status = /^[A-Za-z0-9]+\.(\d{3})$/.exec(place)?.[1];
    if (status === undefined) return undefined;
    for (const [pattern, name] of this.vendor.schemas) {
      if (!pattern.startsWith("*.")) continue;
      if (
        pattern
          .slice(2)
          .split("|")
          .some((code) => matchesStatus(code, status))
      ) {
        this.#usedPlaces.add(pattern);
        return name;
      }
    }
    return undefined;
  }
}

/** Whether a schema is one that the generators want a name for. */
function wantsName(schema: JsonObject): boolean {
  const { properties } = schema;
  if (isObject(properties) && Object.keys(properties).length > 0) return true;
  return COMPOSITIONS.some((key) => Array.isArray(schema[key]));
}

/** The vendor's own name, as far as it is one. */
function suggestedName(node: Json | undefined): string {
  const reference = isObject(node) && typeof node.$ref === "string" ? node.$ref : "";
  const words = (reference.split("/").at(-1) ?? "").split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z]/.test(name) ? name : "SomeName";
}

/** `404` matches itself, `4XX` every status of its hundred. */
function matchesStatus(pattern: string, status: string): boolean {
  return pattern === status || (pattern.endsWith("XX") && status.startsWith(pattern.charAt(0)));
}

/** The first keys in which two shapes differ, for the message. */
function differenceOf(a: JsonObject, b: JsonObject): string {
  const differing = (x: JsonObject, y: JsonObject): string[] =>
    [...new Set([...Object.keys(x), ...Object.keys(y)])].filter(
      (key) => !sameJson(x[key] ?? null, y[key] ?? null),
    );
  const [aProperties, bProperties] = [a.properties, b.properties];
  const inFields =
    isObject(aProperties) && isObject(bProperties) ? differing(aProperties, bProperties) : [];
  const names = inFields.length > 0 ? inFields.map((key) => `field ${key}`) : differing(a, b);
  return names.slice(0, 3).join(", ");
}
