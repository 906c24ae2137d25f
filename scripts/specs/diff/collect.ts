import { isObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import type { Place } from "./place.js";

const UNION_KEYWORDS = ["oneOf", "anyOf"] as const;
/** What is said of a place rather than of its values. */
export const PROSE: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "example",
  "examples",
  "externalDocs",
  "$comment",
  "xml",
]);
export const NOTES: ReadonlySet<string> = new Set([
  ...PROSE,
  "default",
  "deprecated",
  "nullable",
  "readOnly",
  "writeOnly",
]);

/** Alternatives of which a value has one. */
export interface Union {
  readonly place: Place;
  readonly keyword: (typeof UNION_KEYWORDS)[number];
  readonly members: readonly Place[];
  readonly discriminator: Place | undefined;
}

/** What all hold of one value: the schemas behind `$ref` and `allOf`, each without either. */
export interface Collected {
  /** From the outermost, whose word counts, to the innermost. */
  readonly parts: Place[];
  readonly unions: Union[];
  /** Names of the component schemas that were gone through. */
  readonly names: string[];
  nullable: boolean;
}

/** Takes a schema apart, whichever way it is spelled. */
export function collect(sources: readonly Place[]): Collected {
  const into: Collected = { parts: [], unions: [], names: [], nullable: false };
  for (const source of sources) {
    const nullable = visit(source, into, new Set());
    into.nullable ||= nullable;
  }
  return into;
}

/** @returns whether the schema itself allows null */
function visit(place: Place, into: Collected, above: ReadonlySet<string>): boolean {
  if (above.has(place.pointer))
    throw new UserError(`${place.pointer}: the schema is made of itself`);
  const inside = new Set(above).add(place.pointer);
  if (!isObject(place.value)) {
    // `true` allows anything and says nothing.
    if (place.value !== true) into.parts.push(place);
    return false;
  }
  let nullable = saysNull(place);
  into.parts.push(place);
  const target = place.target();
  if (target) {
    const [, components, schemas, name] = ["", ...target.path];
    if (components === "components" && schemas === "schemas" && name && target.path.length === 3)
      into.names.push(name);
    nullable = visit(target, into, inside) || nullable;
  }
  const all = place.items("allOf").map((part) => visit(part, into, inside));
  nullable ||= all.length > 0 && all.every(Boolean);
  for (const keyword of UNION_KEYWORDS) {
    const members = place.items(keyword);
    if (members.length === 0) continue;
    const others = members.filter((member) => !isNull(member));
    nullable ||= others.length < members.length;
    const [only, second] = others;
    if (only && !second) nullable = visit(only, into, inside) || nullable;
    else if (!others.every(isBareType))
      into.unions.push({
        place,
        keyword,
        members: others,
        discriminator: place.get("discriminator"),
      });
  }
  return nullable;
}

/** The types that a part allows, null aside; undefined when it says nothing of them. */
export function typesOf(part: Place): string[] | undefined {
  const unions = UNION_KEYWORDS.flatMap((keyword) => {
    const others = part.items(keyword).filter((member) => !isNull(member));
    return others.length > 1 && others.every(isBareType) ? [others.flatMap(ownTypes)] : [];
  });
  const own = ownTypes(part);
  const lists = [...unions, ...(own.length > 0 ? [own] : [])];
  const [first, ...rest] = lists;
  return first?.filter((type) => rest.every((list) => list.includes(type)));
}

/** The part without its union, to stand beside each alternative; none when that says nothing. */
export function besideUnion(part: Place): Place[] {
  const inert = new Set([...NOTES, "$ref", "allOf", ...UNION_KEYWORDS, "discriminator"]);
  const rest = part.without(inert, "beside");
  const says = Object.keys(rest.object).some((key) => !key.startsWith("x-"));
  return says || !isObject(part.value) ? [isObject(part.value) ? rest : part] : [];
}

function ownTypes(place: Place): string[] {
  const { type = typeOfValues(place) } = place.object;
  const types = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === "string").filter((one) => one !== "null");
}

/** Texts alone, or flags alone, need no type to say so. Numbers may be integers or not. */
function typeOfValues({ object }: Place): string | undefined {
  const values = object.const === undefined ? object.enum : [object.const];
  const list = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  const [type, ...others] = new Set(list.map((value) => typeof value));
  return others.length === 0 && (type === "string" || type === "boolean") ? type : undefined;
}

/** Where a schema that allows null says so. */
export function nullPlace(parts: readonly Place[]): Place | undefined {
  return parts.find((part) =>
    [saysNull(part), ...UNION_KEYWORDS.map((key) => part.items(key).some(isNull))].includes(true),
  );
}

function saysNull(place: Place): boolean {
  const { type, nullable } = place.object;
  const values = place.object.enum;
  const listed = Array.isArray(type) ? type.includes("null") : type === "null";
  const untyped = type === undefined && Array.isArray(values) && values.includes(null);
  return nullable === true || listed || untyped;
}

function isNull(place: Place): boolean {
  const { type, const: only, enum: values } = place.object;
  const holdsOnly = (list: unknown, item: string | null): boolean =>
    Array.isArray(list) && list.length === 1 && list[0] === item;
  if (type === undefined) return only === null || holdsOnly(values, null);
  return type === "null" || holdsOnly(type, "null");
}

/** `{ type: string }` and nothing else: as an alternative, one more type. */
function isBareType(place: Place): boolean {
  const keys = Object.keys(place.object).filter((key) => !PROSE.has(key) && !key.startsWith("x-"));
  return (
    keys.length === 1 && keys[0] === "type" && ownTypes(place).length === 1 && !saysNull(place)
  );
}
