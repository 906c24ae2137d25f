import { expect, it } from "@jest/globals";
import { lastMonth } from "./month.js";

it.each([
  ["2026-11-22T09:00:00Z", "2026-10-01T00:00:00Z", "2026-10-31T23:59:59Z"],
  ["2026-01-01T00:00:00Z", "2025-12-01T00:00:00Z", "2025-12-31T23:59:59Z"],
  ["2028-03-31T23:59:59Z", "2028-02-01T00:00:00Z", "2028-02-29T23:59:59Z"],
])("at %s it is %s to %s", (now, startDate, endDate) => {
  expect(lastMonth(Date.parse(now))).toEqual({ startDate, endDate });
});
