import { type Json, walk } from "../../common/json.js";
import type { Place } from "./place.js";
import { each, groupBy, join, type Sides } from "./sides.js";

/** Tests for schemas that can be skipped: the same JSON, down to the schemas that it refers to. */
export function unchangedTest(contracts: Sides<Place>) {
  const schemas = each(
    contracts,
    (contract) => contract.get("components")?.members("schemas") ?? new Map<string, Place>(),
  );
  /** The references in each schema that is the same JSON in both contracts, by its own reference. */
  const references = new Map<string, string[]>();
  for (const [, was, is] of join(schemas))
    if (was && is && JSON.stringify(was.value) === JSON.stringify(is.value))
      references.set(`#${is.pointer}`, referencesIn(is.value));
  const uses = [...references].flatMap(([user, used]) => used.map((target) => ({ user, target })));
  const byTarget = groupBy(uses, ({ target }) => target);
  const changed = new Set([...byTarget.keys()].filter((target) => !references.has(target)));
  // The loop also visits the users that it adds.
  for (const target of changed)
    for (const { user } of byTarget.get(target) ?? []) changed.add(user);
  return (sources: Sides<readonly Place[]>): boolean => {
    const [was, is] = each(sources, (places) => places.map(({ value }) => value));
    const isUnchanged = (target: string): boolean => references.has(target) && !changed.has(target);
    return JSON.stringify(was) === JSON.stringify(is) && referencesIn(is).every(isUnchanged);
  };
}

function referencesIn(value: Json): string[] {
  const found = new Set<string>();
  walk(value, ({ $ref }) => {
    if (typeof $ref === "string") found.add($ref);
  });
  return [...found];
}
