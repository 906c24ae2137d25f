import { describe, expect, it } from "@jest/globals";
import { periodBefore, readPeriod } from "../src/bill/period.js";

const now = Date.parse("2026-03-15T12:00:00Z");

it.each([
  [undefined, "2026-02", "2026-02-01", "2026-03-01"],
  ["2026-01", "2026-01", "2026-01-01", "2026-02-01"],
  ["2025-12-30..2026-01-02", "2025-12-30..2026-01-02", "2025-12-30", "2026-01-03"],
  ["2026-03-15..2026-03-15", "2026-03-15..2026-03-15", "2026-03-15", "2026-03-16"],
])("reads --period %s as %s", (text, name, start, end) => {
  expect(readPeriod(text, now)).toEqual({
    text: name,
    start: `${start}T00:00:00.000Z`,
    end: `${end}T00:00:00.000Z`,
  });
});

it.each([
  ["2026-01", "2025-12"],
  ["2026-03", "2026-02"],
  ["2026-03-01..2026-03-10", "2026-02-19..2026-02-28"],
  ["2026-02-01..2026-02-28", "2026-01-01..2026-01-31"],
  ["2026-01-01..2026-02-28", "2025-11-01..2025-12-31"],
  // Before any bill.
  ["1995-01-01..2025-12-31", "1964-01-01..1994-12-31"],
])("compares %s with %s", (text, before) => {
  expect(periodBefore(readPeriod(text, now)).text).toBe(before);
});

describe("rejects", () => {
  it.each([
    ["2026-13", "doesn't exist"],
    ["2026-02-30..2026-03-01", "doesn't exist"],
    ["2026-02-10..2026-02-01", "ends before it starts"],
    ["2026-04", "in the future"],
    ["june", "isn't a month"],
  ])("%s: %s", (text, problem) => {
    expect(() => readPeriod(text, now)).toThrow(problem);
  });
});
