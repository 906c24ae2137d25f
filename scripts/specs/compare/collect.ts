import { isObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import type { Place } from "./place.js";

const UNION_KEYWORDS = ["oneOf", "anyOf"] as const;
/** Keywords that describe a place rather than its values. */
export const PROSE: ReadonlySet<string> = new Set([
  ...["title", "summary", "description", "example", "examples", "externalDocs", "$comment", "xml"],
]);
export const NOTES: ReadonlySet<string> = new Set([
  ...PROSE,
  ...["default", "deprecated", "nullable", "readOnly", "writeOnly"],
]);

/** Alternatives of which a value has one. */
export interface Union {
  readonly place: Place;
  readonly keyword: (typeof UNION_KEYWORDS)[number];
  readonly members: readonly Place[];
  readonly discriminator: Place | undefined;
}

/** The schemas behind `$ref` and `allOf` that all apply to one value, each without either. */
export interface Collected {
  /** From the outermost, which takes precedence, to the innermost. */
  readonly parts: Place[];
  readonly unions: Union[];
  /** The component schemas on the way. */
  readonly names: string[];
  nullable: boolean;
}

/** Takes a schema apart, however it is spelled. */
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
    throw new UserError(`${place.pointer}: the schema consists of itself`);
  const inside = new Set(above).add(place.pointer);
  // `true` allows anything; a schema of another kind is compared as it is.
  if (!isObject(place.value)) {
    if (place.value !== true) into.parts.push(place);
    return false;
  }
  let nullable = allowsNull(place);
  into.parts.push(place);
  const target = place.target();
  if (target) {
    const [components, schemas, name] = target.path;
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
    const discriminator = place.get("discriminator");
    if (only && !second) nullable = visit(only, into, inside) || nullable;
    else if (!others.every(isBareType))
      into.unions.push({ place, keyword, members: others, discriminator });
  }
  return nullable;
}

/** The types that a part allows, except null; undefined when it names none. */
export function typesOf(part: Place): string[] | undefined {
  const unions = UNION_KEYWORDS.flatMap((keyword) => {
    const others = part.items(keyword).filter((member) => !isNull(member));
    return others.length > 1 && others.every(isBareType) ? [others.flatMap(ownTypes)] : [];
  });
  const own = ownTypes(part);
  const [first, ...rest] = [...unions, ...(own.length > 0 ? [own] : [])];
  return first?.filter((type) => rest.every((list) => list.includes(type)));
}

const INERT = new Set([...NOTES, "$ref", "allOf", ...UNION_KEYWORDS, "discriminator"]);

/** The part without its union, to apply to each alternative; nothing when it has no constraint. */
export function besideUnion(part: Place): Place[] {
  if (!isObject(part.value)) return [part];
  const rest = part.without(INERT, "beside");
  return Object.keys(rest.object).some((key) => !key.startsWith("x-")) ? [rest] : [];
}

function ownTypes(place: Place): string[] {
  const { type = typeOfValues(place) } = place.object;
  const types = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === "string").filter((one) => one !== "null");
}

/** An enum of strings or booleans alone needs no type. Numbers may be integers or not. */
function typeOfValues({ object }: Place): string | undefined {
  const values = object.const === undefined ? object.enum : [object.const];
  const list = Array.isArray(values) ? values.filter((value) => value !== null) : [];
  const [type, ...others] = new Set(list.map((value) => typeof value));
  return others.length === 0 && (type === "string" || type === "boolean") ? type : undefined;
}

/** The part that allows null. */
export function nullPlace(parts: readonly Place[]): Place | undefined {
  return parts.find(
    (part) => allowsNull(part) || UNION_KEYWORDS.some((key) => part.items(key).some(isNull)),
  );
}

function allowsNull(place: Place): boolean {
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
  const isType = keys.length === 1 && keys[0] === "type";
  return isType && ownTypes(place).length === 1 && !allowsNull(place);
}
