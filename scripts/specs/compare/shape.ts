import type { Json } from "../../common/json.js";
import { besideUnion, collect, PROSE, type Union, typesOf } from "./collect.js";
import { Place } from "./place.js";

/** A schema by its meaning: its constraints, and where each is stated. */
export interface Shape {
  readonly sources: readonly Place[];
  /** The outermost place. */
  readonly at: Place;
  readonly parts: readonly Place[];
  /** The named schemas that it is, the outermost first. */
  readonly names: readonly string[];
  readonly nullable: boolean;
  /** Sorted and without null; empty: any type. */
  readonly types: readonly string[];
  readonly fields: ReadonlyMap<string, readonly Place[]>;
  readonly required: ReadonlyMap<string, Place>;
  readonly items: readonly Place[];
  /** The values of fields that are not declared. */
  readonly values: readonly Place[];
  /** Where fields that are not declared are refused. */
  readonly closed: Place | undefined;
  /** Its alternatives, each with the constraints that apply to all. */
  readonly forms: readonly (readonly Place[])[];
  readonly unions: readonly Union[];
  /** All that the parts state, by keyword, the outermost first. */
  readonly facts: ReadonlyMap<string, readonly Place[]>;
}

/** Keywords that the comparison understands. */
export const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...PROSE,
  ...["$ref", "allOf", "oneOf", "anyOf", "discriminator", "nullable", "type", "enum", "const"],
  ...["properties", "required", "items", "additionalProperties", "format", "default"],
  ...["deprecated", "readOnly", "writeOnly", "pattern", "multipleOf", "uniqueItems"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"],
]);

/** The schema that some places make together. */
export function shapeOf(sources: readonly Place[]): Shape {
  const { parts, unions, names, nullable } = collect(sources);
  const [at] = sources;
  if (!at) throw new Error("a schema needs a place");
  const facts = gather(parts.flatMap((part) => [...part.members()]));
  const factsOf = (key: string): readonly Place[] => facts.get(key) ?? [];
  const required = parts.flatMap((part) => part.items("required"));
  const [union, another] = unions;
  const isUnion = union !== undefined && another === undefined;
  const beside = isUnion ? parts.flatMap(besideUnion) : [];
  return {
    sources,
    at,
    parts,
    names,
    nullable,
    types: typesOfAll(parts),
    fields: gather(factsOf("properties").flatMap((place) => [...place.members()])),
    required: new Map(
      required.flatMap((item) => (typeof item.value === "string" ? [[item.value, item]] : [])),
    ),
    items: factsOf("items").filter(isSchema),
    values: factsOf("additionalProperties").filter(isSchema),
    closed: factsOf("additionalProperties").find(({ value }) => value === false),
    forms: isUnion ? union.members.map((member) => [member, ...beside]) : [],
    unions,
    facts,
  };
}

function gather(entries: readonly (readonly [string, Place])[]): Map<string, Place[]> {
  const all = new Map<string, Place[]>();
  for (const [key, place] of entries) {
    const places = all.get(key);
    if (places) places.push(place);
    else all.set(key, [place]);
  }
  return all;
}

/** All that the parts state for a keyword, defaults such as `minLength: 0` left out. */
export function factsOf(shape: Shape, key: string): Place[] {
  return (shape.facts.get(key) ?? []).filter(({ value }) => !isDefault(key, value));
}

/** What the outermost part states for a keyword. */
export function factOf(shape: Shape, key: string): Place | undefined {
  return factsOf(shape, key)[0];
}

/**
 * Where something of another contract would stand in this shape: at the same part of the same named
 * schema, or else at the shape's own place.
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
  const isFilled = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return isFilled && !Array.isArray(value);
}

function typesOfAll(parts: readonly Place[]): string[] {
  const lists = parts.flatMap((part) => {
    const types = typesOf(part);
    return types ? [types] : [];
  });
  // Every integer is a number.
  const allows = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const both = lists.flat().filter((type) => lists.every((types) => allows(types, type)));
  const types = new Set(both);
  if (types.has("number")) types.delete("integer");
  return [...types].sort();
}
