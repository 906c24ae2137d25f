import { isObject, type Json, type JsonObject, objectAt } from "../json.js";
import { type Break, describe, typeBreaks } from "./breaks.js";
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
 * @throws {SpecsError} One of the contracts cannot become a package.
 */
export async function judge(
  old: JsonObject,
  now: JsonObject,
  diff: { readonly changes: readonly RatedChange[] },
): Promise<Verdict> {
  const breaks = await typeBreaks(old, now);
  const majors = diff.changes.filter(({ level }) => level === "major");
  const original = placesOf(old);
  const unrated = breaks.filter(
    (each) => !majors.some((change) => explains(change, each, original)),
  );
  const unseen = majors.filter(
    (change) => mustShow(change) && !breaks.some((each) => explains(change, each, original)),
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

function mustShow({ rule, old, new: now }: RatedChange): boolean {
  const how = visibility[rule] ?? "never";
  if (how !== "sometimes") return how === "always";
  // The change that loses money: it shows, or the judge is blind.
  return (
    rule.endsWith("-type-changed") && isPlain(old) && isPlain(now) && kindOf(old) !== kindOf(now)
  );
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
  { touch }: Break,
  original: ReadonlySet<string>,
): boolean {
  if (visibility[rule] === "never") return false;
  return touch.pointers
    .map((pointer) => unsplit(pointer, original))
    .some((pointer) => owns(pointer, location.old) || owns(pointer, location.new));
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
