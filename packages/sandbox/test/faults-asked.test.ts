import { describe, expect, it } from "@jest/globals";
import { createSandboxFetch, type Fault } from "../src/index.js";
import { reach, ways } from "./support/faulty.js";
import { allVendors } from "./support/vendors.js";

describe.each(ways)("faults %s", (_way, open) => {
  const { add, deepgram, sandbox } = reach(open);

  it("hit as many requests as configured, and are listed until then", async () => {
    add({ kind: "status", status: 500, count: 2, operation: "listProjects" });
    expect(sandbox().control.faults()).toMatchObject([{ id: "1", kind: "status", count: 2 }]);
    const { projectId } = sandbox().deepgram;
    expect((await deepgram(`/v1/projects/${projectId}/balances`)).status).toBe(200);
    const statuses = [await deepgram(), await deepgram(), await deepgram()].map((r) => r.status);
    expect(statuses).toEqual([500, 500, 200]);
    expect(sandbox().control.faults()).toEqual([]);
  });

  it("hit with their probability, and the same requests after a reset", async () => {
    const round = async () => {
      sandbox().control.reset();
      add({ kind: "status", status: 500, probability: 0.3 });
      const statuses: number[] = [];
      for (let sent = 0; sent < 200; sent += 1) statuses.push((await deepgram()).status);
      return statuses;
    };
    const statuses = await round();
    const hits = statuses.filter((status) => status === 500).length;
    expect(hits).toBeGreaterThan(40);
    expect(hits).toBeLessThan(80);
    expect(await round()).toEqual(statuses);
  });

  it.each<[string, number]>([
    ['{"kind":"status","status":599}', 599],
    ["rate-limit", 429],
    [' {"kind": "html", "status": 203} ', 203],
  ])("can be requested in a request's header: %s", async (header, status) => {
    const headers = { "billkit-sandbox-fault": header };
    expect((await deepgram("/v1/projects", { headers })).status).toBe(status);
    expect((await deepgram()).status).toBe(200);
  });

  it.each<[string, string, number]>([
    ["for this operation", '{"kind":"status","status":599,"operation":"listProjects"}', 599],
    ["of another", '{"kind":"status","status":599,"operation":"listBalances"}', 200],
    ["for this vendor", '{"kind":"status","status":599,"vendor":"deepgram"}', 599],
    ["for another vendor", '{"kind":"status","status":599,"vendor":"genesys-cloud"}', 200],
  ])("in a header for a request %s apply only if they match", async (_, header, status) => {
    const headers = { "billkit-sandbox-fault": header };
    expect((await deepgram("/v1/projects", { headers })).status).toBe(status);
  });

  it("that are configured still hit a request whose header doesn't match", async () => {
    add({ kind: "status", status: 502, count: 1 });
    const headers = { "billkit-sandbox-fault": '{"kind":"html","operation":"listBalances"}' };
    expect((await deepgram("/v1/projects", { headers })).status).toBe(502);
  });

  it("in a header hit with their probability, and the same requests after a reset", async () => {
    const headers = { "billkit-sandbox-fault": '{"kind":"html","status":502,"probability":0.3}' };
    const round = async () => {
      const statuses: number[] = [];
      for (let count = 0; count < 100; count += 1) {
        statuses.push((await deepgram("/v1/projects", { headers })).status);
      }
      return statuses;
    };
    const statuses = await round();
    const hits = statuses.filter((status) => status === 502).length;
    expect(hits).toBeGreaterThan(15);
    expect(hits).toBeLessThan(45);
    sandbox().control.reset();
    expect(await round()).toEqual(statuses);
  });

  it.each([
    ["nonsense", /^billkit-sandbox-fault: Fault kind "nonsense" is unknown; .*\n$/],
    ["{", /^billkit-sandbox-fault: The fault in the header isn't JSON\.\n$/],
    ["report-unfinished", /Fault kind "report-unfinished" isn't supported by deepgram\.\n$/],
  ])("in a header as %s are a 400", async (header, message) => {
    const response = await deepgram("/v1/projects", {
      headers: { "billkit-sandbox-fault": header },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(message);
  });

  it.each<[object, string]>([
    [{ kind: "status" }, "Fault status: must have required property 'status'"],
    [{ kind: "status", status: 700 }, "Fault status/status: must be <= 599"],
    [
      { kind: "status", status: 500, form: "xml", vendor: "deepgram" },
      'Fault form "xml" is unknown; allowed: modern, legacy, text, html, empty.',
    ],
    [{ kind: "reset", count: 0 }, "Fault reset/count: must be >= 1"],
    [{ kind: "reset", probability: 0 }, "Fault reset/probability: must be > 0"],
    [{ kind: "reset", after: 1 }, 'Fault reset: must not have "after"'],
    [{ kind: "delay" }, "Fault delay: must have required property 'delayMs'"],
    [
      { kind: "reset", vendor: "no such vendor" },
      `Fault vendor "no such vendor" is unknown; allowed: ${allVendors.join(", ")}.`,
    ],
    [
      { kind: "report-unfinished", vendor: "deepgram" },
      'Fault kind "report-unfinished" isn\'t supported by deepgram.',
    ],
    [
      { kind: "report-unfinished", operation: "listTrustors" },
      'Fault kind "report-unfinished" hits getBillableUsage, not "listTrustors".',
    ],
    [
      { kind: "reset", vendor: "genesys-cloud", operation: "listBalances" },
      'Fault operation "listBalances" is unknown; allowed: getBillableUsage, ' +
        "getTrusteeBillingOverview, listTrustors, POST /oauth/token.",
    ],
  ])("with %j are rejected in one line", (fault, message) => {
    expect(() => add(fault as Fault)).toThrow(new Error(message));
    expect(sandbox().control.faults()).toEqual([]);
  });

  it("can be added, listed and removed over HTTP", async () => {
    const at = `${sandbox().deepgram.baseUrl}/_control/faults`;
    const post = (body: object) =>
      sandbox().fetch(at, { method: "POST", body: JSON.stringify(body) });
    const added = await post({ kind: "reset", vendor: "deepgram", count: 3 });
    const fault = { id: "1", kind: "reset", vendor: "deepgram", count: 3 };
    expect([added.status, await added.json()]).toEqual([201, fault]);
    await post({ kind: "html" });
    expect((await sandbox().fetch(`${at}/1`, { method: "DELETE" })).status).toBe(204);
    const missing = await sandbox().fetch(`${at}/1`, { method: "DELETE" });
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { message: "There is no fault 1." },
    ]);
    expect(await (await sandbox().fetch(at)).json()).toEqual({
      faults: [{ id: "2", kind: "html" }],
    });
    expect((await sandbox().fetch(at, { method: "DELETE" })).status).toBe(204);
    expect(sandbox().control.faults()).toEqual([]);
  });
});

it("in the options are restored by a reset", async () => {
  const faults: Fault[] = [{ kind: "status", status: 500, count: 1 }];
  const sandbox = await createSandboxFetch({ faults });
  const status = async () => (await sandbox.fetch(sandbox.deepgram.baseUrl)).status;
  expect([await status(), await status()]).toEqual([500, 404]);
  sandbox.control.reset();
  expect([await status(), await status()]).toEqual([500, 404]);
  sandbox.close();
});
