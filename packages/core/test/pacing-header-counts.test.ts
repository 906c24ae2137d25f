import { describe, expect, it } from "@jest/globals";
import { fine, paced } from "./support/paced.js";
import { failure, json, reset } from "./support/service.js";

type Step = readonly [takesMs: number, answer: () => Response | Promise<Response>];

const withCount = (count: number, allowed: number, resetSeconds: number) => () =>
  json(
    {},
    {
      headers: {
        "rate-count": `${count}`,
        "rate-allowed": `${allowed}`,
        "rate-reset": `${resetSeconds}`,
      },
    },
  );

/** A service with these responses, by the order of the requests; the last one repeats. */
function scripted(...steps: readonly [Step, ...Step[]]) {
  const made = paced(
    {},
    async (_, index) => {
      const [takesMs, answer] = steps[Math.min(index, steps.length - 1)] ?? steps[0];
      if (takesMs) await made.clock.sleep(takesMs);
      return answer();
    },
    { maxRetries: 0 },
  );
  const outcome = Promise.allSettled.bind(Promise);
  return {
    ...made,
    /** Makes this many calls at once and waits until all have ended. */
    round: async (calls: number) =>
      made.clock.run(outcome(Array.from({ length: calls }, () => made.call()))),
  };
}

describe("rate-limit headers", () => {
  it("count as the highest value, in whatever order responses arrive", async () => {
    const { round, sent } = scripted(
      [0, withCount(1, 9, 30)],
      [300, withCount(3, 9, 30)],
      [100, withCount(5, 9, 30)],
      [200, withCount(4, 9, 30)],
      [400, withCount(2, 9, 30)],
      [50, withCount(9, 9, 30)],
    );
    await round(1);
    await round(4);
    // 4 are left. The last response, at 450, sends 30 s, rounded: 31 s at most.
    await round(5);
    expect(sent).toEqual([0, 0, 0, 0, 0, 400, 400, 400, 400, 31_450]);
  });

  it.each([
    ["30", "32", "the same window", [0, 0, 0, 33_000, 64_050]],
    ["30", "33", "a new one", [0, 0, 0, 0, 34_000]],
    ["30.5", "30.502", "the same window", [0, 0, 0, 31_050, 62_100]],
    ["30.5", "30.503", "a new one", [0, 0, 0, 0, 31_050]],
  ])("with a reset in %s s, then in %s s, belong to %s", async (first, second, _, expected) => {
    const { round, sent } = scripted(
      [0, withCount(3, 6, Number(first))],
      [0, withCount(2, 6, Number(second))],
      [50, withCount(6, 6, 30)],
    );
    await round(1);
    await round(1);
    // 3 are left in the same window, 4 in a new one.
    await round(5);
    expect(sent.slice(2)).toEqual(expected);
  });

  it("include requests that failed before the service sent a count", async () => {
    const { round, sent } = scripted(
      [0, withCount(1, 9, 30)],
      [0, reset],
      [0, withCount(3, 9, 30)],
      [50, withCount(9, 9, 30)],
    );
    for (let call = 0; call < 3; call++) await round(1);
    await round(7);
    expect(sent.slice(3)).toEqual([0, 0, 0, 0, 0, 0, 31_050]);
  });

  it("of a new window count requests that ended meanwhile, and earlier ones that end later", async () => {
    const { round, sent } = scripted(
      [0, withCount(2, 9, 1)],
      [100, withCount(3, 9, 1)],
      [200, withCount(1, 9, 60)],
      [300, withCount(2, 9, 60)],
      [50, withCount(9, 9, 60)],
    );
    await round(1);
    await round(3);
    // It has counted 1; 1 had ended and 1 was still in flight, and both can have come after it.
    await round(7);
    expect(sent.slice(4)).toEqual([300, 300, 300, 300, 300, 300, 61_350]);
  });

  it("of a response to a request from before the reset don't apply after it", async () => {
    const { round, call, clock, sent } = scripted(
      [0, withCount(1, 3, 30)],
      [40_000, withCount(2, 3, 30)],
      [10_000, withCount(1, 3, 30)],
    );
    await round(1);
    const slow = call();
    await clock.advance(35_000);
    await round(2);
    await slow;
    // The last waits for the previous request, at 45 s, not for the slow one, at 40 s.
    expect(sent).toEqual([0, 0, 35_000, 45_000]);
  });

  it("stay valid when a response in between has none, and that response counts", async () => {
    const { round, sent } = scripted([0, withCount(1, 3, 30)], [0, fine]);
    await round(4);
    expect(sent).toEqual([0, 0, 0, 31_000]);
  });

  it.each([
    ["none counted", withCount(0, 3, 30), withCount(3, 3, 30), [0, 50, 50, 50, 31_100]],
    [
      "none allowed",
      withCount(0, 0, 30),
      withCount(0, 0, 30),
      [0, 31_050, 62_100, 93_150, 124_200],
    ],
    ["a reset at once", withCount(3, 3, 0), withCount(3, 3, 0), [0, 1050, 2100, 3150, 4200]],
  ])("with %s are believed", async (_, first, then, expected) => {
    const { round, sent } = scripted([50, first], [50, then]);
    await round(5);
    expect(sent).toEqual(expected);
  });

  it("with a reset in a day are believed", async () => {
    const { call, round } = scripted([0, withCount(3, 3, 86_400)]);
    await round(1);
    expect(await failure(call())).toMatchObject({ retryAfterMs: 86_401_000 });
  });
});

describe("the prediction whether a call can start before its deadline", () => {
  it("uses what is left and the number of calls ahead", async () => {
    const { call, clock, sent } = scripted([0, withCount(1, 3, 30)], [10_000, withCount(3, 3, 30)]);
    await call();
    const under = [call(), call(), call()];
    // At best none of those in flight was counted: 2 are left, for the third and the fourth.
    const fourth = failure(call({ deadlineMs: 1000 }));
    const start = clock.now();
    expect(await failure(call({ deadlineMs: 1000 }))).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 31_000,
    });
    expect(clock.now()).toBe(start);
    expect(await clock.run(fourth)).toMatchObject({ name: "TimeoutError" });
    await clock.run(Promise.all(under));
    expect(sent).toEqual([0, 0, 0, 41_000]);
  });
});
