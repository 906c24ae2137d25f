import { getEventListeners } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { pacedLayers, pacingLayer, type PacingOptions } from "../src/pacing/index.js";
import { fine, paced, perMinute, several } from "./support/paced.js";
import { failure, inTurn, json, status } from "./support/service.js";

/** Two credentials paced by the same layers, and the responses for the first one. */
function two(options: PacingOptions, answer: Parameters<typeof paced>[1] = fine) {
  const layers = pacedLayers(options);
  const one = paced(options, answer, { layers, credential: "key-a", maxRetries: 0 });
  const other = paced(options, fine, { layers, credential: "key-b", clock: one.clock });
  return {
    ...one,
    other,
    /** How many of three calls are sent together; the first goes alone if nothing is known. */
    atOnce: async (): Promise<number> => {
      const before = one.sent.length;
      const calls = Promise.allSettled([one.call(), one.call(), one.call()]);
      await one.clock.advance(0);
      const count = one.sent.length - before;
      await one.clock.run(calls);
      return count;
    },
  };
}

describe("the pacing state of a credential, when another one is used", () => {
  it.each([
    ["is kept while a request can still count against the rate", 1000, 3],
    ["is dropped when none can", 1001, 1],
  ])("%s", async (_, afterMs, expected) => {
    const { clock, other, atOnce } = two({ rate: "9 per second" }, async () => {
      await clock.sleep(1);
      return fine();
    });
    await atOnce();
    await clock.advance(afterMs);
    await clock.run(other.call());
    expect(await atOnce()).toBe(expected);
  });

  it("is kept until the reset that the service reported", async () => {
    const { clock, call, other, sent } = two({}, () =>
      json({}, { headers: { "rate-count": "3", "rate-allowed": "3", "rate-reset": "30" } }),
    );
    await call();
    await other.call();
    await clock.run(call());
    expect(sent).toEqual([0, 31_000]);
  });

  it("is kept while a 429 delays its requests", async () => {
    const { clock, call, other, sent } = two(
      {},
      inTurn(fine, status(429, { "retry-after": "20" }), fine),
    );
    await call();
    await failure(call());
    await clock.advance(19_999);
    await clock.run(other.call());
    await clock.run(call());
    expect(sent).toEqual([0, 0, 20_000]);
  });

  it("is dropped when a 429 no longer delays them", async () => {
    const { clock, call, other, atOnce } = two(
      {},
      inTurn(fine, status(429, { "retry-after": "20" }), async () => {
        await clock.sleep(1);
        return fine();
      }),
    );
    await call();
    await failure(call());
    await clock.advance(20_000);
    await clock.run(other.call());
    expect(await atOnce()).toBe(1);
  });
});

describe("two 429s", () => {
  it.each([
    ["90", "20", 90_000],
    ["20", "90", 90_010],
  ])(
    "with waits of %s s and %s s delay requests until the later end",
    async (first, second, expected) => {
      const { clock, call, sent } = paced(
        { rate: "9 per second" },
        async (_, index) => {
          if (index === 2) await clock.sleep(10);
          const wait = [undefined, first, second][index];
          return wait === undefined ? fine() : status(429, { "retry-after": wait })();
        },
        { maxRetries: 0 },
      );
      await call();
      await clock.run(Promise.allSettled([call(), call()]));
      await clock.run(call());
      expect(sent).toEqual([0, 0, 0, expected]);
    },
  );
});

describe("a 429 with a wait", () => {
  it("immediately fails calls that would start too late, counting those ahead of them", async () => {
    const { clock, call, sent } = paced(
      perMinute(1),
      async (_, index) => {
        await clock.sleep(10);
        return index ? fine() : status(429, { "retry-after": "20" })();
      },
      { maxRetries: 0 },
    );
    const [first, second] = [failure(call()), call()];
    const ended: unknown[] = [];
    // 1 ms too late: starts are 60.001 s apart, and the first response took 10 ms.
    const third = failure(call({ deadlineMs: 120_012 })).then((error) => ended.push(error));
    const fourth = call({ deadlineMs: 180_012 });
    await clock.advance(10);
    expect(ended).toMatchObject([{ name: "RateLimitError", retryAfterMs: 120_002 }]);
    await clock.run(Promise.all([first, second, third, fourth]));
    expect(sent).toEqual([0, 60_011, 120_022]);
  });

  it.each([
    ["180", [0, 180_000]],
    ["181", [0]],
  ])("%s s delays later calls by at most retryAfterCapMs, 180 s", async (wait, expected) => {
    const { clock, call, sent } = paced(
      { rate: "9 per second" },
      inTurn(status(429, { "retry-after": wait }), fine),
      { maxRetries: 0 },
    );
    await failure(call());
    await clock.run(Promise.allSettled([call()]));
    expect(sent).toEqual(expected);
  });

  it("is predicted together with the rate", async () => {
    const { clock, call } = paced(perMinute(2), inTurn(status(429, { "retry-after": "5" }), fine), {
      maxRetries: 0,
    });
    await failure(call());
    const waiting = several(2, call);
    expect(await failure(call({ deadlineMs: 60_001 }))).toMatchObject({ retryAfterMs: 60_001 });
    await clock.run(waiting);
  });
});

describe("a queue", () => {
  it("is checked from its start: a call further back fails when its start becomes predictable", async () => {
    const { clock, call, sent } = paced(perMinute(1), async () => {
      await clock.sleep(30_000);
      return fine();
    });
    const start = clock.now();
    const [first, second] = [call(), call()];
    const third = failure(call({ deadlineMs: 130_000 }));
    await clock.run(third);
    expect(clock.now() - start).toBe(90_001);
    await clock.run(Promise.all([first, second]));
    expect(sent).toEqual([0, 90_001]);
  });

  it("leaves no listener on a request's signal after its start", async () => {
    const listeners: number[] = [];
    const { call } = paced({}, fine, {
      layers: [
        pacingLayer(),
        (next) => async (request, each) => {
          listeners.push(getEventListeners(request.signal ?? each.signal, "abort").length);
          return next(request, each);
        },
      ],
    });
    await call();
    expect(listeners).toEqual([0]);
  });
});
