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
import { connect, failure, issue, stalled } from "./support/login.js";
import { json } from "./support/stub-fetch.js";

describe("a login that fails", () => {
  cleanEnvironment();

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
      "401 in the service's own words",
      401,
      { error: "invalid_client", description: "client is disabled" },
      "invalid_client: client is disabled",
    ],
    ["a 401 without a body", 401, undefined, ""],
  ])("says that a login is refused (%s)", async (_, status, body, told) => {
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
      `login: POST https://login.mypurecloud.ie/oauth/token answered ${status} ${told}`.trim(),
    );
    expect(String(error)).toContain("check clientId, clientSecret and region");
    expect(logins).toHaveLength(1);
  });

  it.each<[string, () => Response, new (message: string) => BillkitError, number]>([
    ["403", () => json({ error: "forbidden" }, 403), PermissionDeniedError, 1],
    ["500", () => json({}, 500), ServerError, 3],
    ["503 without a body", () => new Response(null, { status: 503 }), ServerError, 3],
    ["503 that asks to wait", () => json({}, 503, { "retry-after": "1" }), ServerError, 3],
    ["429 that asks to wait", () => json({}, 429, { "retry-after": "1" }), RateLimitError, 3],
    ["429 that asks for a day", () => json({}, 429, { "retry-after": "86400" }), RateLimitError, 1],
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
    ["a token that is none", () => json({ access_token: 7 }), UnexpectedResponseError, 3],
  ])("fails as its kind: %s", async (_, answer, kind, attempts) => {
    const { clock, call, logins } = connect(answer);
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(kind);
    expect(logins).toHaveLength(attempts);
  });

  it("tries again after a failure that passes", async () => {
    const { clock, call, tokens } = connect((_seen, count) =>
      count < 3 ? json({}, 502) : issue("late", 300),
    );
    await clock.until(call());
    expect(tokens).toEqual(["Bearer late"]);
  });

  it("waits longer each time before it tries again", async () => {
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

  it("tells a login that gives no token", async () => {
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

  it("ends a login that hangs", async () => {
    const { clock, call } = connect(({ signal }) => stalled(signal), {
      timeoutMs: 1000,
      maxRetries: 0,
    });
    const error = await clock.until(failure(call()));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", ms: 1000, path: "/oauth/token" });
  });

  it("ends a login that nobody waits for any more, and logs in anew for the next call", async () => {
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
