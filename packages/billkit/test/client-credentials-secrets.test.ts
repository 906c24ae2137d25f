import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { UnexpectedResponseError } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { clientId, clientSecret, connect, failure } from "./support/logging-in.js";
import { json, type Seen } from "./support/stub-fetch.js";

describe("client credentials", () => {
  cleanEnvironment();

  it.each([
    ["is cut short", '{"access_token":"canary-token","expires_in":'],
    ["is no JSON", "access_token=canary-token&expires_in=3600"],
  ])("tells no token of an answer that %s", async (_, answer) => {
    const { clock, call, logged } = connect(() => new Response(answer));
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "body", status: 200, body: undefined, attempts: 1 });
    const told = [
      inspect(error, { depth: null, showHidden: true }),
      JSON.stringify([error, logged]),
    ];
    expect(told.join()).not.toContain("canary-token");
  });

  it.each<[string, string]>([
    ["JSON", '{"access_token":"canary-token","message":"down: canary-token"}'],
    ["JSON, deeper and spaced", '{ "sent": [{ "access_token" : "canary-token" }] }'],
    ["JSON, escaped", '{"access_token":"canary\\u002dtoken","x":"canary\\u002dtoken"}'],
    ["JSON within JSON", '{"message":"{\\"access_token\\":\\"canary-token\\"}"}'],
    ["JSON that is cut short", '{"access_token":"canary-token'],
    ["a form", "token_type=bearer&access_token=canary-token&expires_in=1"],
    ["a text", "access_token: 'canary-token', which is canary-token"],
  ])("tells no token that a login which failed echoes as %s", async (_, body) => {
    for (const status of [400, 401, 403, 429, 500]) {
      const answer = () => new Response(body, { status, headers: { "x-echo": "canary-token" } });
      const { clock, call, logged } = connect(answer, { maxRetries: 0 });
      const error = await clock.until(failure(call()));
      const told = `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify([error, logged])}`;
      expect(error).toMatchObject({ status, path: "/oauth/token" });
      expect(told).toContain("[redacted]");
      expect(told).not.toMatch(/canary|(-|u002d)token/);
    }
  });

  it("tells no token whose slash a login that failed escapes", async () => {
    const body = '{"access_token":"canary\\/value","message":"canary/value"}';
    const { clock, call, logged } = connect(() => new Response(body, { status: 400 }));
    const error = await clock.until(failure(call()));
    const told = `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify([error, logged])}`;
    expect(told).toContain("[redacted]");
    expect(told).not.toMatch(/canary|value"/);
  });

  it("tells the words of a login that failed, when they speak of a token", async () => {
    const body = { error: "server_error", error_description: "no access_token was issued today" };
    const { clock, call } = connect(() => json(body, 500), { maxRetries: 0 });
    const error = await clock.until(failure(call()));
    expect(error).toMatchObject({ body, code: "server_error" });
    expect(String(error)).toContain("no access_token was issued today");
  });

  it("tells no secret, wherever a login fails", async () => {
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
      const told = [
        String(error),
        JSON.stringify(error),
        inspect(error, { depth: null, showHidden: true }),
        JSON.stringify(logged),
        inspect(genesys, { depth: null, showHidden: true }),
        JSON.stringify(genesys),
      ].join("\n");
      for (const secret of hidden) expect(told).not.toContain(secret);
    }
  });
});
