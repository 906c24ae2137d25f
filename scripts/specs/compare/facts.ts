import type { RuleId } from "../rate/rules.js";
import type { Comparison } from "./comparison.js";
import { differing } from "./meaning.js";
import type { Place } from "./place.js";
import { PROSE, type Shape } from "./shape.js";
import { each, type Sides } from "./sides.js";
import type { Wording } from "./words.js";

type Change = Sides<Place | undefined>;

/** How a statement under one key is compared. */
export interface Facet {
  readonly rule: RuleId | ((change: Change) => RuleId);
  /** The part of a value that matters, by default its meaning; undefined if none does. */
  readonly read?: (place: Place) => string | undefined;
  /** Whether the outermost statement replaces others. */
  readonly isOutermost?: boolean;
  readonly wording?: Wording;
  /** Its name in messages, by default its key. */
  readonly name?: string;
}

/** By key; null if another comparison covers it. `*` is for other keys, which are unknown by default. */
export type Facets = Readonly<Record<string, Facet | null>>;

/** Something that is described by keys: an object, or the parts of a schema. */
type Described = Place | Shape;

/** Compares statements key by key, according to a table. */
export function compareFacts(
  comparison: Comparison,
  described: Sides<Described>,
  facets: Facets,
  subject: () => string,
): void {
  const parts = each(described, (one) => ("parts" in one ? one.parts : [one]));
  const keys = new Set(parts.flat().flatMap(({ object }) => Object.keys(object)));
  for (const key of [...keys].sort()) {
    const facet = Object.hasOwn(facets, key) ? facets[key] : facetOfOther(facets["*"], key);
    if (!facet) continue;
    const stated = each(parts, (all) => {
      const places = all.flatMap((part) => part.get(key) ?? []);
      const read = facet.read;
      const effective = read ? places.filter((place) => read(place) !== undefined) : places;
      return facet.isOutermost ? effective.slice(0, 1) : effective;
    });
    const [before, after] = each(stated, (places) =>
      JSON.stringify(places.map(({ value }) => value)),
    );
    if (before === after && !before.includes("$ref")) continue;
    const change = differing(stated, facet.read);
    if (!change[0] && !change[1]) continue;
    const rule = typeof facet.rule === "function" ? facet.rule(change) : facet.rule;
    const isKnown = Object.hasOwn(facets, key) && !key.startsWith("x-");
    const { name = `${isKnown ? `the ${key}` : `\`${key}\``} of ${subject()}` } = facet;
    const { wording = "values" } = facet;
    const about = typeof wording === "object" ? subject() : name;
    comparison.report(rule, change, described, about, { wording });
  }
}

/** A boolean that is off by default. */
export function flag(now: string, on: RuleId, off: RuleId): Facet {
  return { rule: ([, is]) => (is ? on : off), wording: { now }, isOutermost: true, read: isOn };
}

export function isOn({ value }: Place): string | undefined {
  return value === true ? "on" : undefined;
}

/** A list whose order doesn't matter to users. */
export function list(ruleOfOther: RuleId): Facet {
  const textsOf = (place: Place | undefined): string[] =>
    Array.isArray(place?.value) ? place.value.map((each) => JSON.stringify(each)) : [];
  const sorted = (place: Place | undefined): string => textsOf(place).sort().join();
  return {
    read: (place) => textsOf(place).join() || undefined,
    rule: ([was, is]) => (sorted(was) === sorted(is) ? "order-changed" : ruleOfOther),
  };
}

export const PROSE_FACETS = Object.fromEntries(
  PROSE.map((key): [string, Facet] => [
    key,
    { rule: "prose-changed", isOutermost: true, wording: "plain" },
  ]),
);

const CHARGES = ["x-billkit-amount", "x-billkit-charges", "x-billkit-view"];

/** Other tools' extensions don't affect generated code. */
function facetOfOther(other: Facet | null | undefined, key: string): Facet | null {
  if (other === null || (other && !key.startsWith("x-"))) return other;
  const isOther = key.startsWith("x-") && !key.startsWith("x-billkit-");
  const rule = isOther ? "extension-changed" : "not-understood";
  return { rule: CHARGES.includes(key) ? "charges-changed" : rule, wording: "plain" };
}
