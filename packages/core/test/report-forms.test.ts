import { describe, expect, it } from "@jest/globals";
import type { OperationDefinition } from "../src/index.js";
import { byJob, byLocation, createPoller, type ReportDefinition } from "../src/reports/index.js";
import { failure, inTurn, json, rig, secret } from "./support/service.js";

const start: OperationDefinition = {
  id: "startReport",
  method: "POST",
  path: "/v1/reports",
  parameters: {},
  result: { required: ["id"] },
};
const read: OperationDefinition = {
  id: "getReport",
  method: "GET",
  path: "/v1/reports/{id}",
  parameters: { id: { in: "path", required: true } },
  result: { required: ["state"] },
};
const shared = {
  kind: "acme.report",
  read,
  status: "/state",
  states: { pending: ["running"], complete: ["done"] },
};
const job: ReportDefinition<object> = {
  ...shared,
  form: byJob,
  start,
  id: "/id",
  parameter: "id",
};
const located: ReportDefinition<object> = {
  ...shared,
  form: byLocation,
  start: { ...start, result: "json" },
};
const status = "https://api.acme.example/v1/status/1";
const methods = (requests: readonly Request[]): string[] => requests.map(({ method }) => method);

describe("a report that may have been started", () => {
  it.each<[string, ReportDefinition<object>, () => Response, string]>([
    ["a job without an id", job, () => json({}), "mismatch"],
    ["a job whose id is null", job, () => json({ id: null }), "state"],
    ["a pending location without an address", located, () => json({ state: "running" }), "state"],
    ["an unknown status without an address", located, () => json({ state: "new" }), "state"],
  ])("isn't started again: %s", async (_, definition, answer, reason) => {
    const { client, clock, requests } = rig(answer);
    const poller = createPoller({ serviceClient: client }, definition, {});
    expect(await failure(clock.run(poller.wait()))).toMatchObject({ reason });
    expect(methods(requests)).toEqual(["POST"]);
  });

  it("is read at its address if the status of its start is unknown", async () => {
    const { client, clock, requests } = rig(
      inTurn(
        () => json({ state: "accepted" }, { status: 201, headers: { location: status } }),
        () => json({ state: "done" }),
      ),
    );
    const poller = createPoller({ serviceClient: client }, located, {});
    expect(await clock.run(poller.wait())).toEqual({ state: "done" });
    expect(methods(requests)).toEqual(["POST", "GET"]);
  });
});

it("ignores an address that can't be followed in a response that breaks the contract", async () => {
  const { client, clock } = rig(
    inTurn(
      () => json({}, { status: 202, headers: { location: status } }),
      () => json({ state: "running" }, { headers: { location: "http://" } }),
      () => json({ state: "done", rows: [] }),
    ),
  );
  const definition = { ...located, read: { ...read, result: { required: ["rows"] } } };
  const poller = createPoller({ serviceClient: client }, definition, {});
  expect(await clock.run(poller.wait())).toEqual({ state: "done", rows: [] });
});

it("accepts a complete report whatever its address", async () => {
  const headers = { location: "https://files.acme.example/1" };
  const { client } = rig(() => json({ state: "done" }, { headers }));
  const poller = createPoller({ serviceClient: client }, located, {});
  expect(await poller.poll()).toMatchObject({ status: "done", nextPollMs: undefined });
});

it("an error about a start's response contains no credential", async () => {
  const location = `http://[${secret}`;
  const { client } = rig(() => json({}, { status: 202, headers: { location } }));
  const poller = createPoller({ serviceClient: client }, located, {});
  const error = await failure(poller.poll());
  expect(String(error)).toContain("[redacted]");
  expect(String(error) + JSON.stringify(error)).not.toContain(secret);
});

it.each<[string, Record<string, string>, number]>([
  ["the vendor's header", { "x-wait": "40" }, 40_000],
  ["the longer of two headers", { "x-wait": "40", "retry-after": "50" }, 50_000],
  ["an unreadable header", { "x-wait": "soon" }, 2000],
])("polls no earlier than the service allows: %s", async (_, headers, ms) => {
  const { client } = rig(() =>
    json({}, { status: 202, headers: { location: status, ...headers } }),
  );
  const definition = { ...located, waitHeaders: ["x-wait"] };
  const poller = createPoller({ serviceClient: client }, definition, {});
  expect((await poller.poll()).nextPollMs).toBeGreaterThanOrEqual(ms);
  expect((await poller.poll()).nextPollMs).toBeLessThanOrEqual(ms + 3000);
});
