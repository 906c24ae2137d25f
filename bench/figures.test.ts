import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { aimsOf } from "./aims.js";
import { three } from "./format.js";
import { effortOf, readOptions } from "./options.js";
import { summarize } from "./statistics.js";
import { made } from "./testing.js";
import { inTurn, turns } from "./turns.js";

describe("statistics", () => {
  it.each([
    [[7], { p10: 7, median: 7, p90: 7 }],
    [[3, 1, 2], { p10: 1.2, median: 2, p90: 2.8 }],
    [[4, 1, 3, 2], { p10: 1.3, median: 2.5, p90: 3.7 }],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { p10: 1.9, median: 5.5, p90: 9.1 }],
  ])("of %j are %j", (samples, summary) => {
    const { p10, median, p90 } = summarize(samples);
    expect(p10).toBeCloseTo(summary.p10);
    expect(median).toBeCloseTo(summary.median);
    expect(p90).toBeCloseTo(summary.p90);
  });

  it("lie in order among the samples, and leave those as they were", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }),
        (all) => {
          const before = [...all];
          const { p10, median, p90 } = summarize(all);
          expect(all).toEqual(before);
          const order = [Math.min(...all), p10, median, p90, Math.max(...all)];
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
    );
  });

  it("of nothing are refused", () => {
    expect(() => summarize([])).toThrow(/at least one/);
  });
});

describe("turns", () => {
  it("are each one's once a round, and each one is first as often as the others", () => {
    const count = 5;
    const rounds = Array.from({ length: count * 2 }, (_, round) => turns(count, round));
    for (const round of rounds) expect([...round].sort()).toEqual([0, 1, 2, 3, 4]);
    const first = rounds.map(([index]) => index);
    for (let index = 0; index < count; index += 1) {
      expect(first.filter((each) => each === index)).toHaveLength(2);
    }
  });

  it("give each one's samples in its place", async () => {
    const order: string[] = [];
    const samples = await inTurn(["a", "b", "c"], 2, (one) => {
      order.push(one);
      return Promise.resolve(order.length);
    });
    expect(order).toEqual(["a", "b", "c", "a", "c", "b"]);
    expect(samples).toEqual([
      [1, 4],
      [2, 6],
      [3, 5],
    ]);
  });
});

describe("aims", () => {
  const verdicts = (figures: Record<string, number[]>): Record<string, boolean> =>
    Object.fromEntries(
      aimsOf(made(figures))
        .filter(({ name }) => name.startsWith("Deepgram"))
        .map(({ name, bound, met }) => [`${name.slice(10)} ${bound}`, met]),
    );

  it("are met at their limits", () => {
    const met = verdicts({
      "billkit importMs": [10],
      "official importMs": [150],
      "billkit clientBundleBytes": [6_000],
      "billkit installedBytes": [1_000_000],
      "billkit stubCallsPerSecond": [60],
      "official stubCallsPerSecond": [59],
      "billkit loopbackCallsPerSecond": [60],
      "official loopbackCallsPerSecond": [59],
    });
    expect(met).toEqual({
      "import at most": true,
      "bundle at most": true,
      "installed at most": true,
      "calls through a stub at least": true,
      "calls through a stub above": true,
      "calls over loopback at least": true,
      "calls over loopback above": true,
    });
  });

  it("are missed just past them", () => {
    const missed = verdicts({
      "billkit importMs": [10.01],
      "official importMs": [150],
      "billkit clientBundleBytes": [6_001],
      "billkit installedBytes": [1_000_001],
      "billkit stubCallsPerSecond": [59.9],
      "official stubCallsPerSecond": [59.9],
      "billkit loopbackCallsPerSecond": [59.9],
      "official loopbackCallsPerSecond": [59.9],
    });
    expect(Object.values(missed)).toEqual(Array(7).fill(false));
  });

  it("are wider for both vendors together", () => {
    const [aim] = aimsOf(made({ "both billkit clientBundleBytes": [10_000] })).filter(
      ({ name }) => name === "both: bundle",
    );
    expect(aim).toMatchObject({ value: 10, limit: 10, met: true });
  });

  it("are missed where there is no figure", () => {
    const results = made();
    expect(aimsOf({ ...results, results: [] }).some(({ met }) => met)).toBe(false);
  });
});

describe("options", () => {
  it("are few", () => {
    expect(readOptions(["--quick", "--json"])).toEqual({ quick: true, json: true, render: false });
    expect(effortOf(readOptions([])).quick).toBe(false);
  });

  it("that are none are refused in one line", () => {
    expect(() => readOptions(["--fast"])).toThrow(
      "Unknown option '--fast'; usage: npm run bench [-- --quick] [-- --json] [-- --render]",
    );
  });
});

it.each([
  [0, "0"],
  [0.01234, "0.0123"],
  [0.5, "0.500"],
  [9.999, "10.0"],
  [12.34, "12.3"],
  [1234.5, "1,230"],
  [30_600_123, "30,600,000"],
])("%d is shown as %s", (value, shown) => {
  expect(three(value)).toBe(shown);
});
