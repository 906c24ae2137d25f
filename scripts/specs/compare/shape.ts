import { isObject, type Json } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { SCHEMA_PROSE } from "../select/grammar.js";
import { onlyValue } from "../select/normalize.js";
import type { Place } from "./place.js";
import { groupBy } from "./sides.js";

/** Keywords that describe a place and change nothing that is sent or returned. */
export const PROSE: readonly string[] = [...SCHEMA_PROSE, "summary"];
const UNION_KEYWORDS = ["oneOf", "anyOf"] as const;

/** Alternatives of which a value has one. */
export interface Union {
  readonly place: Place;
  readonly keyword: (typeof UNION_KEYWORDS)[number];
  /** Without null. */
  readonly members: readonly Place[];
}

/** A schema by its meaning, however it is spelled: the parts behind `$ref` and `allOf` together. */
export class Shape {
  /** The outermost place. */
  readonly at: Place;
  /** From the outermost, which takes precedence, to the innermost. */
  readonly parts: Place[] = [];
  /** Unions of at least two alternatives. */
  readonly unions: Union[] = [];
  /** The component schemas that it is, the outermost first. */
  readonly names: string[] = [];
  readonly nullable: boolean;
  /** Where null is allowed. */
  nullAt: Place | undefined;
  /** Sorted and without null; empty: any type. */
  readonly types: readonly string[];
  readonly fields: ReadonlyMap<string, readonly Place[]>;
  readonly required: ReadonlyMap<string, Place>;

  /** @param sources places that make the schema together */
  constructor(readonly sources: readonly Place[]) {
    const [at] = sources;
    if (!at) throw new Error("a schema needs a place");
    this.at = at;
    this.nullable = sources.map((source) => this.#visit(source, new Set())).includes(true);
    this.types = typesOf(this.parts);
    const fields = this.all("properties").flatMap((place) => [...place.members().values()]);
    this.fields = groupBy(fields, ({ key }) => key);
    const required = this.parts.flatMap((part) => part.items("required"));
    this.required = new Map(
      required.flatMap((at) => (typeof at.value === "string" ? [[at.value, at]] : [])),
    );
  }

  /** All that the parts state for a keyword, the outermost first. */
  all(key: string): readonly Place[] {
    return this.parts.flatMap((part) => part.get(key) ?? []);
  }

  /** The schemas under a keyword, except those that allow anything. */
  schemas(key: "items" | "additionalProperties"): readonly Place[] {
    return this.all(key).filter(({ object }) => Object.keys(object).length > 0);
  }

  /** Where fields that aren't declared are rejected. */
  get closed(): Place | undefined {
    return this.all("additionalProperties").find(({ value }) => value === false);
  }

  /** @returns whether the schema itself allows null */
  #visit(place: Place, above: ReadonlySet<string>): boolean {
    if (above.has(place.pointer))
      throw new UserError(`${place.pointer}: the schema consists of itself`);
    const inside = new Set(above).add(place.pointer);
    if (place.value === true) return false;
    // `false` allows nothing.
    this.parts.push(isObject(place.value) ? place : place.here({ not: {} }));
    let nullable = allowsNull(place);
    if (nullable) this.nullAt ??= place;
    const target = place.target();
    if (target) {
      const [components, kind, name, more] = target.path;
      if (components === "components" && kind === "schemas" && name && more === undefined)
        this.names.push(name);
      nullable = this.#visit(target, inside) || nullable;
    }
    const all = place.items("allOf").map((part) => this.#visit(part, inside));
    nullable ||= all.length > 0 && all.every(Boolean);
    for (const keyword of UNION_KEYWORDS) {
      const members = place.items(keyword).filter((member) => !isNull(member));
      if (members.length < place.items(keyword).length) {
        nullable = true;
        this.nullAt ??= place;
      }
      const [only, second] = members;
      if (second) this.unions.push({ place, keyword, members });
      else if (only) nullable = this.#visit(only, inside) || nullable;
    }
    return nullable;
  }
}

/** Keywords that combine schemas. */
const COMBINING = ["$ref", "allOf", ...UNION_KEYWORDS, "discriminator", "nullable"];
/** Keywords that a shape has by their meaning. */
export const STRUCTURE: ReadonlySet<string> = new Set([
  ...[...PROSE, ...COMBINING],
  ...["type", "properties", "required", "items", "additionalProperties"],
]);
/** Keywords that don't restrict a value. */
export const INERT: ReadonlySet<string> = new Set([
  ...[...PROSE, ...COMBINING],
  ...["default", "deprecated", "readOnly", "writeOnly"],
]);

/** What applies besides the alternatives of a union: the parts' own constraints. */
export function besideUnion({ parts }: Shape): Place[] {
  return parts
    .map((part) => part.without(INERT))
    .filter(({ object }) => Object.keys(object).some((key) => !key.startsWith("x-")));
}

/** The types that all parts allow. Every integer is a number. */
function typesOf(parts: readonly Place[]): string[] {
  const lists = parts.map(ownTypes).filter((types) => types.length > 0);
  const allows = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const shared = lists.flat().filter((type) => lists.every((types) => allows(types, type)));
  const types = new Set(shared);
  if (types.has("number")) types.delete("integer");
  return [...types].sort();
}

function ownTypes({ object }: Place): string[] {
  const { type = typeOfValues(object.const === undefined ? object.enum : [object.const]) } = object;
  const types = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === "string").filter((one) => one !== "null");
}

/** An enum of strings or booleans alone needs no type. Numbers may be integers or not. */
function typeOfValues(values: Json | undefined): string | null {
  const list = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  const [type, other] = new Set(list.map((value) => typeof value));
  return other === undefined && (type === "string" || type === "boolean") ? type : null;
}

function allowsNull({ object }: Place): boolean {
  const { type, nullable, enum: values } = object;
  const isListed = Array.isArray(type) ? type.includes("null") : type === "null";
  const isUntyped = type === undefined && Array.isArray(values) && values.includes(null);
  return nullable === true || isListed || isUntyped;
}

function isNull({ object }: Place): boolean {
  const { type } = object;
  return type === undefined
    ? onlyValue(object) === null
    : [type].flat().every((one) => one === "null");
}
