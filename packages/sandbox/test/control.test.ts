import { once } from "node:events";
import http from "node:http";
import { describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { SandboxOptions, SandboxState } from "../src/index.js";
import { asDeepgram, asGenesysCloud, sender } from "./support/client.js";
import { controlOf } from "./support/control.js";
import { startForTest } from "./support/started.js";
import { allVendors } from "./support/vendors.js";

async function start(options: SandboxOptions = {}) {
  const sandbox = await startForTest(options);
  const project = `/v1/projects/${sandbox.deepgram.projectId}`;
  return { sandbox, project, deepgram: asDeepgram(sandbox), control: controlOf(sandbox) };
}

describe("GET /_control/state", () => {
  it("returns what the services use for their responses", async () => {
    const { sandbox, project, deepgram, control } = await start();
    const genesys = await asGenesysCloud(sandbox);
    const { json } = await control.get("/state");
    const { vendors } = json as SandboxState;
    const [main] = vendors.deepgram.accounts[0]?.projects ?? [];
    expect((await deepgram(`${project}/balances`)).json).toEqual({ balances: main?.balances });
    expect((await deepgram(`${project}/purchases?limit=1000`)).json).toEqual({
      orders: main?.orders,
    });
    const [organization] = vendors["genesys-cloud"].organizations;
    for (const { id, periods } of organization?.trustors ?? []) {
      for (const [index, period] of periods.slice(0, 3).entries()) {
        const address = `/api/v2/billing/trusteebillingoverview/${id}?billingPeriodIndex=${index}`;
        expect((await genesys(address)).json).toEqual({ ...period, selfUri: address });
      }
    }
  });

  it("returns the same from every vendor's address and from the handle", async () => {
    const { sandbox, control } = await start();
    const { json } = await control.get("/state");
    expect(json).toEqual(sandbox.control.state());
    const other = sender(sandbox.genesysCloud.baseUrl, {});
    expect((await other("/_control/state")).json).toEqual(json);
  });

  it("isn't counted as a request, and its responses have no request id", async () => {
    const { control } = await start();
    const first = await control.get("/state");
    expect((await control.get("/state")).json).toEqual(first.json);
    expect(first.headers).not.toHaveProperty("dg-request-id");
  });
});

describe("PUT /_control/state", () => {
  it("replaces one vendor's state entirely, and no other's", async () => {
    const { deepgram, sandbox, control } = await start();
    const genesys = await asGenesysCloud(sandbox);
    const project_id = "11111111-1111-4111-8111-111111111111";
    const balance = { balance_id: "b", amount: 0.1, units: "usd" };
    const project = { project_id, name: "Mine", balances: [balance] };
    const account = { keys: [{ key: sandbox.deepgram.apiKey }], projects: [project] };
    const put = await control.put("/state", { vendors: { deepgram: { accounts: [account] } } });
    expect([put.status, put.text]).toEqual([204, ""]);
    const { json } = await deepgram("/v1/projects");
    expect(json).toEqual({ projects: [{ project_id, name: "Mine" }] });
    expect((await deepgram(`/v1/projects/${project_id}/balances`)).json).toEqual({
      balances: [balance],
    });
    expect((await genesys("/api/v2/orgauthorization/trustors")).status).toBe(200);
  });

  it("accepts the result of GET and changes nothing", async () => {
    const { control } = await start();
    const { json } = await control.get("/state");
    expect((await control.put("/state", json)).status).toBe(204);
    expect((await control.get("/state")).json).toEqual(json);
  });

  it("moves the clock, and with it usage, periods and the expiry of tokens", async () => {
    const { sandbox, project, deepgram, control } = await start();
    const genesys = await asGenesysCloud(sandbox);
    const trustors = "/api/v2/orgauthorization/trustors";
    const overview = `/api/v2/billing/trusteebillingoverview/${sandbox.genesysCloud.trustorOrgId}`;
    const { json: active } = await genesys(overview);
    await control.put("/state", { clockOffsetMs: 86_400_000 - 1 });
    expect((await genesys(trustors)).status).toBe(200);
    await control.put("/state", { clockOffsetMs: 11 * 86_400_000 });
    expect((await genesys(trustors)).status).toBe(401);
    const again = await asGenesysCloud(sandbox);
    const { json: closed } = await again(`${overview}?billingPeriodIndex=1`);
    expect(dig(closed, "id")).toBe(dig(active, "id"));
    const days = (await deepgram(`${project}/billing/breakdown?start=2026-06-20`)).json;
    expect(dig(days, "end")).toBe("2026-07-01");
    expect((dig(days, "results") as unknown[]).length).toBe(11);
  });

  const account = { keys: [{ key: "k" }], projects: [] };
  const project = { project_id: "11111111-1111-4111-8111-111111111111" };
  const inAccount = (more: object) => ({
    vendors: { deepgram: { accounts: [{ ...account, ...more }] } },
  });
  const used = { date: "2026-06-01", accessor: "a", line_item: "sync::nova-3" };
  const usage = (dollars: number) =>
    inAccount({ projects: [{ ...project, usage: [{ ...used, dollars }] }] });

  it.each<[unknown, string]>([
    ["{", "The body isn't JSON."],
    ["[]", ": must be object"],
    [
      '{"requests":{"no such vendor":1}}',
      `/requests: no such vendor is unknown; allowed: ${allVendors.join(", ")}`,
    ],
    [{ seeds: 1 }, ': must not have "seeds"'],
    [{ clockOffsetMs: "1" }, "/clockOffsetMs: must be number"],
    [
      { vendors: { "no such vendor": {} } },
      `/vendors: no such vendor is unknown; allowed: ${allVendors.join(", ")}`,
    ],
    [{ vendors: { deepgram: {} } }, "/vendors/deepgram: must have required property 'accounts'"],
    [
      inAccount({ keys: [] }),
      "/vendors/deepgram/accounts/0/keys: must NOT have fewer than 1 items",
    ],
    [
      inAccount({ keys: [{ key: "k" }, { key: "k" }] }),
      "/vendors/deepgram/accounts/0/keys/1/key: isn't unique",
    ],
    [
      inAccount({ projects: [{ project_id: "main" }] }),
      '/vendors/deepgram/accounts/0/projects/0/project_id: must match format "uuid"',
    ],
    [
      inAccount({ projects: [{ ...project, balances: [{ balance_id: "b", units: "usd" }] }] }),
      "/vendors/deepgram/accounts/0/projects/0/balances/0: must have required property 'amount'",
    ],
    [
      usage(0.123456789),
      '/vendors/deepgram/accounts/0/projects/0/usage/0/dollars: must match format "amount"',
    ],
    [usage(-1), "/vendors/deepgram/accounts/0/projects/0/usage/0/dollars: must be >= 0"],
    [
      { vendors: { "genesys-cloud": { organizations: [{ id: "o", clients: [{}] }] } } },
      "/vendors/genesys-cloud/organizations/0/clients/0: must have required property 'clientId'",
    ],
  ])("rejects %j with a 400 in one line, and changes nothing", async (body, message) => {
    const { control } = await start();
    const before = (await control.get("/state")).json;
    const { status, json } = await control.put("/state", body);
    expect({ status, json }).toEqual({ status: 400, json: { message } });
    expect((await control.get("/state")).json).toEqual(before);
  });

  it("replaces all the given vendors' states or none", async () => {
    const { control } = await start();
    const before = (await control.get("/state")).json;
    const vendors = { deepgram: { accounts: [account] }, "genesys-cloud": {} };
    expect((await control.put("/state", { vendors, seed: 5 })).status).toBe(400);
    expect((await control.get("/state")).json).toEqual(before);
  });
});

describe("POST /_control/reset", () => {
  it("restores the start: state, request ids, faults; the same requests get the same bytes", async () => {
    const { deepgram, project, control } = await start();
    const start0 = (await control.get("/state")).json;
    const first = await deepgram(`${project}/balances`);
    await control.post("/actions/deepgram/usage", {
      project_id: project.split("/")[3],
      accessor: "mine",
      line_item: "sync::nova-3",
      dollars: 12.5,
    });
    await control.post("/faults", { kind: "status", status: 503 });
    expect((await deepgram(`${project}/balances`)).status).toBe(503);
    expect((await control.post("/reset", "")).status).toBe(204);
    expect((await control.get("/state")).json).toEqual(start0);
    expect((await control.get("/faults")).json).toEqual({ faults: [] });
    expect(await deepgram(`${project}/balances`)).toEqual(first);
  });

  it("forgets logins and reports", async () => {
    const { sandbox, control } = await start({ reportPolls: 1 });
    const report =
      "/api/v2/billing/reports/billableusage" +
      "?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";
    const request = await asGenesysCloud(sandbox);
    expect((await request(report)).json).toMatchObject({ status: "InProgress" });
    expect((await request(report)).json).toMatchObject({ status: "Complete" });
    await control.post("/reset", "");
    expect((await request(report)).status).toBe(401);
    const again = await asGenesysCloud(sandbox);
    expect((await again(report)).json).toMatchObject({ status: "InProgress" });
  });
});

describe("access to the control API", () => {
  const token = "0123456789abcdef";

  it("is open to any process on this machine, but not to web pages", async () => {
    const { sandbox } = await start();
    const from = (origin: string) => controlOf(sandbox, { origin }).get("/state");
    expect((await from("http://localhost:3000")).status).toBe(200);
    expect((await from("https://evil.example")).json).toEqual({
      message: "The control API is for this machine only.",
    });
  });

  it.each([
    ["evil.example", undefined, 403],
    ["127.0.0.1.evil.example", undefined, 403],
    ["deepgram.invalid", undefined, 403],
    ["localhost:1", undefined, 204],
    ["127.0.0.1", "null", 403],
    ["127.0.0.1", "http://localhost.evil.example", 403],
    ["[::1]", "http://127.8.8.8:3000", 204],
  ])(
    "at host %s and origin %s requires what DNS rebinding and forms can't change",
    async (host, origin, status) => {
      const { sandbox } = await start();
      const headers = { host, ...(origin === undefined ? {} : { origin }) };
      const request = http.request(`${sandbox.control.url}/reset`, { method: "POST", headers });
      const [response] = (await once(request.end(), "response")) as [http.IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(status);
    },
  );

  it.each([
    [{ controlToken: token }, new RegExp(`^${token}$`)],
    [{ host: "0.0.0.0" }, /^[0-9a-f]{32}$/],
  ])("with %j requires the token", async (options, expected) => {
    const { sandbox } = await start(options);
    const given = sandbox.control.token ?? "";
    expect(given).toMatch(expected);
    const as = (authorization: string) => controlOf(sandbox, { authorization }).get("/state");
    expect((await as(`Bearer ${given}`)).status).toBe(200);
    const refused = [await as(`Bearer ${given}0`), await as("")];
    expect(refused.map(({ status }) => status)).toEqual([401, 401]);
    expect((await asDeepgram(sandbox)("/v1/projects")).status).toBe(200);
  });

  it("uses a new random token per sandbox, whatever the seed", async () => {
    const tokens = [await start({ host: "0.0.0.0" }), await start({ host: "0.0.0.0" })].map(
      ({ sandbox }) => sandbox.control.token,
    );
    expect(new Set(tokens).size).toBe(2);
  });

  it("answers 404 for unknown paths", async () => {
    const { control } = await start();
    expect((await control.get("/nothing")).json).toEqual({
      message: "The control API has no GET /_control/nothing.",
    });
    expect((await control.post("/state", {})).status).toBe(404);
  });
});
