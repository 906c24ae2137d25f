import { expect, it } from "@jest/globals";
import { type ContractPair, contractPairs } from "../compare/testing/cases.js";
import { type RuleId, rules } from "../rate/rules.js";
import { rate } from "./judge.js";
import { inForm } from "./testing/documents.js";

/** Pairs from which no package can be generated. */
const noPackage = new Set([
  "a recursive schema gains a field",
  "an unsupported keyword is added",
  "a query list is sent as comma-separated values",
  "explode changes on a single value",
  "a schema is inlined",
  "a security scheme is added",
  // sync merges or leaves these keywords out, so the generator rejects them.
  "an unsupported keyword with a reference is added",
  "a string behind allOf gets a pattern",
  "a field behind allOf is removed",
  "a field in a part of allOf becomes optional",
  "a field in two parts of allOf gets a tighter maxLength",
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
