import type { Cursor } from "../contract/cursor.js";
import { isObject, type Json } from "../../common/json.js";
import { common, merge, placeOf, unionsOf } from "./merge.js";
import { referenceOf } from "../contract/sides.js";
import { typeNames } from "../view/type.js";

/** Core's `Shape`, with references to constants by name. */
export type ShapeNode =
  | string
  | { readonly name: string }
  | { readonly items: ShapeNode }
  | { readonly anyOf: readonly ShapeNode[] }
  | ObjectNode;

interface ObjectNode {
  readonly required: readonly string[];
  readonly fields: ReadonlyMap<string, ShapeNode>;
  readonly values: ShapeNode | undefined;
}

/** The side of the schemas: a field can belong to one of them only. */
export type Side = "request" | "response";

const own = ["type", "enum", "const", "properties", "required", "additionalProperties", "items"];
const unions = ["oneOf", "anyOf"];
const kinds = ["null", "boolean", "number", "string", "array", "object"];

/** Kinds that are checked only to tell alternatives apart. */
const free = ["json", "null", "boolean", "string"];

/** Beyond this many combinations of unions, alternatives aren't told apart. */
const most = 64;

/** The shapes of one side of a contract, and the constants that they need. */
export class Shapes {
  /** By name. */
  readonly constants = new Map<string, ShapeNode>();
  readonly #side: Side;
  readonly #taken: ReadonlyMap<string, unknown>;
  readonly #known = new Map<string, ShapeNode>();
  /** Shapes in progress by place, with the name of their constant once they need one. */
  readonly #open = new Map<string, string | undefined>();

  /** @param taken Names that are constants already. */
  constructor(side: Side, taken: ReadonlyMap<string, unknown> = new Map()) {
    this.#side = side;
    this.#taken = taken;
  }

  /** The shape of a value that matches one of the schemas. */
  oneOf(schemas: readonly Cursor[]): ShapeNode {
    return anyOf(schemas.map((each) => this.of([each])));
  }

