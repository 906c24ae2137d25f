import {
  byCodePoint,
  isObject,
  type Json,
  type JsonObject,
  sameJson,
  textsAt,
} from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { placeOf } from "../read/locate.js";
import type { VendorConfig } from "../vendor.js";
import { discriminatorOf, discriminatedUnion } from "./discriminator.js";
import { fieldsOf } from "./fields.js";
import type { Findings } from "./findings.js";
import { KEYWORDS } from "./intersect.js";
import { type NameMemory, SchemaNames } from "./names.js";
import type { PinnedParameters } from "./pinned.js";
import { plainKeywords, splitAnnotations, widen, withNull } from "./normalize.js";
import { resolve, type Resolved } from "./resolve.js";
import { COMPOSITIONS, containsItself, differenceOf, wantsName } from "./shapes.js";
import { isValid } from "./valid.js";

const HANDLED = new Set<string>([
  ...KEYWORDS,
  ...COMPOSITIONS,
  "nullable",
  // Without alternatives, it distinguishes nothing in the contract.
  "discriminator",
  // They contain the targets of $refs.
  ...["$defs", "definitions", "$schema"],
]);
/** Deep enough for any real schema. */
const MAX_DEPTH = 64;
/** More schemas than any real one leads through, and fewer than the stack holds. */
const MAX_LEVELS = 500;

/** More schemas than any real selection of operations has; multiplying references exceed it. */
const MAX_VISITS = 100_000;
/** More characters than the values of any real selection have. */
const MAX_WEIGHT = 16 * 1024 * 1024;

/** A schema's place, and the schemas on the path to it. */
interface Position {
  readonly document: JsonObject;
  readonly place: string;
  readonly inside: readonly (Json | undefined)[];
  /** The schemas that lead here and have a name, from the outside. */
  readonly named: ReadonlyMap<Json | undefined, string>;
  readonly level: number;
  /** The schema as it was read. */
  readonly identity?: Json | undefined;
}

/** An example of the vendor's: read to check its schema, never written. */
export interface DeclaredExample {
  readonly place: string;
  readonly value: Json;
  readonly schema: JsonObject;
}

/**
 * Resolves every `$ref` of the kept operations and hoists their objects, with names that don't depend on
 * how the description is written. Whether a description inlines or references a schema makes no
 * difference.
 */
export class Hoister {
  readonly schemas = new Map<string, JsonObject>();
  readonly examples: DeclaredExample[] = [];
  readonly names: SchemaNames;
  readonly #entered = new Map<string, Set<Json | undefined>>();
  /** What a schema is called instead of a name that another shape has. */
  readonly #renamed = new Map<Json | undefined, Map<string, string>>();
  #visits = 0;
  #weight = 0;

  constructor(
    readonly findings: Findings,
    readonly memory: NameMemory,
    /** The parameters that the client sends with every request, by `in name`. */
    readonly pinned: PinnedParameters,
  ) {
    this.names = new SchemaNames(findings.vendor, memory);
  }

  get vendor(): VendorConfig {
    return this.findings.vendor;
  }

  /** The schema at `place` in normal form: a reference to a hoisted one, or itself. */
  hoist(document: JsonObject, schema: Json | undefined, place: string): JsonObject {
    return this.#visit(schema, { document, place, inside: [], named: new Map(), level: 0 });
  }

