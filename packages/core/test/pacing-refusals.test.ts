import { describe, expect, it } from "@jest/globals";
import { RateLimitError, ServiceClient, retryLayer } from "../src/index.js";
import { pacedLayers, pacingLayer } from "../src/pacing/index.js";
import { fine, paced, perMinute, several } from "./support/paced.js";
import {
  failure,
  inTurn,
  listBalances,
  project,
  secret,
  service,
  status,
} from "./support/service.js";

describe("a 429 with a wait", () => {
  const limited = status(429, { "retry-after": "20" });

  it("delays all queued requests until then", async () => {
    const { clock, call, sent } = paced(
      perMinute(2),
      async (_, index) => {
        await clock.sleep(10);
        return index === 1 ? status(429, { "retry-after": "90" })() : fine();
      },
      { maxRetries: 0 },
    );
    const outcomes = await clock.run(Promise.allSettled([call(), call(), call(), call()]));
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    // The first goes alone because this service could send a limit.
    expect(sent).toEqual([0, 10, 90_020, 90_020]);
  });

  it("delays later requests too, and is retried after the queued ones", async () => {
    const { clock, client, requests, sent } = paced({ rate: "1 per second" }, (_, index) =>
      index ? fine() : limited(),
    );
    const call = async (limit: number): Promise<unknown> =>
      client.call(listBalances, { ...project, limit });
    const first = call(1);
    await clock.advance(5000);
    await clock.run(Promise.all([first, call(2), call(3)]));
    expect(sent).toEqual([0, 20_000, 21_001, 22_002]);
    const order = requests.map(({ url }) => Number(new URL(url).searchParams.get("limit")));
    expect([...order].sort()).toEqual([1, 1, 2, 3]);
  });

  it("immediately fails only the calls whose deadline comes first", async () => {
    const { clock, call, sent } = paced(
      { rate: "1 per second" },
      async (_, index) => {
        await clock.sleep(10);
        return index ? fine() : limited();
      },
      { maxRetries: 0 },
    );
    const first = failure(call());
    const short = failure(call({ deadlineMs: 15_000 }));
    const long = call();
    await clock.advance(10);
    expect(await short).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 20_000,
      attempts: 0,
    });
    expect(await first).toMatchObject({ attempts: 1 });
    await clock.run(long);
    expect(sent).toEqual([0, 20_010]);
  });

  it("past the cap fails queued and new calls until then", async () => {
    const { clock, call, sent } = paced({ rate: "1 per second" }, (_, index) =>
      index ? fine() : status(429, { "retry-after": "86400" })(),
    );
    const [first, second] = await Promise.all([failure(call()), failure(call())]);
    expect(first).toMatchObject({ retryAfterMs: 86_400_000, attempts: 1 });
    for (const error of [second, await failure(call({ deadlineMs: 2 ** 31 - 1 }))]) {
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({
        retryAfterMs: 86_400_000,
        attempts: 0,
        message: expect.stringContaining(
          "was not sent: a 429 requires a wait of 86400 s, longer than retryAfterCapMs",
        ) as unknown,
      });
    }
    await clock.advance(86_400_000);
    await call();
    expect(sent).toEqual([0, 86_400_000]);
  });

  it.each(["1750000000", "9".repeat(400), "Wed, 21 Oct 9999 07:28:00 GMT"])(
    "until %s, longer than any rate-limit window, delays requests for a day at most",
    async (header) => {
      const { clock, call, sent } = paced({ rate: "1 per second" }, (_, index) =>
        index ? fine() : status(429, { "retry-after": header })(),
      );
      await failure(call());
      await clock.advance(86_400_000 - 180_001);
      expect(await failure(call())).toMatchObject({ attempts: 0, retryAfterMs: 180_001 });
      await clock.advance(180_001);
      await call();
      expect(sent).toEqual([0, 86_400_000]);
    },
  );

  it("doesn't delay requests longer when the clock is set back", async () => {
    const { clock } = paced({});
    let backMs = 0;
    const sent: number[] = [];
    const client = new ServiceClient(service, {
      credential: secret,
      clock: { now: () => clock.now() - backMs, sleep: clock.sleep.bind(clock) },
      layers: pacedLayers({ rate: "9 per second" }),
      fetch: () => Promise.resolve(sent.push(clock.now()) === 1 ? limited() : fine()),
      maxRetries: 0,
    });
    await failure(client.call(listBalances, project));
    backMs = 3_600_000;
    await clock.run(client.call(listBalances, project));
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(20_000);
  });

  it("doesn't delay anything without a wait", async () => {
    const { clock, call, sent } = paced({ rate: "9 per second" }, inTurn(status(429), fine));
    await clock.run(several(2, call));
    expect(sent).toEqual([0, 0, 0]);
  });

  it("isn't retried for a call that was never sent", async () => {
    const { clock, call } = paced(perMinute(1), fine, {
      layers: [retryLayer, pacingLayer(perMinute(1))],
    });
    await call();
    const start = clock.now();
    expect(await failure(call({ deadlineMs: 1000 }))).toMatchObject({ attempts: 0 });
    expect(clock.now()).toBe(start);
  });
});
