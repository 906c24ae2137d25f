import { describe, expect, it } from "@jest/globals";
import { type RuleId, rules } from "../rate/rules.js";
import { compareContracts } from "./contracts.js";
import { contractPairs } from "./testing/cases.js";
import { valueAt } from "./testing/edit.js";

const pairs = contractPairs();
/** Rules that only the compiler applies. */
const seen = new Set<RuleId>(["code-breaks"]);

describe("rating", () => {
  it.each(pairs.map((pair) => [pair.name, pair] as const))("%s", (_, { old, now, expected }) => {
    const { level, changes } = compareContracts(old, now);
    const found = new Set(changes.map((change) => `${change.level} ${change.rule}`));
    expect([...found]).toEqual(expected);
    expect(level).toBe(changes[0]?.level ?? "none");
    for (const { rule, message, location } of changes) {
      seen.add(rule);
      expect(message).toMatch(/^\S.*: \S.*[^.\s]$/u);
      expect(valueAt(old, location.old)).toBeDefined();
      expect(valueAt(now, location.new)).toBeDefined();
    }
  });

  it("has a case for every rule", () => {
    expect(Object.keys(rules).filter((rule) => !seen.has(rule as RuleId))).toEqual([]);
  });
});
