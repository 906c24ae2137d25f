import { describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import {
  ApiError,
  ConnectionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
  retryLayer,
  type OperationDefinition,
} from "../src/index.js";
import {
  createOrder,
  failure,
  hang,
  inTurn,
  json,
  listBalances,
  project,
  reset,
  rig,
  status,
} from "./support/service.js";

const html = (): Response =>
  new Response("<html>down</html>", { headers: { "content-type": "text/html" } });
const fine = (): Response => json({ balances: [] });
const operation = (method: string): OperationDefinition => ({
  id: "op",
  method,
  path: "/v1",
  parameters: {},
});

describe("retries", () => {
  it.each<[string, () => Response | Promise<Response>]>([
    ["a reset connection", reset],
    ["HTML under 200", html],
    ["an empty 200", status(200)],
    ...[408, 429, 500, 502, 503, 504].map((code): [string, () => Response] => [
      String(code),
      status(code),
    ]),
  ])("%s: sends two more requests, then returns the response", async (_, bad) => {
    const { client, clock, requests } = rig(inTurn(bad, bad, fine));
    await expect(clock.run(client.call(listBalances, project))).resolves.toEqual({ balances: [] });
    expect(requests).toHaveLength(3);
    expect(clock.sleeping).toBe(0);
  });

  it.each([400, 401, 403, 404, 409, 413, 501])("doesn't retry a %d", async (code) => {
    const { client, clock, requests } = rig(inTurn(status(code), fine));
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: code, attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  it("retries an attempt that timed out", async () => {
    const { client, clock, requests } = rig((request, index) => (index ? fine() : hang(request)));
    const start = clock.now();
    await clock.run(client.call(listBalances, project, { timeoutMs: 5000 }));
    expect(requests).toHaveLength(2);
    expect(clock.now() - start).toBe(5000);
  });

  it.each(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])(
    "retries %s, which is idempotent",
    async (method) => {
      const { client, clock, requests } = rig(inTurn(status(503), fine));
      await clock.run(client.call(operation(method), {}));
      expect(requests).toHaveLength(2);
    },
  );

  it("retries a POST only if the service sends Retry-After", async () => {
    const cases: [() => Response | Promise<Response>, number][] = [
      [status(503), 1],
      [reset, 1],
      [status(500, { "retry-after": "1" }), 1],
      [status(503, { "retry-after": "soon" }), 1],
      [status(503, { "retry-after": "1" }), 2],
      [status(429, { "retry-after": "1" }), 2],
    ];
    for (const [answer, sent] of cases) {
      const { client, clock, requests } = rig(inTurn(answer, fine));
      await clock.run(client.call(createOrder, { body: { amount: "1" } })).catch(() => undefined);
      expect(requests).toHaveLength(sent);
      for (const request of requests) expect(await request.text()).toBe('{"amount":"1"}');
    }
  });

  it("resends a POST's body in Firefox, whose requests have no readable stream", async () => {
    const firefox = jest.spyOn(Request.prototype, "body", "get").mockReturnValue(null);
    try {
      const answers = inTurn(status(503, { "retry-after": "1" }), fine);
      const { client, clock, requests } = rig(answers, { layers: [retryLayer] });
      await clock.run(client.call(createOrder, { body: { amount: "1" } }));
      const bodies = await Promise.all(requests.map((request) => request.text()));
      expect(bodies).toEqual(['{"amount":"1"}', '{"amount":"1"}']);
    } finally {
      firefox.mockRestore();
    }
  });

  it.each<[string, Error, number]>([
    ["retries a failed connection", new ConnectionError("login: got no answer"), 2],
    [
      "doesn't retry a 503 from the login, which has its own retries",
      new ServerError("login: 503"),
      1,
    ],
    [
      "doesn't retry a 429 from the login",
      new RateLimitError("login: 429", { retryAfterMs: 1 }),
      1,
    ],
  ])("errors from a credential function: %s", async (_, thrown, calls) => {
    let questions = 0;
    const credential = (): string => {
      if (questions++ === 0) throw thrown;
      return "a-key-that-works";
    };
    const { client, clock, requests } = rig(fine, { credential });
    const ended = await clock.run(
      client.call(listBalances, project).catch((error: unknown) => error),
    );
    expect(ended).toEqual(calls === 1 ? thrown : { balances: [] });
    expect([questions, requests.length]).toEqual([calls, calls - 1]);
  });

  it("retries maxRetries times, then throws the last failure with the number of attempts", async () => {
    for (const [maxRetries, kind, answer] of [
      [0, ServerError, status(503)],
      [3, ConnectionError, reset],
      [1, UnexpectedResponseError, html],
    ] as const) {
      const { client, clock, requests } = rig(answer);
      const error = await failure(clock.run(client.call(listBalances, project, { maxRetries })));
      expect(error).toBeInstanceOf(kind);
      expect(error).toMatchObject({ attempts: maxRetries + 1 });
      expect(requests).toHaveLength(maxRetries + 1);
    }
  });
});

describe("retry delays", () => {
  const waits = async (
    random: number,
    answer: () => Response,
    maxRetries: number,
  ): Promise<number[]> => {
    const logged: number[] = [];
    const logger = {
      warn: (_: string, fields?: Readonly<Record<string, unknown>>) =>
        logged.push(Number(fields?.retryInMs)),
    };
    const { client, clock } = rig(answer, { random: () => random, logger });
    await failure(clock.run(client.call(listBalances, project, { maxRetries })));
    return logged.slice(0, -1);
  };

  it("use full jitter below a bound that doubles from 0.5 s to 8 s", async () => {
    expect(await waits(0.5, status(503), 7)).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (random) => {
          const bounds = [500, 1000, 2000, 4000, 8000, 8000];
          for (const [index, ms] of (await waits(random, status(503), 6)).entries()) {
            expect(ms).toBeGreaterThanOrEqual(0);
            expect(ms).toBeLessThan(bounds[index] ?? 0);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each<[string, string, number]>([
    ["seconds, plus jitter", "10", 10_250],
    ["a fraction of a second", "0.75", 1000],
    ["a list that a proxy has joined", "10, 10", 10_250],
    ["a list of several waits", "2, 5,3", 5250],
    ["a date", "Wed, 01 Jul 2026 00:00:20 GMT", 20_250],
    ["an obsolete date format", "Wednesday, 01-Jul-26 00:00:20 GMT", 20_250],
    ["asctime's form", "Wed Jul  1 00:00:20 2026", 20_250],
    ["a date in the past: uses backoff", "Mon, 01 Jun 2026 00:00:00 GMT", 250],
    ["garbage: backoff", "in a while", 250],
    ["a number followed by garbage: uses backoff", "5 seconds", 250],
    ["negative: backoff", "-5", 250],
    ["a number in another notation: uses backoff", "5e3", 250],
    ["a date without its weekday: uses backoff", "01 Jul 2026 00:00:20 GMT", 250],
    ["a date without a zone, read as GMT", "Wed, 01 Jul 2026 00:00:20", 20_250],
    ["less than the backoff", "0.1", 350],
    ["nothing: backoff", "", 250],
    ["a list with garbage", "5, 1.2.3", 5250],
  ])("respect Retry-After as %s", async (_, header, ms) => {
    expect(await waits(0.5, status(429, { "retry-after": header }), 1)).toEqual([ms]);
  });

  it("include a Retry-After up to the cap, exactly", async () => {
    const ms = 180_000;
    expect(await waits(0.5, status(429, { "retry-after": `${ms / 1000}` }), 1)).toEqual([ms + 250]);
  });

  it("never waits endlessly, whatever number is sent", async () => {
    const { client } = rig(status(429, { "retry-after": "9".repeat(400) }));
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({ retryAfterMs: 1e15, attempts: 1 });
  });

  it("past the cap fail immediately with the wait in the error", async () => {
    const { client, clock, requests } = rig(status(429, { "retry-after": "86400" }));
    const start = clock.now();
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 86_400_000, attempts: 1 });
    expect((error as Error).message).toContain("retry after 86400 s");
    expect([requests.length, clock.now() - start]).toEqual([1, 0]);
  });

  it("have a configurable cap, and a 503 past it throws ServerError with the wait", async () => {
    const { client, clock } = rig(status(503, { "retry-after": "2" }), { retryAfterCapMs: 1000 });
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ retryAfterMs: 2000, attempts: 1 });
  });

  it("past the deadline don't start: the last failure is thrown", async () => {
    const { client, clock } = rig(status(429, { "retry-after": "30" }));
    const start = clock.now();
    const error = await failure(
      clock.run(client.call(listBalances, project, { deadlineMs: 30_000 })),
    );
    expect(error).toBeInstanceOf(RateLimitError);
    expect(clock.now() - start).toBe(0);
  });
});

describe("any sequence of responses", () => {
  const answers = {
    fine,
    html,
    reset,
    unavailable: status(503),
    limited: status(429, { "retry-after": "7" }),
    notFound: status(404),
  };
  const names = fc.constantFrom(
    ...(Object.keys(answers) as (keyof typeof answers)[]),
    "hang" as const,
  );

  it("ends a call once, within its deadline, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(names, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 0, max: 5 }),
        async (sequence, deadlineMs, maxRetries) => {
          const { client, clock, requests } = rig(
            (request, index) => {
              const name = sequence[Math.min(index, sequence.length - 1)] ?? "hang";
              return name === "hang" ? hang(request) : answers[name]();
            },
            { random: () => 0.9 },
          );
          const start = clock.now();
          const outcomes: unknown[] = [];
          await clock.run(
            client.call(listBalances, project, { deadlineMs, maxRetries, timeoutMs: 9000 }).then(
              (data) => outcomes.push(data),
              (error: unknown) => outcomes.push(error),
            ),
          );
          expect(outcomes).toHaveLength(1);
          expect(clock.now() - start).toBeLessThanOrEqual(deadlineMs);
          expect(requests.length).toBeLessThanOrEqual(maxRetries + 1);
          expect(clock.sleeping).toBe(0);
          if (outcomes[0] instanceof TimeoutError) expect(clock.now() - start).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
