import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { UnexpectedResponseError } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { clientId, clientSecret, connect, failure } from "./support/login.js";
import { json, type Seen } from "./support/stub-fetch.js";

describe("what a failed login tells", () => {
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