  /** The shape of a value that matches all the schemas. */
  of(schemas: readonly Cursor[]): ShapeNode {
    const merged = merge(schemas, [...own, ...unions]);
    const key = merged.map(placeOf).sort().join("\n\n");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(key)) {
      // Recursive and unnamed. No schema's name contains an underscore.
      const name = this.#open.get(key) ?? `Recursive_${this.constants.size + this.#open.size}`;
      this.#open.set(key, name);
      return { name };
    }
    const [one, ...others] = schemas;
    const given = one && others.length === 0 ? nameOf(one) : undefined;
    const taken = given !== undefined && this.#taken.has(given);
    this.#open.set(key, taken ? `${given}_${this.#side}` : given);
    let shape = this.#combine(merged.filter(hasOwn), unionsOf(merged));
    const name = this.#open.get(key);
    this.#open.delete(key);
    if (name !== undefined && typeof shape === "object" && !("name" in shape)) {
      this.constants.set(name, shape);
      shape = { name };
    }
    this.#known.set(key, shape);
    return shape;
  }

  /** The shape of a part, where scalars other than numbers aren't checked. */
  #part(schemas: readonly Cursor[]): ShapeNode {
    const shape = this.of(schemas);
    if (typeof shape === "string") return free.includes(shape) ? "json" : shape;
    const each = "name" in shape ? this.constants.get(shape.name) : shape;
    const alternatives = typeof each === "object" && "anyOf" in each ? each.anyOf : [shape];
    const all = alternatives.every((one) => typeof one === "string" && free.includes(one));
    return all ? "json" : shape;
  }

  #combine(facts: readonly Cursor[], lists: readonly (readonly Cursor[])[]): ShapeNode {
    const [first, ...rest] = lists;
    const combinations = lists.reduce((product, list) => product * list.length, 1);
    if (!first || combinations > most) return this.#single(facts);
    if (facts.length === 0 && rest.length === 0) return anyOf(first.map((each) => this.of([each])));
    return anyOf(
      first.map((each) => {
        const merged = merge([each], [...own, ...unions]);
        return this.#combine([...facts, ...merged.filter(hasOwn)], [...unionsOf(merged), ...rest]);
      }),
    );
  }

  #single(facts: readonly Cursor[]): ShapeNode {
    const allowed = common(facts.map(kindsOf));
    // Kinds that exclude each other would allow nothing, which no service intends.
    if (!allowed?.length) return "json";
    return anyOf(
      kinds
        .filter((kind) => allowed.includes(kind))
        .map((kind) =>
          kind === "array" ? this.#array(facts) : kind === "object" ? this.#object(facts) : kind,
        ),
    );
  }

  #array(facts: readonly Cursor[]): ShapeNode {
    const items = facts.flatMap((schema) => schema.find("items") ?? []);
    const shape = items.length === 0 ? "json" : this.#part(items);
    const mixed = facts.some((schema) => schema.find("prefixItems"));
    return shape === "json" || mixed ? "array" : { items: shape };
  }

  #object(facts: readonly Cursor[]): ShapeNode {
    const properties = new Map<string, Cursor[]>();
    for (const property of facts.flatMap((schema) => schema.find("properties")?.entries() ?? [])) {
      properties.set(property.key, [...(properties.get(property.key) ?? []), property]);
    }
    const elsewhere = this.#side === "request" ? "readOnly" : "writeOnly";
    const isElsewhere = (name: string): boolean =>
      merge(properties.get(name) ?? [], [elsewhere]).some(
        (each) => each.get(elsewhere).value === true,
      );
    const names = facts.flatMap((schema) => schema.find("required")?.texts() ?? []);
    const required = [...new Set(names)].filter((name) => !isElsewhere(name));
    const maps = facts.flatMap((schema) => {
      const each = schema.find("additionalProperties");
      return each && isObject(each.value) ? [each] : [];
    });
    const shape = maps.length === 0 ? "json" : this.#part(maps);
    const values = shape === "json" ? undefined : shape;
    const fields = new Map(
      [...properties]
        .map(([name, each]) => [name, this.#part(each)] as const)
        // A declared field isn't one of the additional ones, even if it allows anything.
        .filter(([, each]) => each !== "json" || values !== undefined),
    );
    const checks = required.length > 0 || fields.size > 0 || values !== undefined;
    return checks ? { required, fields, values } : "object";
  }
}

const hasOwn = (schema: Cursor): boolean => own.some((key) => schema.find(key));

/** The name of a schema that is only a reference. */
function nameOf(schema: Cursor): string | undefined {
  if ([...own, ...unions].some((key) => schema.find(key))) {
    const isNamed = schema.pointer.length === 3 && schema.pointer[0] === "components";
    return isNamed ? schema.key : undefined;
  }
  const target = schema.target();
  return target && (nameOf(target) ?? referenceOf(schema.object()));
}

/** Which kinds of JSON a schema allows by itself. */
function kindsOf(schema: Cursor): readonly string[] {
  const types = typeNames(schema);
  if (types.length > 0) return types.map((name) => (name === "integer" ? "number" : name));
  const constant = schema.find("const")?.value;
  const members = constant === undefined ? schema.find("enum")?.value : [constant];
  if (Array.isArray(members)) return members.map(kindOf);
  // A schema that declares an object's fields is an object's.
  return schema.find("items") ? ["array"] : ["object"];
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function anyOf(shapes: readonly ShapeNode[]): ShapeNode {
  const flat = shapes.flatMap((each) =>
    typeof each === "object" && "anyOf" in each ? each.anyOf : [each],
  );
  const distinct = [...new Map(flat.map((each) => [text(each), each])).values()];
  const [only] = distinct;
  if (only === undefined || distinct.includes("json")) return "json";
  return distinct.length === 1 ? only : { anyOf: distinct };
}

const text = (shape: ShapeNode): string =>
  JSON.stringify(shape, (_, value: unknown) => (value instanceof Map ? [...value] : value));
