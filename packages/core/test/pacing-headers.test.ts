import { describe, expect, it } from "@jest/globals";
import { ServiceClient } from "../src/index.js";
import { pacedLayers } from "../src/pacing/index.js";
import { fine, paced, perMinute, several } from "./support/paced.js";
import {
  failure,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  secret,
  service,
  status,
} from "./support/service.js";

const withCount = (count: number, allowed = 3, reset = 30) =>
  json(
    {},
    {
      headers: { "rate-count": `${count}`, "rate-allowed": `${allowed}`, "rate-reset": `${reset}` },
    },
  );

describe("a rate limit in headers", () => {
  it("sends one request first, then as many as are left, then waits for the reset", async () => {
    const { clock, call, sent } = paced({}, async (_, index) => {
      await clock.sleep(100);
      return withCount((index % 3) + 1, 3, index < 3 ? 30 : 60);
    });
    await clock.run(several(5, call));
    // In whole seconds: 30 can mean 30.9. After the reset one request goes first again.
    expect(sent).toEqual([0, 100, 100, 31_200, 31_300]);
  });

  it("delays nothing if the service sends no headers", async () => {
    const { call, clock, sent } = paced({}, async () => {
      await clock.sleep(100);
      return fine();
    });
    await clock.run(several(4, call));
    expect(sent).toEqual([0, 100, 100, 100]);
  });

  const count = "rate-count";
  const allowed = "rate-allowed";
  const resetSeconds = "rate-reset";

  it.each<typeof service.rateHeaders>([
    {},
    { count },
    { allowed },
    { resetSeconds },
    { allowed, count },
    { allowed, resetSeconds },
    { count, resetSeconds },
  ])("isn't waited for if the service's contract names only %j", async (names) => {
    const { clock } = rig(fine);
    const sent: number[] = [];
    const client = new ServiceClient(
      { ...service, rateHeaders: names },
      {
        credential: secret,
        clock,
        layers: pacedLayers(),
        fetch: async () => {
          sent.push(clock.now());
          await clock.sleep(100);
          return fine();
        },
      },
    );
    await clock.run(several(3, async () => client.call(listBalances, project)));
    expect(new Set(sent).size).toBe(1);
  });

  it.each<[string, Record<string, string>]>([
    ["no number", { "rate-count": "some", "rate-allowed": "3", "rate-reset": "30" }],
    ["nothing", { "rate-count": "", "rate-allowed": "3", "rate-reset": "30" }],
    ["negative", { "rate-count": "1", "rate-allowed": "-3", "rate-reset": "30" }],
    ["a timestamp", { "rate-count": "3", "rate-allowed": "3", "rate-reset": "1750000000" }],
    ["for ever", { "rate-count": "3", "rate-allowed": "3", "rate-reset": "Infinity" }],
    ["longer than a day", { "rate-count": "3", "rate-allowed": "3", "rate-reset": "86401" }],
    ["in the past", { "rate-count": "3", "rate-allowed": "3", "rate-reset": "-5" }],
    ["no reset", { "rate-count": "3", "rate-allowed": "3" }],
  ])("that is %s is ignored", async (_, headers) => {
    const { clock, call, sent } = paced({}, async () => {
      await clock.sleep(100);
      return json({}, { headers });
    });
    await clock.run(several(5, call));
    expect(sent).toEqual([0, 100, 100, 100, 100]);
  });

  it("doesn't wait longer when the clock is set back", async () => {
    const { clock } = rig(fine);
    let backMs = 0;
    const sent: number[] = [];
    const client = new ServiceClient(service, {
      credential: secret,
      clock: { now: () => clock.now() - backMs, sleep: clock.sleep.bind(clock) },
      layers: pacedLayers(),
      fetch: () => Promise.resolve((sent.push(clock.now()), withCount(3))),
    });
    await client.call(listBalances, project);
    backMs = 3_600_000;
    await clock.run(client.call(listBalances, project));
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(31_000);
  });

  it("is still unknown after a failure or a gateway's response: the next request goes alone", async () => {
    const answers = inTurn(
      () => Promise.reject(new TypeError("fetch failed")),
      status(502),
      status(500),
      () => withCount(1),
      () => withCount(2),
    );
    const { clock, call, sent } = paced(
      {},
      async (request, index) => {
        await clock.sleep(100);
        return answers(request, index);
      },
      { maxRetries: 0 },
    );
    await clock.run(Promise.allSettled(Array.from({ length: 6 }, () => call())));
    expect(sent).toEqual([0, 100, 200, 300, 400, 400]);
  });

  it("includes failed requests, which the service may have counted", async () => {
    const answers = inTurn(
      () => withCount(1),
      () => Promise.reject(new TypeError("fetch failed")),
    );
    const { clock, call, sent } = paced({}, answers, { maxRetries: 0 });
    await clock.run(Promise.allSettled(Array.from({ length: 4 }, () => call())));
    expect(sent).toEqual([0, 0, 0, 31_000]);
  });

  it("fails a call that it would delay past the deadline", async () => {
    const { clock, call, sent } = paced({}, () => withCount(3));
    await call();
    expect(await failure(call({ deadlineMs: 31_000 }))).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 31_000,
    });
    await clock.run(call({ deadlineMs: 31_001 }));
    expect(sent).toEqual([0, 31_000]);
  });

  it.each<[string, number, number, number[]]>([
    ["stricter than the configured rate applies", 9, 3, [0, 0, 0, 31_000]],
    ["less strict than the configured rate doesn't apply", 2, 9, [0, 0, 60_001, 60_001]],
  ])("that is %s", async (_, rate, allowed, expected) => {
    const { clock, call, sent } = paced(perMinute(rate), (__, index) =>
      withCount(index + 1, allowed),
    );
    await clock.run(several(4, call));
    expect(sent).toEqual(expected);
  });
});
