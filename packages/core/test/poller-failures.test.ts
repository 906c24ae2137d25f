import { getEventListeners } from "node:events";
import { describe, expect, it } from "@jest/globals";
import {
  ApiError,
  ConfigurationError,
  ConnectionError,
  Poller,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
  type OperationDefinition,
  type ReportStatus,
} from "../src/index.js";
import { recorder } from "./support/recorder.js";
import { complete, pending, polled, type Complete, type Report } from "./support/report.js";
import { failure, json, rig } from "./support/service.js";

const args = { startDate: "2026-06-01" };
const unexpected = (reason: UnexpectedResponseError["reason"], more = {}): Error =>
  new UnexpectedResponseError(reason, { reason, ...more });

describe("after a failure a wait", () => {
  it.each([
    ["goes on", 2, new ConnectionError("reset")],
    ["goes on", 2, new TimeoutError("late")],
    ["goes on", 2, new ServerError("down")],
    ["goes on", 2, new RateLimitError("no word of how long")],
    ["goes on", 2, new RateLimitError("3 minutes", { retryAfterMs: 180_000 })],
    ["goes on", 2, unexpected("body")],
    ["ends", 1, new RateLimitError("more", { retryAfterMs: 180_001 })],
    ["ends", 1, unexpected("size")],
    ["ends", 1, unexpected("redirect")],
    ["ends", 1, new ApiError("teapot")],
    ["ends", 1, Object.assign(new Error("not ours"), { reason: "body" })],
  ])("%s, with %s request(s): %s", async (_, requests, error) => {
    const { poller, clock, asked } = polled(() => Promise.reject(error), complete);
    const outcome = await clock.run(poller.wait().catch((thrown: unknown) => thrown));
    expect(outcome).toEqual(requests === 2 ? complete : error);
    expect(asked).toHaveLength(requests);
  });

  it("of the clock's own ends", async () => {
    const { definition, clock, asked } = polled(pending, complete);
    const broken = new Error("no timer");
    let sleeps = 0;
    const poller = new Poller(
      {
        ...definition,
        clock: {
          now: () => clock.now(),
          sleep: (ms, signal) =>
            ms === 2000 && !sleeps++ ? Promise.reject(broken) : clock.sleep(ms, signal),
        },
      },
      args,
    );
    expect(await failure(clock.run(poller.wait()))).toBe(broken);
    expect(asked).toEqual([0]);
  });
});

describe("the log of a poller", () => {
  it("has a line for each request: failures and unknown states as warnings", async () => {
    const { logger, lines } = recorder();
    const { definition, clock } = polled(
      () => Promise.reject(new ServerError("down")),
      { status: "Odd" },
      pending,
      complete,
    );
    await clock.run(new Poller({ ...definition, logger }, args).wait());
    const kind = "acme.usage";
    const line = (status: string, polls: number, elapsedMs: number, nextPollMs?: number) => ({
      ...{ kind, status, polls, elapsedMs, nextPollMs, requestId: `r-${polls}` },
    });
    expect(lines).toEqual([
      ["warn", "poll", { kind, polls: 1, error: "ServerError: down", nextPollMs: 2000 }],
      ["warn", "poll", line("Odd", 2, 2000, 2000)],
      ["debug", "poll", line("InProgress", 3, 4000, 3000)],
      ["debug", "poll", line("Complete", 4, 7000)],
    ]);
  });
});

describe("a report that lacks what the contract requires", () => {
  const getReport: OperationDefinition = {
    ...{ id: "getReport", method: "GET", path: "/v1/reports", parameters: {} },
    result: { required: ["usages"] },
  };
  /** By its word alone. */
  const status = (report: Report): ReportStatus<Complete> =>
    report.status === "Complete"
      ? { status: "Complete", state: "complete", report: { ...report, usages: [] } }
      : { status: String(report.status), state: "pending" };
  const of = (body: object): Poller<Complete, Report> => {
    const headers = { "retry-after": "90", "acme-request-id": "r-1" };
    const { client, clock } = rig(() => json(body, { headers }));
    return new Poller(
      {
        ...{ kind: "acme.usage", origin: client.baseUrl, clock, random: () => 0, status },
        request: () => client.call<Report>(getReport, {}),
      },
      {},
    );
  };

  it("says where it stands while it is under way, and how long to wait", async () => {
    expect(await of({ status: "InProgress" }).poll()).toEqual({
      ...{ status: "InProgress", polls: 1, elapsedMs: 0, nextPollMs: 90_000, requestId: "r-1" },
    });
  });

  it("is an error once it is complete", async () => {
    expect(await failure(of({ status: "Complete" }).poll())).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "mismatch",
      pointer: "/usages",
    });
  });

  it("is looked for in no other error", async () => {
    const error = unexpected("size", { body: '{"status":"InProgress"}' });
    const { poller } = polled(() => Promise.reject(error));
    expect(await failure(poller.poll())).toBe(error);
  });
});

describe("a poller", () => {
  it("says so where its deadline came before any status", async () => {
    const { poller, clock } = polled(() => new Promise<never>(() => undefined));
    expect(await failure(clock.run(poller.wait({ deadlineMs: 1000 })))).toMatchObject({
      message:
        "acme.usage: the report was not complete at the deadline, after 1000 ms and 0 requests (no status seen)",
    });
  });

  it("that is restored at its deadline asks nothing any more", async () => {
    const { definition, poller, clock, asked } = polled(complete);
    const serialized = { ...poller.serialize(), deadlineAt: clock.now() };
    const restored = Poller.restore(definition, serialized);
    expect(await failure(clock.run(restored.wait()))).toMatchObject({ limit: "deadlineMs", ms: 0 });
    expect(asked).toEqual([]);
  });

  it("is not restored from what is no JSON, and says what it takes", () => {
    const { definition } = polled(complete);
    const restore = (): unknown => Poller.restore(definition, "{");
    expect(restore).toThrow(ConfigurationError);
    expect(restore).toThrow(
      "a serialized acme.usage must be what serialize() gave, or its JSON text",
    );
    expect(restore).toThrow(expect.objectContaining({ option: "serialized" }));
  });

  it("leaves no listener on the signal of who has polled", async () => {
    const { poller } = polled(pending);
    const { signal } = new AbortController();
    await poller.poll({ signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});
