import { type Json, type JsonObject, objectAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { compareContracts } from "../compare/contracts.js";
import { type Change, type Diff, diffOf } from "../rate/level.js";
import { rules } from "../rate/rules.js";
import { type Break, typeBreaks } from "./breaks.js";

/** What a change of a contract means for users, by the rules and the compiler. */
export type Rating = Awaited<ReturnType<typeof rate>>;

/**
 * Rates a contract against an older one. Where rules and compiler disagree, the higher level counts
 * and the diff shows both; nothing stops.
 * @param diff the rating by the rules alone
 * @throws {UserError} if no package can be generated from one of the contracts
 */
export async function rate(
  old: JsonObject,
  now: JsonObject,
  diff: Diff = compareContracts(old, now),
) {
  const breaks = await typeBreaks(old, now);
  const majors = diff.changes.filter(({ level }) => level === "major");
  const original = objectAt(objectAt(old, "components"), "schemas");
  const usedAt = breaks.map(({ use }) => use.pointers.map((each) => unsplit(each, original)));
  const owned = new Set(
    majors.flatMap(({ location }) => [location.old, location.new]).flatMap(owners),
  );
  const mentioned = new Set(majors.flatMap((change) => references([change.old, change.new])));
  const isMentioned = ({ use }: Break): boolean =>
    [use, use.parent].some((each) => each?.pointers.some((pointer) => mentioned.has(pointer)));
  const unrated = breaks.filter(
    (each, index) => !isMentioned(each) && !usedAt[index]?.some((pointer) => owned.has(pointer)),
  );
  const broken = new Set(usedAt.flat());
  const unseen = majors.filter((change) => {
    const { rule, location } = change;
    const places = [location.old, location.new].flatMap(owners);
    // A union's change can be visible only at its alternatives.
    const shown = [...places, ...references([change.old, change.new])];
    return rules[rule].compiler === "always" && !shown.some((each) => broken.has(each));
  });
  const notices = unseen.map(
    ({ rule, location }) =>
      `the rules rate ${rule} at ${location.old || location.new} as major, but the compiler finds no code that breaks: it stays major`,
  );
  const added = unrated.map((each) => breakChange(each, diff.level));
  return {
    /** With a `code-breaks` change for each break that the rules rate below major. */
    diff: diffOf([...diff.changes, ...added], [...(diff.notices ?? []), ...notices]),
    /** Where code written for the old package no longer compiles. */
    breaks,
    /** Major changes that no type shows: ranges, defaults, servers, scopes and the like. */
    beyondTypes: majors.filter(({ rule }) => rules[rule].compiler === "never"),
  };
}

/** The same, but a contract that no package can be generated from only adds a notice. */
export async function rateIfPossible(old: JsonObject, now: JsonObject, diff: Diff): Promise<Diff> {
  try {
    return (await rate(old, now, diff)).diff;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return diffOf(diff.changes, [...(diff.notices ?? []), ...error.problems]);
  }
}

function breakChange({ use, message }: Break, level: Diff["level"]): Change {
  const [pointer = ""] = use.pointers;
  return {
    level: "major",
    rule: "code-breaks",
    location: { old: pointer, new: pointer },
    old: null,
    new: null,
    message: `${use.place}: the rules rate the change ${level}, but the compiler reports: ${message.replace(/\.$/, "")}: ${rules["code-breaks"].why}`,
  };
}

/** Parts that have type tests of their own. */
const INNER = new Set(["properties", "parameters", "requestBody", "responses"]);

/** The pointers of the tests that a change at a place can break: its own, up to the next test. */
function owners(pointer: string): string[] {
  const found = [pointer];
  for (let at = pointer; at !== "";) {
    const cut = at.lastIndexOf("/");
    const key = at.slice(cut + 1);
    at = at.slice(0, cut);
    found.push(at);
    if (INNER.has(key)) break;
  }
  return found;
}

/** The pointers that a value refers to: a union's change shows at its alternatives. */
function references(value: Json): string[] {
  if (typeof value === "string") return value.startsWith("#/") ? [value.slice(1)] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(references);
}

/** The generator splits a schema that differs by direction: `NameInput` is the contract's `Name`. */
function unsplit(pointer: string, original: JsonObject): string {
  const [, schema, rest] = /^\/components\/schemas\/([^/]+)(.*)$/.exec(pointer) ?? [];
  if (schema === undefined || Object.hasOwn(original, schema) || !schema.endsWith("Input"))
    return pointer;
  return `/components/schemas/${schema.slice(0, -"Input".length)}${rest ?? ""}`;
}