  #visit(node: Json | undefined, position: Position): JsonObject {
    const { document, place, level } = position;
    this.#visits += 1;
    if (this.#visits > MAX_VISITS || level > MAX_LEVELS) {
      const excess =
        level > MAX_LEVELS
          ? `it is ${level} levels deep in other schemas`
          : `its schemas refer to more than ${MAX_VISITS} others`;
      throw new UserError(`${placeOf(document, node)}${place}: ${excess}`);
    }
    const found = resolve(document, node, place, (problem) => {
      this.findings.notice(problem);
    });
    const schema = discriminatedUnion(document, found.schema, found.identity) ?? found.schema;
    const result = this.#enter({ ...found, schema }, position);
    const { example, examples } = found.schema;
    for (const value of [example, ...(Array.isArray(examples) ? examples : [])])
      if (value !== undefined) this.examples.push({ place, value, schema: result });
    return result;
  }

  #enter(found: Resolved, position: Position): JsonObject {
    const { document, place, inside } = position;
    const { schema, nullable, identity } = found;
    const override = this.names.override(place);
    if (override !== undefined && found.reference !== undefined)
      this.memory.learn(identity, override, true);
    const needsName = wantsName(schema) || inside.includes(identity);
    if (override !== undefined || needsName || containsItself(document, found)) {
      const name = override ?? this.names.assign(place, found, position.named.get(identity));
      const { annotations, rest } = splitAnnotations(schema);
      const given = this.#build(name, rest, found, position);
      const reference: JsonObject = { $ref: `#/components/schemas/${given}` };
      return {
        ...(nullable ? { anyOf: [reference, { type: "null" }] } : reference),
        ...this.#plain(annotations, place),
      };
    }
    if (inside.length > MAX_DEPTH) {
      this.#refuse(position, `the schema at "${place}" is nested deeper than ${MAX_DEPTH} levels`);
      return {};
    }
    const body = this.#body(schema, { ...position, identity, inside: [...inside, identity] });
    return widen(nullable ? withNull(body) : body, this.vendor.widened.get(place));
  }

  /** @returns the name; a different one if a fixed name already has another shape */
  #build(name: string, schema: JsonObject, found: Resolved, position: Position): string {
    const { identity } = found;
    const renamed = this.#renamed.get(identity)?.get(name);
    if (renamed !== undefined) {
      this.names.assigned.set(position.place, renamed);
      return this.#build(renamed, schema, found, position);
    }
    const entered = this.#entered.get(name) ?? new Set();
    // Recursive, or processed before: its shape is known.
    if (entered.has(identity)) return name;
    this.#entered.set(name, entered.add(identity));
    const named = new Map([...position.named, [identity, name]]);
    const body = this.#body(schema, { ...position, identity, place: name, inside: [], named });
    const known = this.schemas.get(name);
    if (known === undefined) this.schemas.set(name, body);
    if (known === undefined || sameJson(known, body)) return name;
    if (this.names.contest(name)) return name;
    const other = this.names.instead(position.place, found);
    this.findings.notice(
      `${this.vendor.at("schemas", position.place)}: "${position.place}" has another shape than ` +
        `${name} (${differenceOf(known, body)}): it's called ${other}`,
    );
    this.#renamed.set(
      identity,
      (this.#renamed.get(identity) ?? new Map<string, string>()).set(name, other),
    );
    return this.#build(other, schema, found, position);
  }

  #body(schema: JsonObject, position: Position): JsonObject {
    const { place } = position;
    const child = (suffix: string): Position => ({
      ...position,
      place: `${place}${suffix}`,
      level: position.level + 1,
    });
    const body = this.#plain(schema, place);
    this.#noticeUnknown(schema, position);
    this.#weigh(body, position);

    const fields = fieldsOf(schema, place, this.findings, (problem, ...below) => {
      this.#refuse(position, problem, below);
    });
    const entries = fields.map(([key, value]) => [key, this.#visit(value, child(`.${key}`))]);
    if (entries.length > 0) body.properties = Object.fromEntries(entries) as JsonObject;
    const kept = this.vendor.fields.get(place);
    const required = [...new Set(textsAt(schema, "required"))].filter(
      (key) => isValid("wireName", key) && (kept?.includes(key) ?? true),
    );
    if (required.length > 0) body.required = required.sort(byCodePoint);
    if (schema.items !== undefined) body.items = this.#visit(schema.items, child("[]"));
    const additional = schema.additionalProperties;
    if (additional === false) body.additionalProperties = false;
    else if (isObject(additional)) {
      const values = this.#visit(additional, child("{}"));
      // An empty schema is the default.
      if (Object.keys(values).length > 0) body.additionalProperties = values;
    }
    for (const key of COMPOSITIONS) {
      const parts = schema[key];
      if (!Array.isArray(parts)) continue;
      body[key] = parts.map((part, index) => this.#visit(part, child(`|${index}`)));
    }
    const discriminator = discriminatorOf(position.document, schema, body, (problem) => {
      this.findings.notice(`the discriminator at "${place}" ${problem}`);
    });
    return { ...body, ...(discriminator && { discriminator }) };
  }

  #plain(schema: JsonObject, place: string): JsonObject {
    return plainKeywords(schema, (problem) => {
      this.findings.notice(`"${place}": ${problem}`);
    });
  }

  /** A finding that only the vendor, or a line of vendor.yaml, can resolve. */
  #refuse({ document, identity }: Position, problem: string, below: readonly string[] = []): void {
    this.findings.add(`${placeOf(document, identity, below)}${problem}`);
  }

  #weigh(body: JsonObject, { document, identity, place }: Position): void {
    this.#weight += JSON.stringify(body).length;
    if (this.#weight > MAX_WEIGHT)
      throw new UserError(
        `${placeOf(document, identity)}${place}: with it, enums and defaults exceed the size limit of a contract`,
      );
  }

  #noticeUnknown(schema: JsonObject, { place }: Position): void {
    for (const key of Object.keys(schema)) {
      if (HANDLED.has(key) || key.startsWith("x-")) continue;
      this.findings.report(
        "keyword",
        `${place} ${key}`,
        `"${place}" uses the schema keyword "${key}", which a contract can't express: it's left out`,
      );
    }
  }
}
