import { describe, expect, it } from "@jest/globals";
import {
  AuthenticationError,
  ConnectionError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
  type BillkitError,
} from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";
import { clientId, clientSecret, connect, failure } from "./support/logging-in.js";
import { json, type Seen } from "./support/stub-fetch.js";

const issue = (token: string, expires_in?: unknown): Response =>
  json({ access_token: token, token_type: "bearer", expires_in });

describe("client credentials", () => {
  cleanEnvironment();

  it("requests a token as OAuth 2.0 specifies", async () => {
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

  it("encodes any secret as UTF-8", async () => {
    const { call, logins } = connect(() => issue("token"), { clientSecret: "schlüssel-鍵-🔑" });
    await call();
    const sent = logins[0]?.headers.get("authorization")?.replace("Basic ", "") ?? "";
    expect(Buffer.from(sent, "base64").toString("utf8")).toBe(`${clientId}:schlüssel-鍵-🔑`);
  });

  it("logs in once for concurrent calls", async () => {
    const { call, logins, tokens } = connect(() => issue("token", 86_400));
    await Promise.all(Array.from({ length: 10 }, () => call()));
    expect(logins).toHaveLength(1);
    expect(tokens).toEqual(Array.from({ length: 10 }, () => "Bearer token"));
  });

  it.each([
    ["a minute before it expires", 86_400, 86_400_000 - 60_000],
    ["after nine tenths of its life, if it is short", 300, 270_000],
    ["only after a 401, if no lifetime is given", undefined, Infinity],
    ["only after a 401, if the lifetime isn't a number", "soon", Infinity],
    ["only after a 401, if the lifetime is 0", 0, Infinity],
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

  it("replaces a rejected token once for all calls", async () => {
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

  it.each([
    [
      "401",
      401,
      {
        error: "invalid_client",
        description: "no such client",
        error_description: "no such client",
      },
      "invalid_client: no such client",
    ],
    [
      "400",
      400,
      { error: "unauthorized_client", error_description: "wrong grant type" },
      "unauthorized_client: wrong grant type",
    ],
    [
      "a 401 in the service's own form",
      401,
      { error: "invalid_client", description: "client is disabled" },
      "invalid_client: client is disabled",
    ],
    ["a 401 without a body", 401, undefined, ""],
  ])("reports a rejected login (%s)", async (_, status, body, ending) => {
    const { call, logins } = connect(() =>
      json(body, status, { "inin-correlation-id": "request-1" }),
    );
    const error = await failure(call());
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({
      name: "AuthenticationError",
      status,
      method: "POST",
      path: "/oauth/token",
      requestId: "request-1",
    });
    expect(String(error)).toContain(
      `login: POST https://login.mypurecloud.ie/oauth/token answered ${status} ${ending}`.trim(),
    );
    expect(String(error)).toContain("check clientId, clientSecret and region");
    expect(logins).toHaveLength(1);
  });

  it.each<[string, () => Response, new (message: string) => BillkitError, number]>([
    ["403", () => json({ error: "forbidden" }, 403), PermissionDeniedError, 1],
    ["500", () => json({}, 500), ServerError, 3],
    ["503 without a body", () => new Response(null, { status: 503 }), ServerError, 3],
    ["503 with Retry-After", () => json({}, 503, { "retry-after": "1" }), ServerError, 3],
    ["429 with Retry-After", () => json({}, 429, { "retry-after": "1" }), RateLimitError, 3],
    ["429 without a wait", () => json({}, 429), RateLimitError, 3],
    [
      "429 with a Retry-After of a day",
      () => json({}, 429, { "retry-after": "86400" }),
      RateLimitError,
      1,
    ],
    [
      "no connection",
      () => {
        throw new TypeError("fetch failed");
      },
      ConnectionError,
      3,
    ],
    ["HTML", () => new Response("<html>"), UnexpectedResponseError, 3],
    ["no token", () => json({ token_type: "bearer" }), UnexpectedResponseError, 3],
    ["an invalid token", () => json({ access_token: 7 }), UnexpectedResponseError, 3],
  ])("throws the matching error: %s", async (_, answer, kind, attempts) => {
    const { clock, call, logins } = connect(answer);
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(kind);
    expect(logins).toHaveLength(attempts);
  });

  it("tries again after a transient failure", async () => {
    const { clock, call, tokens } = connect((_seen, count) =>
      count < 3 ? json({}, 502) : issue("late", 300),
    );
    await clock.until(call());
    expect(tokens).toEqual(["Bearer late"]);
  });

  it("waits as long as a 429's message requests, and keeps the vendor's message", async () => {
    const message = "Rate limit exceeded the maximum. Retry the request in [2] seconds";
    const answer = (): Response => json({ code: "too.many.requests", message }, 429);
    const { clock, call, tokens } = connect((_seen, count) =>
      count === 1 ? answer() : issue("late", 300),
    );
    const startedAt = clock.now();
    await clock.until(call());
    expect([tokens, clock.now() - startedAt >= 2000]).toEqual([["Bearer late"], true]);
    const refused = connect(answer, { maxRetries: 0 });
    expect(await refused.clock.until(failure(refused.call()))).toMatchObject({
      name: "RateLimitError",
      code: "too.many.requests",
      retryAfterMs: 2000,
      message: expect.stringContaining(message) as unknown,
    });
  });

  it("waits longer before each retry", async () => {
    const at: number[] = [];
    const { clock, call } = connect(
      () => {
        at.push(clock.now());
        return json({}, 500);
      },
      { maxRetries: 3 },
    );
    await clock.until(failure(call()));
    expect(at.slice(0, 4).map((each) => each - (at[0] ?? 0))).toEqual([0, 250, 750, 1750]);
  });

  it("reports a login response without a token", async () => {
    const { clock, call } = connect(() => json({ access_token: "" }), { maxRetries: 0 });
    expect(await clock.until(failure(call()))).toMatchObject({
      message:
        "login: POST https://login.mypurecloud.ie/oauth/token answered 200 without an access_token",
      reason: "body",
      status: 200,
      method: "POST",
      path: "/oauth/token",
      attempts: 1,
      headers: {},
    });
  });

  it("aborts a login that hangs", async () => {
    const { clock, call } = connect(({ signal }) => stalled(signal), {
      timeoutMs: 1000,
      maxRetries: 0,
    });
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", ms: 1000, path: "/oauth/token" });
  });

  it("aborts a login that nobody awaits any more, and logs in again for the next call", async () => {
    const { call, logins, tokens } = connect(({ signal }, count) =>
      count === 1 ? stalled(signal) : issue("second", 300),
    );
    const abort = new AbortController();
    const first = failure(call(abort.signal));
    while (logins.length === 0) await new Promise(setImmediate);
    abort.abort("enough");
    expect(await first).toBe("enough");
    expect(logins[0]?.signal.aborted).toBe(true);
    await call();
    expect(tokens).toEqual(["Bearer second"]);
  });
});

/** Never resolves; rejects when the request is aborted. */
function stalled(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}
