import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { UnexpectedResponseError } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { clientId, clientSecret, connect, failure } from "./support/logging-in.js";
import { json, type Seen } from "./support/stub-fetch.js";

describe("client credentials", () => {
  cleanEnvironment();

  it.each([
    ["is truncated", '{"access_token":"canary-token","expires_in":'],
    ["isn't JSON", "access_token=canary-token&expires_in=3600"],
  ])("never shows a token from a login response that %s", async (_, answer) => {
    const { clock, call, logged } = connect(() => new Response(answer));
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "body", status: 200, body: undefined, attempts: 1 });
    const visible = [
      inspect(error, { depth: null, showHidden: true }),
      JSON.stringify([error, logged]),
    ];
    expect(visible.join()).not.toContain("canary-token");
  });

  it.each<[string, string]>([
    ["JSON", '{"access_token":"canary-token","message":"down: access_token=canary-token"}'],
    ["nested JSON with whitespace", '{ "sent": [{ "access_token" : "canary-token" }] }'],
    ["an array", '{"access_token":["canary-token"],"id_token":"canary-token"}'],
    ["JSON inside JSON", '{"message":"{\\"access_token\\":\\"canary-token\\"}"}'],
    ["truncated JSON", '{"access_token":"canary-token'],
    ["a Bearer header", '{"error_description":"sent Authorization: Bearer canary-token"}'],
    ["an opaque string", '{"message":"got canary-token-0123456789abcdef"}'],
    ["a form", "token_type=bearer&access_token=canary-token&expires_in=1"],
    ["XML", "<oauth><access_token>canary-token</access_token></oauth>"],
    ["XML inside JSON", '{"description":"<id_token>canary-token</id_token>"}'],
    ["HTML entities", '{"message":"access_token&quot;:&quot;canary-token"}'],
    ["a text", "access_token: 'canary-token', which is canary-token"],
  ])("shows no token that a failed login echoes as %s", async (_, body) => {
    for (const status of [400, 401, 403, 429, 500]) {
      const answer = () => new Response(body, { status, headers: { "x-echo": "canary-token" } });
      const { clock, call, logged } = connect(answer, { maxRetries: 0 });
      const error = await clock.until(failure(call()));
      const shown = `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify([error, logged])}`;
      expect(error).toMatchObject({ status, path: "/oauth/token", body: undefined });
      expect(shown).not.toMatch(/canary/);
    }
  });

  it("keeps the code, message, request id and wait of a failed login", async () => {
    const body = { error: "server_error", error_description: "no access_token was issued today" };
    const headers = { "retry-after": "600", "inin-correlation-id": "r-1", "x-other": "dropped" };
    const { clock, call } = connect(() => json(body, 500, headers), { maxRetries: 0 });
    const error = await clock.until(failure(call()));
    expect(error).toMatchObject({ code: "server_error", requestId: "r-1", retryAfterMs: 600_000 });
    expect(String(error)).toContain("no access_token was issued today");
    expect(JSON.stringify(error)).not.toContain("dropped");
  });

  it("reads a failed login with thousands of tokens in linear time", async () => {
    const body = JSON.stringify({ error: "access_token=x ".repeat(10_000) });
    const { clock, call } = connect(() => new Response(body, { status: 400 }));
    const startedAt = performance.now();
    expect(await clock.until(failure(call()))).toMatchObject({ status: 400 });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it("never shows the secret, wherever a login fails", async () => {
    const echo = ({ headers }: Seen): Response => {
      const text = `${clientId} ${clientSecret} ${headers.get("authorization") ?? ""}`;
      return json({ error: "invalid_client", error_description: text, [clientSecret]: text }, 401, {
        "x-echo": clientSecret,
      });
    };
    const hidden = [
      clientId,
      clientSecret,
      Buffer.from(`${clientId}:${clientSecret}`).toString("base64"),
    ];
    const escaped = clientSecret.replace(/./g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
    for (const answer of [
      echo,
      () => new Response(`{ "error": "${escaped}", "description": "${escaped}" }`, { status: 400 }),
      () => json({ error: clientSecret, sent: { clientId, clientSecret }, [clientSecret]: 1 }, 500),
      () => {
        throw new TypeError("fetch failed");
      },
    ]) {
      const { clock, call, logged, genesys } = connect(answer);
      const error = await clock.until(failure(call()));
      const visible = [
        String(error),
        JSON.stringify(error),
        inspect(error, { depth: null, showHidden: true }),
        JSON.stringify(logged),
        inspect(genesys, { depth: null, showHidden: true }),
        JSON.stringify(genesys),
      ].join("\n");
      for (const secret of hidden) expect(visible).not.toContain(secret);
    }
  });
});
