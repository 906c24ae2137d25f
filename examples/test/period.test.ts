import { describe, expect, it } from "@jest/globals";
import { lastWholeMonth } from "../src/common/period.js";

describe("lastWholeMonth", () => {
  it.each([
    ["2026-07-15T09:30:00Z", "2026-06-01", "2026-06-30", "2026-07-01"],
    ["2026-07-01T00:00:00Z", "2026-06-01", "2026-06-30", "2026-07-01"],
    ["2026-06-30T23:59:59.999Z", "2026-05-01", "2026-05-31", "2026-06-01"],
    ["2026-01-31T12:00:00Z", "2025-12-01", "2025-12-31", "2026-01-01"],
    ["2024-03-31T12:00:00Z", "2024-02-01", "2024-02-29", "2024-03-01"],
  ])("at %s is %s to %s", (now, firstDay, lastDay, next) => {
    expect(lastWholeMonth(Date.parse(now))).toEqual({
      firstDay,
      lastDay,
      startDate: `${firstDay}T00:00:00.000Z`,
      endDate: `${next}T00:00:00.000Z`,
    });
  });
});
