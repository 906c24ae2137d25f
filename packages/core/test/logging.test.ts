import { describe, expect, it } from "@jest/globals";
import {
  ConnectionError,
  defaultLayers,
  logLayer,
  retryLayer,
  type Layer,
  type Logger,
} from "../src/index.js";
import { recorder } from "./support/recorder.js";
import { failure, hang, inTurn, json, listBalances, project, rig } from "./support/service.js";

const fine = (): Response =>
  json(
    {},
    {
      headers: {
        "acme-request-id": "r-2",
        "rate-count": "7",
        "rate-allowed": "180",
        "rate-reset": "12",
      },
    },
  );

describe("the logger", () => {
  it("receives each attempt and the call as a whole", async () => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(
      inTurn(() => new Response("", { status: 503, headers: { "retry-after": "2" } }), fine),
      { logger },
    );
    await clock.run(client.call(listBalances, project));
    const operation = {
      operation: "listBalances",
      method: "GET",
      path: "/v1/projects/{project_id}/balances",
    };
    const rateLimit = { count: 7, allowed: 180, resetSeconds: 12 };
    const origin = "https://api.acme.example";
    const startedAt = Date.UTC(2026, 6, 1);
    expect(lines).toEqual([
      [
        "warn",
        "attempt",
        {
          ...operation,
          attempt: 1,
          startedAt,
          durationMs: 0,
          ok: false,
          status: 503,
          requestId: undefined,
          rateLimit: {},
          origin,
          retryInMs: 2000,
        },
      ],
      [
        "debug",
        "attempt",
        {
          ...operation,
          attempt: 2,
          startedAt: startedAt + 2000,
          durationMs: 0,
          ok: true,
          status: 200,
          requestId: "r-2",
          rateLimit,
          origin,
          retryInMs: undefined,
        },
      ],
      [
        "info",
        "call",
        {
          ...operation,
          attempt: 2,
          startedAt,
          durationMs: 2000,
          ok: true,
          status: 200,
          requestId: "r-2",
          rateLimit,
        },
      ],
    ]);
  });

  it("receives the name and message of a failure", async () => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(() => Promise.reject(new TypeError("fetch failed")), { logger });
    await failure(clock.run(client.call(listBalances, project, { maxRetries: 0 })));
    const error = expect.stringMatching(
      /^ConnectionError: listBalances: GET .* connection failed: fetch failed$/,
    ) as unknown;
    expect(lines.map(([level, message, fields]) => [level, message, fields.error])).toEqual([
      ["debug", "attempt", error],
      ["warn", "call", error],
    ]);
  });

  const status = (code: number) => (): Response => json({ err_code: "A" }, { status: code });
  const down = (): Promise<never> => Promise.reject(new TypeError("fetch failed"));
  it.each<[string, (() => Response | Promise<Response>)[], string[]]>([
    ["a successful call", [fine], ["debug attempt 200", "info call 200"]],
    [
      "a retried call",
      [status(503), down, fine],
      ["warn attempt 503", "warn attempt ConnectionError", "debug attempt 200", "info call 200"],
    ],
    ["a rejected call", [status(404)], ["debug attempt 404", "warn call 404"]],
    [
      "a call that fails after its retries",
      [down],
      [
        "warn attempt ConnectionError",
        "warn attempt ConnectionError",
        "debug attempt ConnectionError",
        "warn call ConnectionError",
      ],
    ],
    [
      "a response that breaks the contract",
      [() => new Response("<p>", { headers: { "acme-request-id": "r-7" } })],
      [
        "warn attempt 200 UnexpectedResponseError r-7",
        "warn attempt 200 UnexpectedResponseError r-7",
        "debug attempt 200 UnexpectedResponseError r-7",
        "warn call 200 UnexpectedResponseError r-7",
      ],
    ],
  ])("receives each line at its level: %s", async (_, answers, expected) => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(inTurn(...answers), { logger });
    await clock.run(client.call(listBalances, project).catch(() => undefined));
    const summary = lines.map(([level, message, { status, errorType, requestId }]) =>
      [level, message, status, errorType, errorType && requestId].filter(Boolean).join(" "),
    );
    expect(summary).toEqual(expected);
    expect(JSON.parse(JSON.stringify(lines))).toEqual(lines);
  });

  it.each<[string, object, object]>([
    [
      "whole numbers and fractions",
      { count: "0", allowed: "180", reset: "1.5" },
      {
        count: 0,
        allowed: 180,
        resetSeconds: 1.5,
      },
    ],
    ["no number", { count: "many", allowed: "NaN", reset: "Infinity" }, {}],
    ["negative numbers", { count: "-1", allowed: "-0" }, {}],
    ["other notations", { count: "0x10", allowed: "1e3", reset: "1_000" }, {}],
    ["several values", { count: "1, 2", allowed: "100;w=60" }, {}],
    ["too many digits", { count: "9".repeat(400) }, {}],
    ["nothing", { count: "" }, {}],
  ])("receives the rate limit, from plain numbers only: %s", async (_, headers, expected) => {
    const { logger, lines } = recorder();
    const sent = Object.entries(headers).map(([name, value]) => [`rate-${name}`, String(value)]);
    const { client } = rig(() => json({}, { headers: Object.fromEntries(sent) as HeadersInit }), {
      logger,
    });
    await client.call(listBalances, project);
    expect(lines.map(([, , { rateLimit }]) => rateLimit)).toEqual([expected, expected]);
  });

  const throwing = (): never => {
    throw new Error("no log today");
  };
  const rejecting = (): Promise<never> => Promise.reject(new Error("no log today"));
  it.each<[string, Logger]>([
    ["throws", { debug: throwing, info: throwing, warn: throwing }],
    ["rejects", { debug: rejecting, info: rejecting, warn: rejecting }],
    ["has no methods", {}],
  ])("that %s fails no call", async (_, logger) => {
    const { client, clock } = rig(
      inTurn(() => new Response("", { status: 503 }), fine),
      { logger },
    );
    await expect(clock.run(client.call(listBalances, project))).resolves.toEqual({});
  });

  it("is called as a method of its object, which some loggers need", async () => {
    class Console {
      readonly lines: string[] = [];
      info(message: string): void {
        this.lines.push(message);
      }
    }
    const logger = new Console();
    const { client } = rig(fine, { logger });
    await client.call(listBalances, project);
    expect(logger.lines).toEqual(["call"]);
  });
});

