import { describe, expect, it } from "@jest/globals";
import { parsePeriod, type Period } from "../src/index.js";

const now = Date.parse("2026-11-15T12:00:00Z");

describe("a period", () => {
  it.each<[Period, string, string]>([
    ["2026-06", "2026-06-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"],
    ["2025-12", "2025-12-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
    ["2024-02-01..2024-02-29", "2024-02-01T00:00:00.000Z", "2024-03-01T00:00:00.000Z"],
    ["2026-06-05..2026-06-05", "2026-06-05T00:00:00.000Z", "2026-06-06T00:00:00.000Z"],
    [
      { start: "2026-06-01", end: new Date("2026-06-01T06:00:00Z") },
      "2026-06-01T00:00:00.000Z",
      "2026-06-01T06:00:00.000Z",
    ],
    [
      { start: "2026-06-01T00:00:00", end: "2026-06-02T00:00+02:00" },
      "2026-06-01T00:00:00.000Z",
      "2026-06-01T22:00:00.000Z",
    ],
  ])("%j", (period, start, end) => {
    expect(parsePeriod(period, now)).toEqual({ start, end });
  });

  it.each([
    ["2026-13", "a month that doesn't exist"],
    ["2026-06-31..2026-07-01", "has 2026-06-31, a day that doesn't exist"],
    ["2026-06-30..2026-06-01", "ends before it starts"],
    ["2026-12", "is in the future"],
    ["0026-06", "isn't in the years 1970 to 2099"],
    ["2026-06-01..2206-06-30", "isn't in the years 1970 to 2099"],
    ["June", "isn't a month"],
    [{ start: "2026-06-01", end: "never" }, "isn't a month"],
    [{ start: "2026-02-30T00:00:00Z", end: "2026-03-31" }, "isn't a month"],
    [{ start: "June 1, 2026", end: "2026-07-01" }, "isn't a month"],
    [{ start: "2026-06-02", end: "2026-06-02" }, "ends before it starts"],
  ])("rejects %j", (period, problem) => {
    expect(() => parsePeriod(period, now)).toThrow(problem);
  });
});
