import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { utcInterval } from "../src/index.js";

describe("utcInterval", () => {
  it.each([
    ["days, including the last one", "2026-06-01", "2026-06-30", "2026-06-01", "2026-07-01"],
    ["one day", "2026-06-01", "2026-06-01", "2026-06-01", "2026-06-02"],
    ["a leap day", "2024-02-01", "2024-02-29", "2024-02-01", "2024-03-01"],
    [
      "including the last second",
      "2020-04-01T00:00:00Z",
      "2020-04-30T23:59:59Z",
      "2020-04-01",
      "2020-05-01",
    ],
    [
      "including the last millisecond",
      "2018-07-01T00:00:00Z",
      "2018-08-31T23:59:59.999Z",
      "2018-07-01",
      "2018-09-01",
    ],
    [
      "including the last microsecond",
      "2018-07-01T00:00:00Z",
      "2018-08-31T23:59:59.999999Z",
      "2018-07-01",
      "2018-09-01",
    ],
    ["exclusive", "2026-06-01T00:00:00Z", "2026-07-01T00:00:00.000Z", "2026-06-01", "2026-07-01"],
    [
      "a day in one time zone",
      "2026-06-01T02:00:00+02:00",
      "2026-07-01T01:59:59+0200",
      "2026-06-01",
      "2026-07-01",
    ],
    [
      "UTC without an offset",
      "2026-06-01T00:00:00",
      "2026-07-01 00:00:00",
      "2026-06-01",
      "2026-07-01",
    ],
    ["no seconds", "2026-06-01T00:00Z", "2026-07-01T00:00Z", "2026-06-01", "2026-07-01"],
    ["nothing", "2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z", "2026-06-01", "2026-06-01"],
  ])("%s", (_, start, end, first, next) => {
    expect(utcInterval(start, end)).toEqual({
      start: `${first}T00:00:00.000Z`,
      end: `${next}T00:00:00.000Z`,
    });
  });

  it("keeps an exclusive end that isn't midnight", () => {
    expect(utcInterval("2026-06-01", "2026-06-30T12:30:15.250Z").end).toBe(
      "2026-06-30T12:30:15.250Z",
    );
  });

  it.each([
    ["India", "2026-05-31T18:30:00Z", "2026-06-30T18:29:59Z"],
    ["India, with milliseconds", "2026-05-31T18:30:00Z", "2026-06-30T18:29:59.999Z"],
    ["India, with its offset", "2026-06-01T00:00:00+05:30", "2026-06-30T23:59:59+05:30"],
    ["Nepal", "2026-05-31T18:15:00Z", "2026-06-30T18:14:59Z"],
    ["Adelaide", "2026-05-31T14:30:00Z", "2026-06-30T14:29:59Z"],
    ["Chatham", "2026-05-31T11:15:00Z", "2026-06-30T11:14:59Z"],
  ])("joins June and July for a customer in %s", (_, start, end) => {
    const june = utcInterval(start, end);
    const days = (Date.parse(june.end) - Date.parse(june.start)) / 86_400_000;
    expect([june.start, days]).toEqual([new Date(start).toISOString(), 30]);
  });

  it("keeps second 59 of other minutes", () => {
    expect(utcInterval("2026-06-01", "2026-06-30T12:30:59Z").end).toBe("2026-06-30T12:30:59.000Z");
  });

  it.each([
    ["", "2026-06-30"],
    ["2026-06-01", "tomorrow"],
    ["2026-02-30", "2026-06-30"],
    ["2026-13-01", "2026-06-30"],
    ["2026-06-01T25:00:00Z", "2026-06-30"],
    ["1 June 2026", "2026-06-30"],
  ])("rejects %j to %j", (start, end) => {
    expect(() => utcInterval(start, end)).toThrow(RangeError);
  });

  it("rejects an end before the start", () => {
    expect(() => utcInterval("2026-06-02", "2026-06-01T00:00:00Z")).toThrow(
      "utcInterval: the end 2026-06-01T00:00:00Z is before the start 2026-06-02",
    );
  });

  it("joins intervals that a vendor separates by one second, for any days", () => {
    const day = fc.integer({ min: 0, max: 60_000 }).map((days) => days * 86_400_000);
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 400 }), (from, length) => {
        const next = from + length * 86_400_000;
        const wire = (ms: number): string => new Date(ms).toISOString();
        const inclusive = utcInterval(wire(from), wire(next - 1));
        const days = utcInterval(wire(from).slice(0, 10), wire(next - 1).slice(0, 10));
        const exclusive = utcInterval(wire(from), wire(next));
        expect(inclusive).toEqual(exclusive);
        expect(days).toEqual(exclusive);
      }),
    );
  });
});
