import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { pacedLayers, type PacingOptions } from "../src/pacing/index.js";
import { limitedService, type Limited } from "./support/limited-service.js";
import { listBalances, project, rig } from "./support/service.js";

/** When each call is made and how long it takes. */
interface Arrival {
  /** After the previous call. */
  readonly afterMs: number;
  readonly arrivesMs: number;
  readonly answeredMs: number;
  readonly fails: boolean;
}

const arrivals = (longestMs: number): fc.Arbitrary<Arrival[]> =>
  fc.array(
    fc.record({
      afterMs: fc.oneof(fc.constant(0), fc.nat(longestMs)),
      arrivesMs: fc.nat(longestMs),
      answeredMs: fc.nat(longestMs),
      fails: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );

async function play(
  calls: readonly Arrival[],
  options: PacingOptions,
  limited: Omit<Limited, "latencyMs" | "fails">,
) {
  const service = limitedService(() => clock, {
    ...limited,
    latencyMs: (index) => {
      const { arrivesMs, answeredMs } = calls[index] ?? { arrivesMs: 0, answeredMs: 0 };
      return [arrivesMs, arrivesMs + answeredMs];
    },
    fails: (index) => calls[index]?.fails === true,
  });
  const { client, clock, requests } = rig(service.answer, {
    layers: pacedLayers(options),
    maxRetries: 0,
    deadlineMs: 1e8,
    timeoutMs: 1e8,
  });
  const start = clock.now();
  let outcomes = 0;
  const ended = (): void => {
    outcomes++;
  };
  const made = calls.reduce<readonly number[]>(
    (times, { afterMs }) => [...times, (times.at(-1) ?? start) + afterMs],
    [],
  );
  await clock.run(
    Promise.all(
      calls.map(async (_, index) => {
        const at = made[index] ?? start;
        if (at > start) await clock.sleep(at - start);
        const args = { ...project, limit: index };
        return client.call(listBalances, args).then(ended, ended);
      }),
    ),
  );
  const order = requests.map(({ url }) => Number(new URL(url).searchParams.get("limit")));
  return { service, clock, made, outcomes, order };
}

/** The most arrivals in any span of `spanMs`. */
const most = (times: readonly number[], spanMs: number): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + spanMs).length));

describe("a configured rate", () => {
  const rates = fc.record({
    requests: fc.integer({ min: 1, max: 6 }),
    perMs: fc.integer({ min: 1, max: 500 }),
  });

  it("is never exceeded in any span, and every call ends", async () => {
    await fc.assert(
      fc.asyncProperty(
        arrivals(200),
        rates,
        fc.constantFrom("fixed" as const, "sliding" as const),
        fc.nat(499),
        async (calls, rate, window, phaseMs) => {
          const limited = { ...rate, window, phaseMs: phaseMs % rate.perMs };
          const { service, clock, outcomes, order } = await play(calls, { rate }, limited);
          expect(service.refused()).toBe(0);
          expect(most(service.arrived(), rate.perMs)).toBeLessThanOrEqual(rate.requests);
          expect(order).toEqual([...calls.keys()]);
          expect(outcomes).toBe(calls.length);
          expect(clock.sleeping).toBe(0);
        },
      ),
      { numRuns: 80 },
    );
  });

  it("adds no avoidable delay if responses are instant", async () => {
    await fc.assert(
      fc.asyncProperty(arrivals(200), rates, async (some, rate) => {
        const calls = some.map((each) => ({ ...each, arrivesMs: 0, answeredMs: 0 }));
        const { service, made } = await play(calls, { rate }, { ...rate, window: "sliding" });
        // A call starts once it is made, is first in the queue, and an earlier span has ended.
        const least: number[] = [];
        for (const [index, at] of made.entries()) {
          const room = (least[index - rate.requests] ?? -Infinity) + rate.perMs + 1;
          least.push(Math.max(at, least.at(-1) ?? at, room));
        }
        expect(service.sent).toEqual(least);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a rate limit from headers", () => {
  const written: [string, (seconds: number) => number | string][] = [
    ["rounded down", Math.floor],
    ["rounded up", Math.ceil],
    ["rounded", Math.round],
    ["with decimals", (seconds) => seconds.toFixed(3)],
  ];
  it.each(written)("is never exceeded, with seconds %s", async (_, resetHeader) => {
    await fc.assert(
      fc.asyncProperty(
        arrivals(2000),
        fc.record({
          requests: fc.integer({ min: 1, max: 6 }),
          perMs: fc.integer({ min: 1000, max: 20_000 }),
        }),
        fc.constantFrom("fixed" as const, "sliding" as const),
        async (some, limit, window) => {
          // A failed request has no headers and may have counted: the next one could exceed the
          // limit.
          const calls = some.map((each) => ({ ...each, fails: false }));
          const { service, clock, outcomes, order } = await play(
            calls,
            {},
            { ...limit, window, resetHeader },
          );
          expect(service.refused()).toBe(0);
          expect(order).toEqual([...calls.keys()]);
          expect(outcomes).toBe(calls.length);
          expect(clock.sleeping).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});
