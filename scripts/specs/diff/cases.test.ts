import { describe, expect, it } from "@jest/globals";
import { worst } from "./change.js";
import { diffContracts } from "./diff.js";
import { type RuleId, rules } from "./rules.js";
import { casesOf, written } from "./testing/cases.js";
import { valueAt } from "./testing/edit.js";

const files = ["responses.yaml", "requests.yaml", "service.yaml"];
const cases = files.flatMap(casesOf);
const seen = new Set<RuleId>();

const rows = cases.flatMap(({ name, old, now, forward, backward }) => [
  [name, { old, now, expected: forward }] as const,
  [`${name}, the other way round`, { old: now, now: old, expected: backward }] as const,
]);

it.each(rows)("%s", (_, { old, now, expected }) => {
  const { level, changes } = diffContracts(old, now);
  expect(changes.map(written)).toEqual(expected);
  expect(level).toBe(worst(changes.map((change) => change.level)));
  for (const { rule, level: each, message, location } of changes) {
    seen.add(rule);
    expect(each).toBe(rules[rule].level);
    expect(message).toMatch(/^\S.*: \S.*[^.\s]$/u);
    expect(valueAt(old, location.old)).toBeDefined();
    expect(valueAt(now, location.new)).toBeDefined();
  }
});

describe("the table", () => {
  it("has more than sixty cases", () => {
    expect(cases.length).toBeGreaterThan(60);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("has no rule that no case shows", () => {
    expect(Object.keys(rules).filter((rule) => !seen.has(rule as RuleId))).toEqual([]);
  });
});