describe("an aborted call", () => {
  it("is logged with the name of its reason", async () => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(hang, { logger });
    for (const reason of [undefined, "enough", null, new RangeError("mine")]) {
      const controller = new AbortController();
      const call = failure(client.call(listBalances, project, { signal: controller.signal }));
      await clock.advance(10);
      controller.abort(reason);
      await call;
      await clock.advance(10);
    }
    const calls = lines.filter(([, message]) => message === "call");
    expect(calls.map(([, , { errorType }]) => errorType)).toEqual([
      "AbortError",
      "string",
      "object",
      "RangeError",
    ]);
  });

  it("isn't logged as retried", async () => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(hang, { logger, layers: [logLayer, retryLayer] });
    const controller = new AbortController();
    const call = failure(client.call(listBalances, project, { signal: controller.signal }));
    await clock.advance(10);
    controller.abort("enough");
    expect(await call).toBe("enough");
    await clock.advance(10);
    expect(lines.map(([level, message]) => `${level} ${message}`)).toEqual([
      "debug attempt",
      "warn call",
    ]);
  });
});

describe("a thrown value that isn't an Error", () => {
  it.each([
    ["of other types", '{ "message": 42, "name": {}, "stack": [] }', "42"],
    ["a string", '"no"', "no"],
    ["null", "null", "null"],
  ])("from fetch becomes a ConnectionError: %s", async (_, thrown, ending) => {
    const { client } = rig(() => Promise.reject(JSON.parse(thrown) as Error));
    const error = await failure(client.call(listBalances, project, { maxRetries: 0 }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toMatch(new RegExp(`connection failed: ${ending}$`));
  });

  it("from a layer reaches the caller, even if it can't be converted to a string", async () => {
    const { logger, lines } = recorder();
    const thrown: Error = Object.create(null) as Error;
    const throwing: Layer = () => () => Promise.reject(thrown);
    const { client } = rig(fine, { logger, layers: [...defaultLayers(), throwing] });
    expect(await failure(client.call(listBalances, project))).toBe(thrown);
    expect(lines.map(([level, message, { error }]) => [level, message, error])).toEqual([
      ["debug", "attempt", "object"],
      ["warn", "call", "object"],
    ]);
  });
});
