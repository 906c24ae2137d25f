import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { RateLimitError, ServiceClient, defaultLayers } from "../src/index.js";
import { pacedLayers, pacingLayer } from "../src/pacing/index.js";
import { fine, paced, perMinute, several } from "./support/paced.js";
import { failure, listBalances, project, secret, service } from "./support/service.js";

describe("a pacing delay", () => {
  it("is first come, first served, and ends in that order however long responses take", async () => {
    const { client, clock, requests } = paced({ rate: "2 per second" }, async (_, index) => {
      await clock.sleep(index % 2 ? 700 : 10);
      return fine();
    });
    const limits = [1, 2, 3, 4, 5, 6, 7];
    await clock.run(
      Promise.all(limits.map((limit) => client.call(listBalances, { ...project, limit }))),
    );
    expect(requests.map(({ url }) => Number(new URL(url).searchParams.get("limit")))).toEqual(
      limits,
    );
  });

  it("past the call's deadline isn't started: nothing is sent, and the error has the delay", async () => {
    const { clock, call, sent } = paced(perMinute(2));
    await clock.run(several(2, call));
    const [one, other] = await Promise.all([
      failure(call({ deadlineMs: 60_001 })),
      failure(call({ deadlineMs: 1000 })),
    ]);
    expect(one).toBeInstanceOf(RateLimitError);
    expect(one).toMatchObject({
      status: 429,
      retryAfterMs: 60_001,
      attempts: 0,
      method: "GET",
      path: "/v1/projects/p-1/balances",
      message:
        "listBalances: GET https://api.acme.example/v1/projects/p-1/balances was not sent: the rate limit permits it in 61 s, after the call's deadline; start fewer calls at once or raise deadlineMs",
    });
    expect(other).toBeInstanceOf(RateLimitError);
    expect(inspect([one, other])).not.toContain(secret);
    expect([sent.length, clock.sleeping]).toEqual([2, 0]);
    await clock.run(call({ deadlineMs: 60_002 }));
    expect(sent).toEqual([0, 0, 60_001]);
  });

  it("is predicted for a whole queue", async () => {
    const { clock, call, sent } = paced(perMinute(2));
    const outcomes = await clock.run(Promise.allSettled(Array.from({ length: 20 }, () => call())));
    // 300 s are 4 spans of 60.001 s and a remainder: 5 times 2 requests.
    expect(outcomes.map((outcome) => outcome.status === "fulfilled")).toEqual(
      Array.from({ length: 20 }, (_, index) => index < 10),
    );
    const waits = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [(outcome.reason as RateLimitError).retryAfterMs] : [],
    );
    expect(new Set(waits)).toEqual(new Set([5 * 60_001]));
    expect(sent).toHaveLength(10);
  });

  it("that will end past the deadline fails as soon as that is certain", async () => {
    const { clock, call, sent } = paced(perMinute(1), async () => {
      await clock.sleep(30_000);
      return fine();
    });
    const first = call();
    const late = failure(call({ deadlineMs: 70_000 }));
    await clock.advance(30_000);
    expect(await late).toMatchObject({ name: "RateLimitError", retryAfterMs: 60_001, attempts: 0 });
    await first;
    expect([sent, clock.sleeping]).toEqual([[0], 0]);
  });

  it("that is aborted ends immediately with the signal's reason and uses no slot", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await call();
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }) => failure(call({ signal })));
    const last = call();
    await clock.advance(10);
    for (const controller of controllers) controller.abort("enough");
    expect(await Promise.all(waiting)).toEqual(["enough", "enough"]);
    await clock.run(last);
    expect(sent).toEqual([0, 60_001]);
    expect(clock.sleeping).toBe(0);
  });

  it("leaves no timer when the only queued call is aborted", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await call();
    const controller = new AbortController();
    const waiting = failure(call({ signal: controller.signal }));
    await clock.advance(10);
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect([sent.length, clock.sleeping]).toEqual([1, 0]);
  });

  it("that an outer layer has ended uses no slot", async () => {
    const layers = defaultLayers().flatMap((layer, index) =>
      index === 4 ? [pacingLayer(perMinute(1)), layer] : [layer],
    );
    const { clock, call, sent } = paced({}, fine, { layers });
    await call();
    // Here the attempt's timeout is outside pacing.
    expect(await failure(clock.run(call({ timeoutMs: 100, maxRetries: 0 })))).toMatchObject({
      limit: "timeoutMs",
    });
    expect(clock.sleeping).toBe(0);
    await clock.run(call());
    expect([sent, clock.sleeping]).toEqual([[0, 60_001], 0]);
  });

  it("isn't lengthened when the clock is set back", async () => {
    const { clock, call } = paced(perMinute(1));
    let backMs = 0;
    const own = { now: () => clock.now() - backMs, sleep: clock.sleep.bind(clock) };
    const sent: number[] = [];
    const client = new ServiceClient(service, {
      credential: secret,
      clock: own,
      layers: pacedLayers(perMinute(1)),
      fetch: () => (sent.push(clock.now()), Promise.resolve(fine())),
    });
    await client.call(listBalances, project);
    backMs = 3_600_000;
    await clock.run(client.call(listBalances, project));
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(60_001);
    await call();
  });
});
