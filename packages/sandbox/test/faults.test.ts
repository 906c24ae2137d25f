import { describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import { reach, slept, ways } from "./support/faulty.js";

describe.each(ways)("a fault %s", (_way, open) => {
  const { add, deepgram, genesys, logIn, sandbox } = reach(open);

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
  ])("sends a status in the form %p", async (form, status, type, body) => {
    add({ kind: "status", status, form, headers: { "x-why": "test" }, count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(status);
    expect(response.headers.get("x-why")).toBe("test");
    expect(response.headers.get("content-type") ?? "").toMatch(type);
    expect(await response.text()).toMatch(body);
    expect((await deepgram()).status).toBe(200);
  });

  it("overrides headers, whatever the case of their names", async () => {
    const headers = { "Content-Type": "text/x-mine", "DG-Request-Id": "mine", Date: "now" };
    add({ kind: "status", status: 500, headers });
    const response = await deepgram();
    expect(response.headers.get("content-type")).toBe("text/x-mine");
    expect(response.headers.get("dg-request-id")).toBe("mine");
  });

  it("sends a status in Genesys Cloud's only form", async () => {
    add({ kind: "status", status: 500, vendor: "genesys-cloud" });
    const response = await genesys();
    expect(await response.json()).toMatchObject({
      status: 500,
      contextId: response.headers.get("inin-correlation-id"),
    });
    expect((await deepgram()).status).toBe(200);
    sandbox().control.removeFaults();
    add({ kind: "status", status: 500, form: "legacy" });
    expect(await (await genesys()).json()).toMatchObject({ code: "sandbox.fault", status: 500 });
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
  ])("sends a 429 with Retry-After %p", async (retryAfter, header, code) => {
    add({ kind: "rate-limit", retryAfter });
    const [one, other] = [await genesys(), await deepgram()];
    expect([one.status, one.headers.get("retry-after")]).toEqual([429, header]);
    expect(await one.json()).toMatchObject({ code, status: 429 });
    expect([other.status, other.headers.get("retry-after")]).toEqual([429, header]);
    expect(await other.json()).toMatchObject({ err_code: "TOO_MANY_REQUESTS" });
  });

  it("expires a token permanently, until another login", async () => {
    add({ kind: "expired-token", count: 1, operation: "listTrustors" });
    expect((await genesys()).status).toBe(401);
    expect((await genesys()).status).toBe(401);
    await logIn();
    expect((await genesys()).status).toBe(200);
  });

  it("can fail a login too", async () => {
    add({ kind: "status", status: 503, operation: "POST /oauth/token", count: 1 });
    expect(await logIn()).toBe("undefined");
    expect(await logIn()).toMatch(/^[\w-]{86}$/);
  });

  it("adds up delays to at most the longest timer", async () => {
    add({ kind: "delay", delayMs: 2_147_483_647 });
    add({ kind: "delay", delayMs: 1 });
    expect((await deepgram()).status).toBe(200);
    expect(slept).toEqual([2_147_483_647]);
  });

  it("delays by the clock, then lets the real response through", async () => {
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
  ])("stalls a body after %p bytes until the client aborts", async (afterBytes, bytes) => {
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
    controller.abort(new Error("aborted by the test"));
    await expect(next).rejects.toThrow("aborted by the test");
  });

  it("resets the connection", async () => {
    add({ kind: "reset", count: 1 });
    const failure: unknown = await deepgram().catch((error: unknown) => error);
    expect([dig(failure, "message"), dig(failure, "cause", "code")]).toEqual([
      "fetch failed",
      expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/),
    ]);
    expect((await deepgram()).status).toBe(200);
  });

  it("resets the connection in the middle of the body, after the bytes before it", async () => {
    add({ kind: "reset", afterBytes: 20, count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(20);
    await expect(response.text()).rejects.toThrow();
    expect((await deepgram()).status).toBe(200);
  });

  it("truncates a body that looks complete and isn't JSON", async () => {
    const whole = await (await deepgram()).text();
    add({ kind: "truncated", afterBytes: 33, count: 1 });
    const response = await deepgram();
    expect(response.headers.get("content-length")).toBe("33");
    expect(await response.text()).toBe(whole.slice(0, 33));
  });

  it("sends a page of HTML under 200", async () => {
    add({ kind: "html", count: 1 });
    const response = await deepgram();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain("<html>");
  });

  const report =
    "/api/v2/billing/reports/billableusage" +
    "?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";

  it("sends a report with an unknown status, or one that never completes", async () => {
    const status = async () => dig(await (await genesys(report)).json(), "status");
    const { id } = add({ kind: "report-unfinished" });
    for (let poll = 0; poll < 5; poll += 1) expect(await status()).toBe("InProgress");
    sandbox().control.removeFaults(id);
    add({ kind: "report-status", status: "Archived", count: 1 });
    expect((await genesys()).status).toBe(200);
    expect(await status()).toBe("Archived");
    expect(await status()).toBe("Complete");
  });
});
