import {
  byCodePoint,
  isObject,
  type Json,
  type JsonObject,
  sameJson,
  textsAt,
} from "../../common/json.js";
import { discriminatorOf } from "./discriminator.js";
import { GivenNames, suggestedName } from "./given-names.js";
import { grammar } from "./grammar.js";
import { plainKeywords, PLAIN_KEYWORDS, resolve, splitAnnotations, withNull } from "./normalize.js";
import type { Findings } from "./findings.js";
import { placeOf } from "../read/locate.js";
import { UserError } from "../../common/user-error.js";
import { unusable } from "./unusable.js";
import type { VendorConfig } from "../vendor.js";

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
  readonly names: GivenNames;
  readonly #entered = new Map<string, Set<Json | undefined>>();
  readonly #firstPlace = new Map<string, string>();
  #visits = 0;
  #weight = 0;

  constructor(readonly findings: Findings) {
    this.names = new GivenNames(findings);
  }

  get vendor(): VendorConfig {
    return this.findings.vendor;
  }

  /** The schema at `place` in normal form: a reference to a hoisted one, or itself. */
  hoist(document: JsonObject, schema: Json | undefined, place: string): JsonObject {
    return this.#visit(schema, { document, place, inside: [] });
  }

  #visit(node: Json | undefined, position: Position): JsonObject {
    const { document, place, inside } = position;
    this.#visits += 1;
    if (this.#visits > MAX_VISITS) {
      const at = placeOf(document, node);
      throw new UserError(`${at}${place}: its schemas refer to more than ${MAX_VISITS} others`);
    }
    const { schema, nullable, identity } = resolve(document, node, place);
    const name = this.names.nameOf(place);
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

    const properties = schema.properties;
    if (properties !== undefined && !isObject(properties))
      this.#refuse(position, `the properties of "${place}" are no object`, ["properties"]);
    const fields = this.names.keptFields(place, isObject(properties) ? properties : undefined);
    if (isObject(properties)) {
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

  /** What the vendor alone can change, or a line of vendor.yaml leave out. */
  #refuse({ document, identity }: Position, problem: string, below: readonly string[] = []): void {
    this.findings.add(`${placeOf(document, identity, below)}${problem}`);
  }

  #weigh(body: JsonObject, { document, identity, place }: Position): void {
    this.#weight += JSON.stringify(body).length;
    if (this.#weight > MAX_WEIGHT)
      throw new UserError(
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
}

/** Whether a schema is one that the generators want a name for. */
function wantsName(schema: JsonObject): boolean {
  const { properties } = schema;
  if (isObject(properties) && Object.keys(properties).length > 0) return true;
  return COMPOSITIONS.some((key) => Array.isArray(schema[key]));
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
