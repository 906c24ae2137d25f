import { describe, expect, it } from "@jest/globals";
import { ServiceClient, type ClientOptions } from "../src/index.js";
import { pacedLayers, type PacingOptions } from "../src/pacing/index.js";
import { fine, perMinute } from "./support/paced.js";
import {
  failure,
  json,
  listBalances,
  project,
  secret,
  service,
  status,
} from "./support/service.js";
import { VirtualClock } from "./support/virtual-clock.js";

const hour = 3_600_000;

/** A client on a machine that can sleep: its clock continues, its timers don't. */
function laptop(
  options: PacingOptions,
  answer: (index: number) => Response | Promise<Response> = fine,
  more: Partial<ClientOptions> = {},
) {
  const clock = new VirtualClock();
  const start = clock.now();
  let sleptMs = 0;
  /** Awake time when each request was sent. */
  const sent: number[] = [];
  const client = new ServiceClient(service, {
    credential: secret,
    clock: { now: () => clock.now() + sleptMs, sleep: clock.sleep.bind(clock) },
    layers: pacedLayers(options),
    random: () => 0,
    fetch: () => Promise.resolve(answer(sent.push(clock.now() - start) - 1)),
    ...more,
  });
  return {
    clock,
    sent,
    call: async (each = {}) => client.call(listBalances, project, each),
    many: (count: number) =>
      Promise.allSettled(
        Array.from({ length: count }, async () => client.call(listBalances, project)),
      ),
    sleep: (ms: number) => (sleptMs += ms),
  };
}

const fulfilled = (outcomes: readonly PromiseSettledResult<unknown>[]): number =>
  outcomes.filter((outcome) => outcome.status === "fulfilled").length;

describe("paced calls on a machine that sleeps", () => {
  it.each([1000, 40_000, 200_000, 299_000, 300_000, hour, 100 * hour])(
    "for %d ms continue when it wakes, and none fails",
    async (ms) => {
      const { clock, sent, many, sleep } = laptop(perMinute(2));
      const calls = many(10);
      await clock.advance(30_000);
      sleep(ms);
      expect(fulfilled(await clock.run(calls))).toBe(10);
      // At the time by the clock, which is checked at least every 10 s.
      const third = Math.max(60_001 - ms, 40_000);
      expect(sent).toEqual(
        [0, third, third + 60_001, third + 120_002, third + 180_003].flatMap((at) => [at, at]),
      );
      expect(clock.sleeping).toBe(0);
    },
  );

  it("continue even if a request in flight ends first", async () => {
    const { clock, sent, many, sleep } = laptop(perMinute(2), async () => {
      await clock.sleep(35_000);
      return fine();
    });
    const calls = many(6);
    await clock.advance(30_000);
    sleep(hour);
    expect(fulfilled(await clock.run(calls))).toBe(6);
    // The first goes alone because this service could send a limit.
    expect(sent).toEqual([0, 35_000, 95_001, 130_001, 190_002, 225_002]);
  });

  it("continue if they waited for the first response's limit", async () => {
    const limitHeaders = { "rate-allowed": "2", "rate-reset": "60" };
    const { clock, sent, many, sleep } = laptop({}, async (index) => {
      if (!index) await clock.sleep(17_000);
      return json({}, { headers: { ...limitHeaders, "rate-count": `${(index % 2) + 1}` } });
    });
    const calls = many(4);
    await clock.advance(15_000);
    sleep(hour);
    expect(fulfilled(await clock.run(calls))).toBe(4);
    expect(sent).toEqual([0, 17_000, 78_000, 78_000]);
  });

  it("reach their deadline by the time spent awake", async () => {
    const { clock, call, sent, sleep } = laptop(perMinute(1), async () => {
      await clock.sleep(50_000);
      return fine();
    });
    const first = call();
    const second = failure(call({ deadlineMs: 105_000 }));
    const start = clock.now();
    await clock.advance(45_000);
    sleep(hour);
    expect(await clock.run(second)).toMatchObject({ name: "TimeoutError", limit: "deadlineMs" });
    expect(clock.now() - start).toBe(105_000);
    await clock.run(first);
    expect([sent, clock.sleeping]).toEqual([[0], 0]);
  });

  it("still fail if a 429 requires too long a wait", async () => {
    const { clock, many, sleep } = laptop(perMinute(1), async () => {
      await clock.sleep(35_000);
      return status(429, { "retry-after": "86400" })();
    });
    const calls = many(2);
    await clock.advance(30_000);
    sleep(hour);
    expect(await clock.run(calls)).toMatchObject([
      { reason: { name: "RateLimitError", attempts: 1 } },
      { reason: { name: "RateLimitError", attempts: 0, retryAfterMs: 86_400_000 } },
    ]);
  });

  it.each([
    ["a timer 1 s late doesn't count as sleep", 39_999, 1000, 40_500, "RateLimitError"],
    ["a timer later than that counts as sleep", 39_999, 1001, 40_500, "TimeoutError"],
    ["a jump of less than 11 s can go unnoticed", 40_000, 10_999, 40_001, "RateLimitError"],
    ["a jump of 11 s or more is always noticed", 40_000, 11_000, 40_001, "TimeoutError"],
  ])("%s", async (_, at, ms, endsAt, name) => {
    const { clock, call, sleep } = laptop(perMinute(1), async () => {
      await clock.sleep(endsAt);
      return fine();
    });
    const first = call();
    const second = failure(call({ deadlineMs: 101_200 }));
    await clock.advance(at);
    sleep(ms);
    expect(await clock.run(second)).toMatchObject({ name });
    await clock.run(first);
  });
});
