import { kindsUnder, type Kind } from "../select/grammar.js";
import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import { lookUp } from "../read/pointer.js";
import { escapeKey } from "../../common/json-pointer.js";

type Random = () => number;

/** Meaningless texts, by place. */
const PROSE: Partial<Record<Kind, JsonObject>> = {
  info: { description: "Noise.", contact: { name: "Noise" }, version: "9" },
  pathItem: { summary: "Noise", description: "Noise." },
  operation: { summary: "Noise", operationId: "noise", tags: ["Noise"], "x-noise": "Noise." },
  parameter: { description: "Noise.", example: "noise", "x-noise": [1] },
  requestBody: { description: "Noise." },
  response: { description: "Noise.", "x-noise": { a: 1 } },
  mediaType: { example: { noise: 1 }, examples: { noise: { value: 1 } } },
  schema: {
    title: "Noise",
    description: "Noise.",
    example: "noise",
    examples: ["noise"],
    externalDocs: { url: "https://noise.test" },
    deprecated: false,
    readOnly: false,
    "x-noise": "Noise.",
  },
};

/** How often each kind of noise was added, so that a test can check that there was any. */
export type Tally = Map<string, number>;

/**
 * An equivalent description: other prose, spelling and order, schemas moved behind a `$ref` or out of
 * it, and additional unused operations, servers and schemas.
 */
export class Noise {
  readonly #random: Random;
  readonly #extracted: JsonObject = {};
  readonly #version2: boolean;

  constructor(
    readonly document: JsonObject,
    seed: number,
    readonly tally: Tally,
  ) {
    this.#random = randomFrom(seed);
    this.#version2 = document.swagger !== undefined;
  }

  make(): JsonObject {
    const noisy = this.#change(this.document, "document") as JsonObject;
    const unwanted = {
      operationId: "noise",
      servers: [{ url: "https://noise.test" }],
      parameters: [{ $ref: "noise.yaml#/Noise" }],
      responses: {
        "200": { content: { "text/plain": { schema: { not: { $ref: "gone.yaml" } } } } },
      },
    };
    const paths = { "/noise": { get: unwanted }, ...objectAt(noisy, "paths") };
    const unused = { Noise: { type: "object", unevaluatedProperties: false } };
    const schemas = this.#version2
      ? { definitions: { ...objectAt(noisy, "definitions"), ...unused, ...this.#extracted } }
      : {
          openapi: this.#once(0.5) ? "3.0.3" : "3.1.0",
          components: {
            ...objectAt(noisy, "components"),
            schemas: {
              ...objectAt(objectAt(noisy, "components"), "schemas"),
              ...unused,
              ...this.#extracted,
            },
          },
        };
    return this.#shuffle({ ...noisy, paths, ...schemas }) as JsonObject;
  }

  #once(chance: number): boolean {
    return this.#random() < chance;
  }

  #did(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  #change(node: Json, kind: Kind): Json {
    if (!isObject(node)) return node;
    let changed: JsonObject = Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const { list, map, one } = kindsUnder(kind, key);
        if (Array.isArray(value) && list)
          return [key, value.map((each) => this.#change(each, list))];
        if (isObject(value) && map)
          return [key, mapValues(value, (each) => this.#change(each, map))];
        return [key, one ? this.#change(value, one) : value];
      }),
    );
    if (kind === "schema") changed = this.#respell(this.#move(changed));
    const prose = Object.entries(PROSE[kind] ?? {}).filter(
      ([key]) => (changed[key] === undefined || key === "tags") && this.#once(0.1),
    );
    if (prose.length > 0) this.#did(`prose of a ${kind}`);
    return { ...changed, ...Object.fromEntries<Json>(prose) };
  }

  /** Moved behind a reference, or out of one. */
  #move(schema: JsonObject): JsonObject {
    const { $ref } = schema;
    if (typeof $ref === "string") {
      const target = lookUp(this.document, $ref);
      const alone = Object.keys(schema).length === 1;
      if (
        alone &&
        isObject(target) &&
        !JSON.stringify(target).includes('"$ref"') &&
        this.#once(0.2)
      ) {
        this.#did("inlined");
        return structuredClone(target);
      }
      if (!this.#once(0.1)) return schema;
      this.#did("wrapped");
      return { allOf: [schema] };
    }
    if (!this.#once(0.05)) return schema;
    this.#did("moved behind a $ref");
    const name = `Noise/${Object.keys(this.#extracted).length}~`;
    this.#extracted[name] = schema;
    const section = this.#version2 ? "definitions" : "components/schemas";
    return { $ref: `#/${section}/${escapeKey(name)}` };
  }

  /** In another version of the format. */
  #respell(schema: JsonObject): JsonObject {
    const { type, nullable, minimum, enum: values, ...others } = schema;
    if (Array.isArray(type) && type.length === 2 && type.includes("null") && this.#once(0.5)) {
      this.#did("null as in 3.0");
      const only = type.find((each) => each !== "null") ?? "null";
      return { ...schema, type: only, [this.#version2 ? "x-nullable" : "nullable"]: true };
    }
    if (nullable === true && typeof type === "string" && this.#once(0.5)) {
      this.#did("null as in 3.1");
      const plain = Object.entries(schema).filter(([key]) => key !== "nullable");
      const both = this.#once(0.5) ? ["null", type] : [type, "null"];
      return { ...Object.fromEntries<Json>(plain), type: both };
    }
    if (typeof minimum === "number" && this.#once(0.5)) {
      this.#did("a limit with 3.0's flag");
      return { ...schema, exclusiveMinimum: false };
    }
    if (Array.isArray(values) && values.length === 1 && this.#once(0.5)) {
      this.#did("an only value as a constant");
      return { ...others, ...(type !== undefined && { type }), const: values[0] ?? null };
    }
    return schema;
  }

  /** Keys in another order, and lists whose order has no meaning. */
  #shuffle(node: Json): Json {
    if (Array.isArray(node)) return node.map((each) => this.#shuffle(each));
    if (!isObject(node)) return node;
    const ranked = Object.keys(node).map((key) => [this.#random(), key] as const);
    return Object.fromEntries(
      ranked
        .sort(([a], [b]) => a - b)
        .map(([, key]) => {
          const value = node[key] ?? null;
          const isSet = key === "required" && Array.isArray(value) && this.#once(0.5);
          return [key, isSet ? [...value].reverse() : this.#shuffle(value)];
        }),
    );
  }
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Mulberry32: the same seed, the same numbers. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
