import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import {
  createSandboxFetch,
  type Accesses,
  type Clock,
  type Fault,
  type SandboxControl,
} from "../src/index.js";
import { basic, now, startFixed } from "./support/client.js";
import { allVendors } from "./support/vendors.js";

/** A sandbox as its users have it, however they reach it. */
type Reached = Accesses & { fetch: typeof fetch; control: SandboxControl; end(): Promise<void> };

const slept: number[] = [];
const clock: Clock = {
  now: () => now,
  sleep: (ms) => {
    slept.push(ms);
    return Promise.resolve();
  },
};

const ways: [string, () => Promise<Reached>][] = [
  [
    "over a socket",
    async () => {
      const sandbox = await startFixed({ clock });
      return { ...sandbox, fetch, end: () => sandbox.close() };
    },
  ],
  [
    "without a socket",
    async () => {
      const sandbox = await createSandboxFetch({ seed: 7, clock, validateResponses: true });
      const end = () => {
        sandbox.close();
        return Promise.resolve();
      };
      return { ...sandbox, end };
    },
  ],
];

describe.each(ways)("faults %s", (_way, open) => {
  let sandbox: Reached;
  let token = "";
  beforeAll(async () => {
    sandbox = await open();
  });
  afterAll(() => sandbox.end());
  beforeEach(async () => {
    sandbox.control.reset();
    slept.length = 0;
    token = await logIn();
  });

  async function logIn(): Promise<string> {
    const { loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
    const response = await sandbox.fetch(`${loginUrl}/oauth/token`, {
      method: "POST",
      headers: { authorization: basic(clientId, clientSecret) },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    return String(dig(await response.json(), "access_token"));
  }

  const deepgram = (path = "/v1/projects", init: RequestInit = {}) => {
    const { baseUrl, apiKey } = sandbox.deepgram;
    const headers = new Headers(init.headers);
    headers.set("authorization", `Token ${apiKey}`);
    return sandbox.fetch(baseUrl + path, { ...init, headers });
  };
  const genesys = (path = "/api/v2/orgauthorization/trustors") =>
    sandbox.fetch(sandbox.genesysCloud.baseUrl + path, {
      headers: { authorization: `Bearer ${token}` },
    });
  const add = (fault: Fault) => sandbox.control.addFault(fault);

  it.each<[string | undefined, number, RegExp, RegExp]>([
    [
      undefined,
      503,
      /^application\/json/,
      /"category":"SANDBOX_FAULT".*"request_id":"[0-9a-f-]{36}"/,
    ],
    ["modern", 418, /^application\/json/, /"category":"SANDBOX_FAULT"/],
    ["legacy", 500, /^application\/json/, /"err_code":"SANDBOX_FAULT".*"request_id"/],
    ["text", 404, /^text\/plain/, /^Status 404\.$/],
    ["html", 502, /^text\/html/, /^<!doctype html>/],
    ["empty", 504, /^$/, /^$/],
    ["modern", 204, /./, /^$/],
  ])("a status in the form %p", async (form, status, type, body) => {
    add({ kind: "status", status, form, headers: { "x-why": "test" }, count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(status);
    expect(response.headers.get("x-why")).toBe("test");
    expect(response.headers.get("content-type") ?? "").toMatch(type);
    expect(await response.text()).toMatch(body);
    expect((await deepgram()).status).toBe(200);
  });

  it("a status is in the one form that Genesys Cloud has", async () => {
    add({ kind: "status", status: 500, vendor: "genesys-cloud" });
    const response = await genesys();
    expect(await response.json()).toMatchObject({
      status: 500,
      contextId: response.headers.get("inin-correlation-id"),
    });
    expect((await deepgram()).status).toBe(200);
  });

  it.each<[string | number | undefined, string | null, string]>([
    [86_400, "86400", "too.many.requests.retry.after"],
    [
      "Wed, 21 Oct 2026 07:28:00 GMT",
      "Wed, 21 Oct 2026 07:28:00 GMT",
      "too.many.requests.retry.after",
    ],
    ["soon", "soon", "too.many.requests.retry.after"],
    [undefined, null, "too.many.requests"],
  ])("a 429 with Retry-After %p", async (retryAfter, header, code) => {
    add({ kind: "rate-limit", retryAfter });
    const [one, other] = [await genesys(), await deepgram()];
    expect([one.status, one.headers.get("retry-after")]).toEqual([429, header]);
    expect(await one.json()).toMatchObject({ code, status: 429 });
    expect([other.status, other.headers.get("retry-after")]).toEqual([429, header]);
    expect(await other.json()).toMatchObject({ err_code: "TOO_MANY_REQUESTS" });
  });

  it("an expired token stays so, and another login helps", async () => {
    add({ kind: "expired-token", count: 1, operation: "listTrustors" });
    expect((await genesys()).status).toBe(401);
    expect((await genesys()).status).toBe(401);
    token = await logIn();
    expect((await genesys()).status).toBe(200);
  });

  it("a login can fail as well", async () => {
    add({ kind: "status", status: 503, operation: "POST /oauth/token", count: 1 });
    expect(await logIn()).toBe("undefined");
    expect(await logIn()).toMatch(/^[\w-]{86}$/);
  });

  it("a delay waits by the clock, then gives the true answer", async () => {
    add({ kind: "delay", delayMs: 5_000 });
    add({ kind: "status", status: 500, delayMs: 700, count: 1 });
    expect((await deepgram()).status).toBe(500);
    expect((await deepgram()).status).toBe(200);
    expect(slept).toEqual([5_700, 5_000]);
  });

  it.each([
    [undefined, undefined],
    [0, 0],
    [10, 10],
  ])(
    "a body that stalls after %p bytes goes on until it is given up",
    async (afterBytes, bytes) => {
      const whole = await (await deepgram()).text();
      add({ kind: "stall", afterBytes });
      const controller = new AbortController();
      const response = await deepgram("/v1/projects", { signal: controller.signal });
      expect(response.status).toBe(200);
      const expected = bytes ?? Math.floor(whole.length / 2);
      const reader = response.body?.getReader();
      let received = 0;
      while (received < expected) received += (await reader?.read())?.value?.length ?? 0;
      expect(received).toBe(expected);
      const next = reader?.read();
      controller.abort(new Error("given up"));
      await expect(next).rejects.toThrow("given up");
    },
  );

  it("a reset is a failed connection", async () => {
    add({ kind: "reset", count: 1 });
    const failure: unknown = await deepgram().catch((error: unknown) => error);
    expect([dig(failure, "message"), dig(failure, "cause", "code")]).toEqual([
      "fetch failed",
      expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/),
    ]);
    expect((await deepgram()).status).toBe(200);
  });

  it("a reset in the middle of the body leaves what came before it", async () => {
    add({ kind: "reset", afterBytes: 20, count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(20);
    await expect(response.text()).rejects.toThrow();
    expect((await deepgram()).status).toBe(200);
  });

  it("a truncated body looks whole, and is no JSON", async () => {
    const whole = await (await deepgram()).text();
    add({ kind: "truncated", afterBytes: 33, count: 1 });
    const response = await deepgram();
    expect(response.headers.get("content-length")).toBe("33");
    expect(await response.text()).toBe(whole.slice(0, 33));
  });

  it("a page of HTML under 200", async () => {
    add({ kind: "html", count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain("<html>");
  });

  const report =
    "/api/v2/billing/reports/billableusage" +
    "?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";

  it("a report in an unknown status, and one that never completes", async () => {
    const status = async () => dig(await (await genesys(report)).json(), "status");
    const { id } = add({ kind: "report-unfinished" });
    for (let poll = 0; poll < 5; poll += 1) expect(await status()).toBe("InProgress");
    sandbox.control.removeFaults(id);
    add({ kind: "report-status", status: "Archived", count: 1 });
    expect((await genesys()).status).toBe(200);
    expect(await status()).toBe("Archived");
    expect(await status()).toBe("Complete");
  });

  it("hit as many requests as they say, and are listed until then", async () => {
    add({ kind: "status", status: 500, count: 2, operation: "listProjects" });
    expect(sandbox.control.faults()).toMatchObject([{ id: "1", kind: "status", count: 2 }]);
    const { projectId } = sandbox.deepgram;
    expect((await deepgram(`/v1/projects/${projectId}/balances`)).status).toBe(200);
    const statuses = [await deepgram(), await deepgram(), await deepgram()].map((r) => r.status);
    expect(statuses).toEqual([500, 500, 200]);
    expect(sandbox.control.faults()).toEqual([]);
  });

  it("hit by chance as often as they say, and the same requests after a reset", async () => {
    const round = async () => {
      sandbox.control.reset();
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
  ])("can be asked for by a request's own header: %s", async (header, status) => {
    const headers = { "billkit-sandbox-fault": header };
    expect((await deepgram("/v1/projects", { headers })).status).toBe(status);
    expect((await deepgram()).status).toBe(200);
  });

  it.each([
    ["nonsense", /^billkit-sandbox-fault: Fault kind "nonsense" is unknown: .*\n$/],
    ["{", /^billkit-sandbox-fault: The header's fault is no JSON\.\n$/],
    ["report-unfinished", /Fault kind "report-unfinished" is none of deepgram's\.\n$/],
  ])("a header that asks for %s is a 400", async (header, message) => {
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
      'Fault form "xml" is unknown: take one of modern, legacy, text, html, empty.',
    ],
    [{ kind: "reset", count: 0 }, "Fault reset/count: must be >= 1"],
    [{ kind: "reset", probability: 0 }, "Fault reset/probability: must be > 0"],
    [{ kind: "reset", after: 1 }, 'Fault reset: must not have "after"'],
    [{ kind: "delay" }, "Fault delay: must have required property 'delayMs'"],
    [
      { kind: "reset", vendor: "acme" },
      `Fault vendor "acme" is unknown: served are ${allVendors.join(", ")}.`,
    ],
    [
      { kind: "report-unfinished", vendor: "deepgram" },
      'Fault kind "report-unfinished" is none of deepgram\'s.',
    ],
    [
      { kind: "reset", vendor: "genesys-cloud", operation: "listBalances" },
      'Fault operation "listBalances" is unknown: take one of getBillableUsage, ' +
        "getTrusteeBillingOverview, listTrustors, POST /oauth/token.",
    ],
  ])("%j is refused in one line", (fault, message) => {
    expect(() => add(fault as Fault)).toThrow(new Error(message));
    expect(sandbox.control.faults()).toEqual([]);
  });

  it("are added, listed and removed over HTTP", async () => {
    const at = `${sandbox.deepgram.baseUrl}/_control/faults`;
    const post = (body: object) =>
      sandbox.fetch(at, { method: "POST", body: JSON.stringify(body) });
    const added = await post({ kind: "reset", vendor: "deepgram", count: 3 });
    const fault = { id: "1", kind: "reset", vendor: "deepgram", count: 3 };
    expect([added.status, await added.json()]).toEqual([201, fault]);
    await post({ kind: "html" });
    expect((await sandbox.fetch(`${at}/1`, { method: "DELETE" })).status).toBe(204);
    const missing = await sandbox.fetch(`${at}/1`, { method: "DELETE" });
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { message: "There is no fault 1." },
    ]);
    expect(await (await sandbox.fetch(at)).json()).toEqual({ faults: [{ id: "2", kind: "html" }] });
    expect((await sandbox.fetch(at, { method: "DELETE" })).status).toBe(204);
    expect(sandbox.control.faults()).toEqual([]);
  });
});

it("faults to begin with come back with a reset", async () => {
  const faults: Fault[] = [{ kind: "status", status: 500, count: 1 }];
  const sandbox = await createSandboxFetch({ faults });
  const status = async () => (await sandbox.fetch(sandbox.deepgram.baseUrl)).status;
  expect([await status(), await status()]).toEqual([500, 404]);
  sandbox.control.reset();
  expect([await status(), await status()]).toEqual([500, 404]);
  sandbox.close();
});
