import { expect, it } from "@jest/globals";
import { type ContractPair, contractPairs } from "../compare/testing/cases.js";
import { type RuleId, rules } from "../rate/rules.js";
import { rate } from "./judge.js";
import { inForm } from "./testing/documents.js";

/** Pairs of which no package can be made: nothing compiles. */
const noPackage = new Set([
  "a recursive schema changes within itself",
  "a keyword that is not understood",
  "a list in the query is sent with commas",
  "a single value's explode is of no meaning",
  "an inlined schema loses its name",
  "a second security scheme",
  // sync merges or leaves these keywords out, so the generator rejects them.
  "a condition that is not understood changes behind a reference",
  "a text behind allOf has a pattern",
  "a field behind allOf is gone",
  "a field of a part of allOf becomes optional",
  "a field that two parts of allOf share",
]);
const all = contractPairs().filter(({ name }) => !noPackage.has(name.replace(/, reversed$/, "")));
const isNightly = process.env.BILLKIT_ALL_PAIRS === "1";
const pairs = isNightly ? all : oneForEachRule(all);

/** The first pair for each rule that the compiler always notices. */
function oneForEachRule(from: readonly ContractPair[]): ContractPair[] {
  const wanted = new Set(
    Object.entries(rules).flatMap(([rule, { compiler }]) => (compiler === "always" ? [rule] : [])),
  );
  return from.filter(({ expected }) => {
    const found = expected
      .map((each) => each.split(" ")[1] ?? "")
      .filter((rule) => wanted.has(rule));
    for (const rule of found) wanted.delete(rule);
    return found.length > 0;
  });
}

it.each(pairs.map((pair) => [pair.name, pair] as const))(
  "rules and compiler agree: %s",
  async (_, pair) => {
    const [old, now] = [inForm(pair.old), inForm(pair.now)];
    const { diff, breaks } = await rate(old, now);
    const unrated = diff.changes.filter(({ rule }) => rule === "code-breaks");
    expect(unrated).toEqual([]);
    expect(diff.notices).toBeUndefined();
    const isVisible = diff.changes.some(({ rule }) => rules[rule].compiler === "always");
    if (isVisible) expect(breaks).not.toEqual([]);
  },
);

it("covers every rule that the compiler always notices", () => {
  const covered = new Set(
    pairs.flatMap(({ expected }) => expected.map((each) => each.split(" ")[1])),
  );
  const missing = Object.entries(rules).filter(
    ([rule, { compiler }]) => compiler === "always" && !covered.has(rule),
  );
  expect(missing.map(([rule]) => rule as RuleId)).toEqual([]);
});
