import { getEventListeners } from "node:events";
import { describe, expect, it } from "@jest/globals";
import {
  ApiError,
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

describe("a wait whose poll fails", () => {
  it.each([
    ["continues", 2, new ConnectionError("reset")],
    ["continues", 2, new TimeoutError("late")],
    ["continues", 2, new ServerError("down")],
    ["continues", 2, new RateLimitError("no Retry-After")],
    ["continues", 2, new RateLimitError("3 minutes", { retryAfterMs: 180_000 })],
    ["continues", 2, unexpected("body")],
    ["fails", 1, new RateLimitError("more", { retryAfterMs: 180_001 })],
    ["fails", 1, unexpected("size")],
    ["fails", 1, unexpected("redirect")],
    ["fails", 1, new ApiError("teapot")],
    ["fails", 1, Object.assign(new Error("not ours"), { reason: "body" })],
  ])("%s after %s request(s): %s", async (_, requests, error) => {
    const { poller, clock, polledAt } = polled(() => Promise.reject(error), complete);
    const outcome = await clock.run(poller.wait().catch((thrown: unknown) => thrown));
    expect(outcome).toEqual(requests === 2 ? complete : error);
    expect(polledAt).toHaveLength(requests);
  });

  it("fails with the clock's own error", async () => {
    const { definition, clock, polledAt } = polled(pending, complete);
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
    expect(polledAt).toEqual([0]);
  });
});

describe("a poller's log", () => {
  it("has a line per poll, with failures and unknown statuses as warnings", async () => {
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

describe("a report that lacks required fields", () => {
  const getReport: OperationDefinition = {
    ...{ id: "getReport", method: "GET", path: "/v1/reports", parameters: {} },
    result: { required: ["usages"] },
  };
  /** Only by its status. */
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

  it("still has a status and a Retry-After while it is pending", async () => {
    expect(await of({ status: "InProgress" }).poll()).toEqual({
      ...{ status: "InProgress", polls: 1, elapsedMs: 0, nextPollMs: 90_000, requestId: "r-1" },
    });
  });

  it("fails once it is complete", async () => {
    expect(await failure(of({ status: "Complete" }).poll())).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "mismatch",
      pointer: "/usages",
    });
  });

  it("isn't read from another error", async () => {
    const error = unexpected("size", { body: '{"status":"InProgress"}' });
    const { poller } = polled(() => Promise.reject(error));
    expect(await failure(poller.poll())).toBe(error);
  });
});

describe("a poller", () => {
  it("reports that it saw no status before the deadline", async () => {
    const { poller, clock } = polled(() => new Promise<never>(() => undefined));
    expect(await failure(clock.run(poller.wait({ deadlineMs: 1000 })))).toMatchObject({
      message:
        "acme.usage: the report wasn't complete after 1000 ms (deadlineMs); 0 polls, no status seen",
    });
  });

  it("logs only the name of an error that isn't ours", async () => {
    const { logger, lines } = recorder();
    const { definition } = polled(() => Promise.reject(new TypeError("canary")));
    expect(await failure(new Poller({ ...definition, logger }, args).poll())).toBeInstanceOf(
      TypeError,
    );
    expect(lines).toMatchObject([["warn", "poll", { error: "TypeError" }]]);
  });

  it("leaves no listener on a signal after a poll", async () => {
    const { poller } = polled(pending);
    const { signal } = new AbortController();
    await poller.poll({ signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});
