import { describe, expect, it } from "@jest/globals";
import {
  ConfigurationError,
  PermissionDeniedError,
  TimeoutError,
  UnexpectedResponseError,
  type GenesysCloudOptions,
  type PollState,
} from "../src/index.js";
import { connect, period, report, usages } from "./support/reports.js";
import { json } from "./support/stub-fetch.js";

describe("billableUsage", () => {
  it("requests the period until the report is complete, then returns it", async () => {
    const { genesys, clock, requests } = connect([
      { ...report, status: "InProgress", usages: [] },
      { ...report, status: "InProgress" },
      { ...report, status: "Complete" },
    ]);
    const states: PollState[] = [];
    const poller = genesys.billableUsage(period);
    const complete = await clock.until(poller.wait({ onProgress: (state) => states.push(state) }));
    expect(complete).toEqual({ ...report, status: "Complete" });
    expect(states.map(({ status, polls }) => [status, polls])).toEqual([
      ["InProgress", 1],
      ["InProgress", 2],
      ["Complete", 3],
    ]);
    for (const { url } of requests) {
      expect(url.origin + url.pathname).toBe(
        "https://api.mypurecloud.com/api/v2/billing/reports/billableusage",
      );
      expect(Object.fromEntries(url.searchParams)).toEqual(period);
    }
  });

  it("sends nothing before a caller waits", () => {
    const { genesys, requests } = connect([report]);
    genesys.billableUsage(period);
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["without a status", report, report],
    ["with a status of null", { ...report, status: null }, report],
    ["without a status or any usage", { ...report, usages: [] }, { ...report, usages: [] }],
  ])("accepts a report %s as complete", async (_, answer, expected) => {
    const { genesys, clock, requests } = connect([answer]);
    expect(await clock.until(genesys.billableUsage(period).wait())).toEqual(expected);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["an unknown status", { ...report, status: "Queued" }, '"Queued"'],
    ["neither status nor usages", { id: "report-1", ...period }, '"(none) without usages"'],
    [
      "a complete report without usages",
      { id: "report-1", ...period, status: "Complete" },
      '"Complete without usages"',
    ],
    [
      "a complete report whose usages are null",
      { id: "report-1", ...period, status: "Complete", usages: null },
      '"Complete without usages"',
    ],
    ["a status in another case", { ...report, status: "COMPLETE" }, '"COMPLETE"'],
  ])("never accepts %s as complete, and fails after ten polls", async (_, answer, message) => {
    const { genesys, clock, requests } = connect([answer]);
    const waited = genesys.billableUsage(period).wait();
    const error: unknown = await clock.until(waited.catch((reason: unknown) => reason));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(String(error)).toContain(message);
    expect(requests).toHaveLength(10);
  });

  it("continues after an unknown status", async () => {
    const { genesys, clock } = connect([
      { ...report, status: "Queued" },
      { ...report, status: "Complete" },
    ]);
    const complete = await clock.until(genesys.billableUsage(period).wait());
    expect(complete.usages).toEqual(usages);
  });

  it("never returns an incomplete report, however long it takes", async () => {
    const { genesys, clock } = connect([{ ...report, status: "InProgress" }]);
    const poller = genesys.billableUsage(period);
    const waited = poller.wait({ deadlineMs: 60_000 });
    const error: unknown = await clock.until(waited.catch((reason: unknown) => reason));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ lastState: { status: "InProgress" } });
    expect(poller.report).toBeUndefined();
  });

  it("fails immediately if the permission is missing", async () => {
    const { genesys, clock, requests } = connect([json({ code: "missing.any.permissions" }, 403)]);
    await expect(clock.until(genesys.billableUsage(period).wait())).rejects.toThrow(
      PermissionDeniedError,
    );
    expect(requests).toHaveLength(1);
  });

  it("continues from the state that another process has serialized", async () => {
    const first = connect([{ ...report, status: "InProgress" }]);
    const before = first.genesys.billableUsage(period);
    await before.poll();
    const text = JSON.stringify(before.serialize());
    expect(text).not.toContain("canary");
    const second = connect([{ ...report, status: "Complete" }]);
    const after = second.genesys.resumeBillableUsage(JSON.parse(text));
    expect((await second.clock.until(after.wait())).usages).toEqual(usages);
    expect((await after.poll()).polls).toBe(2);
    expect(second.requests[0]?.url.searchParams.get("startDate")).toBe(period.startDate);
  });

  it.each<[string, GenesysCloudOptions, unknown]>([
    ["another region", { region: "eu-west-1" }, undefined],
    ["no JSON", {}, "report"],
    ["another kind", {}, { version: 1, kind: "another.report" }],
  ])("doesn't continue from %s", (_, options, serialized) => {
    const { genesys } = connect([report]);
    const text = serialized ?? genesys.billableUsage(period).serialize();
    expect(() => connect([report], options).genesys.resumeBillableUsage(text)).toThrow(
      ConfigurationError,
    );
  });
});
