import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Sandbox } from "../src/index.js";
import { asGenesysCloud, basic, logIn, sender, startFixed, type Send } from "./support/client.js";
import { startForTest } from "./support/started.js";

const trustorsPath = "/api/v2/orgauthorization/trustors";

let sandbox: Sandbox;
let get: Send;

beforeAll(async () => {
  sandbox = await startFixed();
  get = await asGenesysCloud(sandbox);
});
afterAll(() => sandbox.close());

describe("login", () => {
  const grant = (authorization: string, body: Record<string, string>) =>
    sender(sandbox.genesysCloud.loginUrl, { authorization })("/oauth/token", {
      method: "POST",
      body: new URLSearchParams(body),
    });
  const good = () => basic(sandbox.genesysCloud.clientId, sandbox.genesysCloud.clientSecret);

  it("returns a bearer token that is valid for a day", async () => {
    const { status, json } = await grant(good(), { grant_type: "client_credentials" });
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        access_token: expect.stringMatching(/^[\w-]{86}$/),
        token_type: "bearer",
        expires_in: 86_400,
      },
    });
  });

  it("returns a new token each time, and both are valid", async () => {
    const tokens = [await logIn(sandbox), await logIn(sandbox)];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await get(trustorsPath, { headers })).status).toBe(200);
    }
  });

  const refusal = (error: string) => ({
    error,
    description: expect.any(String),
    error_description: expect.any(String),
  });

  it.each([
    ["a wrong secret", () => basic(sandbox.genesysCloud.clientId, "wrong")],
    ["a wrong id", () => basic("wrong", sandbox.genesysCloud.clientSecret)],
    ["no secret", () => "Basic "],
    ["another scheme", () => good().replace("Basic", "Bearer")],
  ])("%s is a 401", async (_name, authorization) => {
    const { status, json } = await grant(authorization(), { grant_type: "client_credentials" });
    expect({ status, json }).toEqual({ status: 401, json: refusal("invalid_client") });
  });

  it.each([
    [{ grant_type: "password" }, "unsupported_grant_type"],
    [{}, "invalid_request"],
  ])("%j is a 400", async (body, error) => {
    const { status, json } = await grant(good(), body);
    expect({ status, json }).toEqual({ status: 400, json: refusal(error) });
  });

  it("answers 405 to GET and allows POST", async () => {
    const { status, headers } = await get("/oauth/token");
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: "POST" });
  });

  it("expires a token by the sandbox's clock", async () => {
    let now = Date.parse("2026-06-20T12:00:00Z");
    const aged = await startForTest({ clock: { now: () => now } });
    const send = await asGenesysCloud(aged);
    now += 86_399_000;
    expect((await send(trustorsPath)).status).toBe(200);
    now += 1_000;
    expect((await send(trustorsPath)).json).toMatchObject({ code: "bad.credentials" });
  });
});

describe("rate limits", () => {
  it("count a token's requests in headers, minute by minute", async () => {
    let now = Date.parse("2026-06-20T12:00:45.500Z");
    const counting = await startForTest({ clock: { now: () => now } });
    const request = await asGenesysCloud(counting);
    const rate = async () => {
      const { headers } = await request(trustorsPath);
      return ["count", "allowed", "reset"].map((name) => headers[`inin-ratelimit-${name}`]);
    };
    expect(await rate()).toEqual(["1", "300", "15"]);
    expect(await rate()).toEqual(["2", "300", "15"]);
    const other = await asGenesysCloud(counting);
    expect((await other(trustorsPath)).headers["inin-ratelimit-count"]).toBe("1");
    now += 14_500;
    expect(await rate()).toEqual(["1", "300", "60"]);
  });

  it("aren't enforced by default", async () => {
    const open = await startForTest();
    const request = await asGenesysCloud(open);
    const replies = await Promise.all(Array.from({ length: 301 }, () => request(trustorsPath)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("are enforced if configured, with the wait in header and message", async () => {
    const strict = await startForTest({ enforceLimits: true });
    const request = await asGenesysCloud(strict);
    const replies = await Promise.all(Array.from({ length: 301 }, () => request(trustorsPath)));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers["retry-after"]).toBe("4");
    expect(refused[0]?.json).toMatchObject({
      code: "too.many.requests.retry.after",
      message: expect.stringContaining("Retry the request in [4] seconds"),
      limit: { namespace: "platform.api", value: 300 },
    });
  });
});
