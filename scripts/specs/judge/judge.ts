import { Place } from "../diff/place.js";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../../common/json.js";
import { type Break, describe, typeBreaks } from "./breaks.js";
import type { Touch } from "./touch.js";
import { visibility } from "./visible.js";

/** What the judge needs to know of a rated change. */
export interface RatedChange {
  readonly level: string;
  readonly rule: string;
  /** JSON pointers. */
  readonly location: { readonly old: string; readonly new: string };
  readonly old: Json;
  readonly new: Json;
  readonly message: string;
}

/** What the compiler says of a rated difference. */
export interface Verdict {
  /** Where code written for the old package no longer compiles. */
  readonly breaks: readonly Break[];
  /** Major changes that no type can show: ranges, defaults, servers, scopes and the like. */
  readonly beyondTypes: readonly RatedChange[];
  /** Where rating and compiler contradict each other; one line each. */
  readonly contradictions: readonly string[];
}

/**
 * Holds a rating against the compiler: the type tests of the old contract are compiled against the
 * package of the new one.
 * @throws {UserError} One of the contracts cannot become a package.
 */
export async function judge(
  old: JsonObject,
  now: JsonObject,
  diff: { readonly changes: readonly RatedChange[] },
): Promise<Verdict> {
  const breaks = await typeBreaks(old, now);
  const majors = diff.changes.filter(({ level }) => level === "major");
  const original = placesOf(old);
  const accounts = (change: RatedChange, touch: Touch): boolean =>
    explains(change, touch, original) || retells(change, touch, [old, now], original);
  const unrated = breaks.filter(({ touch }) => !majors.some((change) => accounts(change, touch)));
  const unseen = majors.filter(
    (change) =>
      mustShow(change, old) &&
      !breaks.some(({ touch }) =>
        (isHidden(change) ? lineageOf(touch) : [touch]).some(
          (each) => accounts(change, each) || accounts(asMissing(change), each),
        ),
      ),
  );
  return {
    breaks,
    beyondTypes: majors.filter(({ rule }) => (visibility[rule] ?? "never") === "never"),
    contradictions: [
      ...unrated.map((each) => `rated below major, but code no longer compiles: ${describe(each)}`),
      ...unseen.map(
        ({ rule, location, message }) =>
          `rated major (${rule} at ${location.old || location.new}), but all code still compiles: ${message}`,
      ),
    ],
  };
}

function mustShow({ rule, location, old, new: now }: RatedChange, contract: JsonObject): boolean {
  const how = visibility[rule] ?? "never";
  if (how !== "sometimes") return how === "always";
  // The change that loses money: it shows, or the judge is blind.
  return (
    rule.endsWith("-type-changed") &&
    isPlain(old) &&
    isPlain(now) &&
    kindOf(old) !== kindOf(now) &&
    !isBesideFields(location.old, contract)
  );
}

/** Values of a map that has declared fields too: those are any in TypeScript. */
function isBesideFields(pointer: string, contract: JsonObject): boolean {
  const parents = [...pointer.matchAll(/\/additionalProperties(?=\/)/g)];
  return parents.some(({ index }) =>
    isObject(valueAt(contract, `${pointer.slice(0, index)}/properties`)),
  );
}

/** Where something is missing and something else too much, the compiler tells of the latter alone. */
function isHidden({ rule }: RatedChange): boolean {
  return /^required-.*-added$/.test(rule);
}

/** A field that is gone and a required one that is new: the compiler misses the latter. */
function asMissing(change: RatedChange): RatedChange {
  if (change.rule !== "request-field-removed") return change;
  const { old, new: now } = change.location;
  return { ...change, location: { old: objectOf(old), new: objectOf(now) } };
}

function objectOf(field: string): string {
  return field.replace(/\/properties(?:\/[^/]+)?$/, "");
}

function lineageOf(touch: Touch): Touch[] {
  return [touch, ...(touch.parent ? lineageOf(touch.parent) : [])];
}

const plain = ["string", "number", "integer", "boolean", "array", "object"];

function isPlain(type: Json): type is string {
  return typeof type === "string" && plain.includes(type);
}

function kindOf(type: string): string {
  return type === "integer" ? "number" : type;
}

/** The names of the old contract's own schemas: the generator splits some in two. */
function placesOf(contract: JsonObject): ReadonlySet<string> {
  const { components } = contract;
  return new Set(
    Object.keys(isObject(components) ? objectAt(components, "schemas") : {}).map(
      (name) => `/components/schemas/${name}`,
    ),
  );
}

/** Whether a change is at one of the places on which the line that broke depends. */
function explains(
  { rule, location }: RatedChange,
  touch: Touch,
  original: ReadonlySet<string>,
): boolean {
  if (visibility[rule] === "never") return false;
  // Whoever makes the object misses the field.
  const felt = (place: string): string =>
    rule === "required-request-field-added"
      ? place.replace(/\/properties(?:\/[^/]+)?$/, "")
      : place;
  return touch.pointers
    .map((pointer) => unsplit(pointer, original))
    .some((pointer) => owns(pointer, felt(location.old)) || owns(pointer, felt(location.new)));
}

const unionRules: ReadonlySet<string> = new Set([
  "discriminator-changed",
  "response-form-added",
  "request-form-removed",
]);

/**
 * A union's change may show at its alternatives: what they are told apart by is part of the type of
 * each, and of one that is gone the compiler names the first field that fits no other.
 */
function retells(
  { rule, location }: RatedChange,
  touch: Touch,
  contracts: readonly JsonObject[],
  original: ReadonlySet<string>,
): boolean {
  if (!unionRules.has(rule)) return false;
  const unions = [location.old, location.new].map((place) =>
    place.replace(/\/(?:discriminator|(?:oneOf|anyOf)(?:\/\d+)?)$/, ""),
  );
  const alternatives = contracts
    .flatMap((contract, index) => valueAt(contract, unions[index] ?? "") ?? [])
    .filter(isObject)
    .flatMap((union) => [...listAt(union, "oneOf"), ...listAt(union, "anyOf")])
    .filter(isObject)
    .map((alternative) => textAt(alternative, "$ref").slice(1))
    .filter((pointer) => pointer !== "");
  const own = touch.pointers.map((pointer) => unsplit(pointer, original));
  return own.some((pointer) =>
    alternatives.some((place) => pointer === place || pointer.startsWith(`${place}/`)),
  );
}

function valueAt(contract: JsonObject, pointer: string): Json | undefined {
  return Place.root(contract).find(`#${pointer}`)?.value;
}

/** Schemas below a schema, and what an operation is made of, have lines of their own. */
const inner =
  /\/(?:properties|items|additionalProperties|parameters|requestBody|responses)(?:\/|$)/;

function owns(pointer: string, place: string): boolean {
  if (place === pointer) return true;
  return place.startsWith(`${pointer}/`) && !inner.test(place.slice(pointer.length));
}

function unsplit(pointer: string, original: ReadonlySet<string>): string {
  const [, schema, rest] = /^(\/components\/schemas\/[^/]+)(.*)$/.exec(pointer) ?? [];
  if (schema === undefined || original.has(schema) || !schema.endsWith("Input")) return pointer;
  return schema.slice(0, -"Input".length) + (rest ?? "");
}
