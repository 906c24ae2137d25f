import { describe, expect, it } from "@jest/globals";
import {
  ConfigurationError,
  InvalidRequestError,
  TimeoutError,
  type GenesysCloudOptions,
} from "../src/index.js";
import { complete, connect, inProgress, period, type Answer } from "./support/reports.js";
import { json } from "./support/stub-fetch.js";

const hour = 3_600_000;
const day = 24 * hour;
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error("resolved");
    },
    (error: unknown) => error,
  );

describe("the deadline of a wait for billable usage", () => {
  it("reports the last state, and the same poller continues where it was", async () => {
    const { genesys, clock, polledAt } = connect([...Array<object>(5).fill(inProgress), complete]);
    const poller = genesys.billableUsage(period);
    const error = await failure(clock.until(poller.wait({ deadlineMs: 10_000 })));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      limit: "deadlineMs",
      ms: 10_000,
      attempts: 4,
      lastState: { status: "InProgress", polls: 4, elapsedMs: 9500, nextPollMs: 6750 },
    });
    expect([polledAt, clock.sleeping]).toEqual([[0, 2000, 5000, 9500], 0]);
    expect(await clock.until(poller.wait())).toEqual(complete);
    expect(polledAt.slice(4)).toEqual([16_250, 26_375]);
    expect(await poller.poll()).toMatchObject({ polls: 6, elapsedMs: 26_375 });
  });

  it("ends a request in flight, and one that the client would retry", async () => {
    for (const answer of [json({}, 429, { "retry-after": "100" }), new TypeError("fetch failed")]) {
      const { genesys, clock } = connect([inProgress, answer], { random: () => 0.999 });
      const error = await failure(
        clock.until(genesys.billableUsage(period).wait({ deadlineMs: 1500 })),
      );
      expect(error).toMatchObject({ name: "TimeoutError", attempts: 1 });
      expect(clock.sleeping).toBe(0);
    }
  });

  it("can be a day or more, and the wait still ends when the report is complete", async () => {
    const { genesys, clock, polledAt } = connect([
      ...Array<Response>(30).fill(json(inProgress, 200, { "retry-after": "3600" })),
      complete,
    ]);
    const wait = genesys.billableUsage(period).wait({ deadlineMs: 2 * day });
    expect(await clock.until(wait)).toEqual(complete);
    expect(polledAt).toEqual(Array.from({ length: 31 }, (_, index) => index * hour));
  });

  it("can be a day, after which the wait ends", async () => {
    const { genesys, clock, polledAt } = connect([json(inProgress, 200, { "retry-after": "600" })]);
    const poller = genesys.billableUsage(period);
    const error = await failure(clock.until(poller.wait({ deadlineMs: day })));
    expect(error).toMatchObject({ name: "TimeoutError", ms: day, attempts: 144 });
    expect(polledAt).toEqual(Array.from({ length: 144 }, (_, index) => index * 600_000));
  });

  it.each([0, -1, NaN, 2 ** 31])("rejects %d ms", async (deadlineMs) => {
    const { genesys, polledAt } = connect([complete]);
    const error = await failure(genesys.billableUsage(period).wait({ deadlineMs }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(polledAt).toEqual([]);
  });
});

describe("an abort of a wait for billable usage", () => {
  const reason = { why: "the user has left" };

  const oauth = { clientId: "client", clientSecret: "canary-client-secret" };
  const busy = json({}, 429, { "retry-after": "100" });

  it.each<[string, Answer[], number, number, GenesysCloudOptions | undefined]>([
    ["during a sleep", [inProgress, complete], 500, 1, undefined],
    ["during the client's backoff", [busy, complete], 5000, 1, undefined],
    ["during a request", ["none", complete], 500, 1, undefined],
    ["during a request after others", [inProgress, "none", complete], 2500, 2, undefined],
    ["during a login", [complete], 500, 0, oauth],
  ])(
    "%s ends it immediately; the same poller continues",
    async (_, answers, ms, polls, options) => {
      const { genesys, clock, polledAt } = connect(answers, options, options ? 1 : 0);
      const controller = new AbortController();
      const poller = genesys.billableUsage(period);
      const wait = failure(poller.wait({ signal: controller.signal }));
      await clock.until(clock.sleep(ms));
      controller.abort(reason);
      expect(await wait).toBe(reason);
      await clock.until(Promise.resolve());
      expect([polledAt.length, clock.sleeping]).toEqual([polls, 0]);
      expect(await clock.until(poller.wait())).toEqual(complete);
      expect(polledAt).toHaveLength(polls + 1);
    },
  );

  it("before the wait sends nothing", async () => {
    const { genesys, requests } = connect([complete]);
    const signal = AbortSignal.abort(reason);
    expect(await failure(genesys.billableUsage(period).wait({ signal }))).toBe(reason);
    expect(await failure(genesys.billableUsage(period).poll({ signal }))).toBe(reason);
    expect(requests).toEqual([]);
  });
});

describe("a serialized wait for billable usage", () => {
  const { genesys } = connect([complete]);
  const serialized = genesys.billableUsage(period).serialize();

  it("continues at the same address, with or without a trailing slash", () => {
    const slashed = connect([complete], { region: undefined, baseUrl: `${serialized.origin}//` });
    expect(slashed.genesys.resumeBillableUsage(serialized).serialize()).toMatchObject({
      kind: "genesys-cloud.billableUsage",
      origin: "https://api.mypurecloud.com",
    });
  });

  it.each([
    ["another version", { version: 2 }],
    ["another kind", { kind: "genesys-cloud.other" }],
    ["another origin", { origin: "https://api.mypurecloud.ie" }],
    ["a negative number of polls", { polls: -1 }],
    ["a fractional number of polls", { polls: 0.5 }],
    ["a number of polls that isn't a number", { polls: NaN }],
    ["no start", { startedAt: undefined }],
    ["no arguments", { arguments: undefined }],
  ])("with %s is rejected", (_, changed) => {
    const wrong = { ...serialized, ...changed };
    for (const given of [wrong, JSON.stringify(wrong)]) {
      expect(() => genesys.resumeBillableUsage(given)).toThrow(ConfigurationError);
    }
  });
});
