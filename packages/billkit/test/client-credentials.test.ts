import { describe, expect, it } from "@jest/globals";
import { cleanEnvironment } from "./support/environment.js";
import { clientId, clientSecret, connect, issue } from "./support/login.js";
import { json, type Seen } from "./support/stub-fetch.js";

describe("client credentials", () => {
  cleanEnvironment();

  it("asks as OAuth has it", async () => {
    const { call, logins } = connect(() => issue("token", 86_400));
    await call();
    const [login] = logins;
    expect(login?.url.href).toBe("https://login.mypurecloud.ie/oauth/token");
    expect(login?.body).toBe("grant_type=client_credentials");
    expect(login?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(login?.headers.get("authorization")).toBe(
      `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
    );
    expect(login?.headers.get("user-agent")).toMatch(/ \(GenesysCloud login\)$/);
  });

  it("encodes a secret of any characters as UTF-8", async () => {
    const { call, logins } = connect(() => issue("token"), { clientSecret: "schlüssel-鍵-🔑" });
    await call();
    const sent = logins[0]?.headers.get("authorization")?.replace("Basic ", "") ?? "";
    expect(Buffer.from(sent, "base64").toString("utf8")).toBe(`${clientId}:schlüssel-鍵-🔑`);
  });

  it("logs in once for calls that ask at the same time", async () => {
    const { call, logins, tokens } = connect(() => issue("token", 86_400));
    await Promise.all(Array.from({ length: 10 }, () => call()));
    expect(logins).toHaveLength(1);
    expect(tokens).toEqual(Array.from({ length: 10 }, () => "Bearer token"));
  });

  it.each([
    ["a minute before it ends", 86_400, 86_400_000 - 60_000],
    ["a tenth of its life before it ends, when it is short", 300, 270_000],
    ["never by itself when no end is told", undefined, Infinity],
    ["never by itself when what is told is no time", "soon", Infinity],
    ["never by itself when its end is told as 0", 0, Infinity],
  ])("renews a token %s", async (_, expiresIn, renewedAfterMs) => {
    const { clock, call, tokens } = connect((_seen, count) => issue(`token-${count}`, expiresIn));
    await call();
    clock.advance(Math.min(renewedAfterMs, 1e12) - 1);
    await call();
    expect(tokens).toEqual(["Bearer token-1", "Bearer token-1"]);
    clock.advance(1);
    await call();
    expect(tokens[2]).toBe(renewedAfterMs === Infinity ? "Bearer token-1" : "Bearer token-2");
  });

  it("replaces a token that is refused, once for all calls", async () => {
    const api = ({ headers }: Seen): Response =>
      headers.get("authorization") === "Bearer token-1"
        ? json({ code: "authentication.required" }, 401)
        : json({ entities: [] });
    const { call, logins, tokens } = connect((_seen, count) => issue(`token-${count}`, 86_400), {
      api,
    });
    await Promise.all([call(), call(), call()]);
    await call();
    expect(logins).toHaveLength(2);
    expect(tokens.filter((token) => token === "Bearer token-2")).toHaveLength(4);
  });
});
