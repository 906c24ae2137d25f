import type { Json } from "../../common/json.js";
import { besideUnion, collect, PROSE, type Union, typesOf } from "./collect.js";
import { Place } from "./place.js";

/** A schema by its meaning: what holds of a value, and where each of it is said. */
export interface Shape {
  /** What it was made from. */
  readonly sources: readonly Place[];
  /** The outermost place. */
  readonly at: Place;
  readonly parts: readonly Place[];
  /** The named schemas that it is, the outermost first. */
  readonly names: readonly string[];
  readonly nullable: boolean;
  /** Sorted and without null; none: anything. */
  readonly types: readonly string[];
  readonly fields: ReadonlyMap<string, readonly Place[]>;
  readonly required: ReadonlyMap<string, Place>;
  readonly items: readonly Place[];
  /** The values of fields that are not declared. */
  readonly values: readonly Place[];
  /** Where fields that are not declared are refused. */
  readonly closed: Place | undefined;
  /** Its alternatives, each with what holds of all. */
  readonly forms: readonly (readonly Place[])[];
  readonly unions: readonly Union[];
}

/** Keywords that a shape or the comparison of two knows what to do with. */
export const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...PROSE,
  ...["$ref", "allOf", "oneOf", "anyOf", "discriminator", "nullable", "type", "enum", "const"],
  ...["properties", "required", "items", "additionalProperties", "format", "default"],
  ...["deprecated", "readOnly", "writeOnly", "pattern", "multipleOf", "uniqueItems"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"],
]);

/** The schema that some places together give; what an outer one says of a keyword counts. */
export function shapeOf(sources: readonly Place[]): Shape {
  const { parts, unions, names, nullable } = collect(sources);
  const [at] = sources;
  if (!at) throw new Error("a schema stands somewhere");
  const fields = new Map<string, Place[]>();
  const required = new Map<string, Place>();
  for (const part of parts) {
    for (const [name, place] of part.members("properties"))
      fields.set(name, [...(fields.get(name) ?? []), place]);
    for (const item of part.items("required"))
      if (typeof item.value === "string") required.set(item.value, item);
  }
  const additional = parts.flatMap((part) => part.get("additionalProperties") ?? []);
  const [union, another] = unions;
  const beside = union && !another ? parts.flatMap(besideUnion) : [];
  return {
    sources,
    at,
    parts,
    names,
    nullable,
    types: typesOfAll(parts),
    fields,
    required,
    items: parts.flatMap((part) => part.get("items") ?? []).filter(isSchema),
    values: additional.filter(isSchema),
    closed: additional.find(({ value }) => value === false),
    forms: union && !another ? union.members.map((member) => [member, ...beside]) : [],
    unions,
  };
}

/** What the parts say of a keyword, where the outermost that says anything says it. */
export function factOf(shape: Shape, key: string): Place | undefined {
  for (const part of shape.parts) {
    const fact = part.get(key);
    if (fact && !isDefault(key, fact.value)) return fact;
  }
  return undefined;
}

const indexes = new WeakMap<Shape, Map<string, Place[]>>();

/** Whatever the parts say of a keyword that adds to what others say of it, the outermost first. */
export function factsOf(shape: Shape, key: string): Place[] {
  const known = indexes.get(shape) ?? indexOf(shape);
  indexes.set(shape, known);
  return (known.get(key) ?? []).filter(({ value }) => !isDefault(key, value));
}

function indexOf({ parts }: Shape): Map<string, Place[]> {
  const index = new Map<string, Place[]>();
  for (const part of parts) {
    for (const [key, place] of part.members()) {
      const places = index.get(key);
      if (places) places.push(place);
      else index.set(key, [place]);
    }
  }
  return index;
}

/**
 * Where in a shape something would stand that another document has: at the same part of the same
 * named schema, which many may refer to, or else at the shape's own place.
 */
export function placeLike(found: Place | undefined, { at, parts }: Shape): Place {
  const path = found?.path ?? [];
  const same = parts
    .filter((part) => part.path[0] === "components" && part.path.length < path.length)
    .find((part) => part.path.every((key, index) => key === path[index]));
  let place = same && Place.root(at.document);
  for (const key of same ? path : []) {
    const next = place?.get(key);
    if (typeof next?.value !== "object" || next.value === null) break;
    place = next;
  }
  return place ?? at;
}

function isDefault(key: string, value: Json): boolean {
  if (/^min(Length|Items|Properties)$/.test(key)) return value === 0;
  return value === false && key !== "default" && key !== "const";
}

function isSchema({ value }: Place): boolean {
  const says = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return says && !Array.isArray(value);
}

function typesOfAll(parts: readonly Place[]): string[] {
  const lists = parts.flatMap((part) => {
    const types = typesOf(part);
    return types ? [types] : [];
  });
  const both = lists
    .flat()
    .filter((type) => lists.every((types) => types.some((other) => isWithin(type, other))));
  const types = new Set(both);
  if (types.has("number")) types.delete("integer");
  return [...types].sort();
}

/** Every integer is a number. */
function isWithin(type: string, other: string): boolean {
  return type === other || (type === "integer" && other === "number");
}
