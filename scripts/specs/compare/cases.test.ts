import { expect, it } from "@jest/globals";
import { keysOf, valueAt } from "../../common/json-pointer.js";
import { compareContracts } from "./contracts.js";
import { contractPairs } from "./testing/cases.js";

const pairs = contractPairs().map((pair) => [pair.name, pair] as const);

// rules.test.ts checks that each rule has a case.
it.each(pairs)("%s", (_, { old, now, expected }) => {
  const { level, changes } = compareContracts(old, now);
  const found = new Set(changes.map((change) => `${change.level} ${change.rule}`));
  expect([...found]).toEqual(expected);
  expect(level).toBe(changes[0]?.level ?? "none");
  for (const { message, location } of changes) {
    expect(message).toMatch(/^\S.*: \S.*[^.\s]$/u);
    expect(valueAt(old, keysOf(location.old))).toBeDefined();
    expect(valueAt(now, keysOf(location.new))).toBeDefined();
  }
});
