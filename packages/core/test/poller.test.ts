import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  AuthenticationError,
  InvalidRequestError,
  NotFoundError,
  Poller,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
  type PollState,
} from "../src/index.js";
import { complete, pending, polled, type Step } from "./support/report.js";
import { failure } from "./support/service.js";

const day = 86_400_000;
const fails = (error: Error) => (): Promise<never> => Promise.reject(error);
const hangs: Step = (signal) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });

describe("wait", () => {
  it("polls until the report is complete and reports every state", async () => {
    const { poller, clock, polledAt } = polled(pending, pending, complete);
    const states: PollState[] = [];
    const report = await clock.run(poller.wait({ onProgress: (state) => states.push(state) }));
    expect(report).toEqual(complete);
    expect(polledAt).toEqual([0, 2000, 5000]);
    expect(states).toEqual([
      { status: "InProgress", polls: 1, elapsedMs: 0, nextPollMs: 2000, requestId: "r-1" },
      { status: "InProgress", polls: 2, elapsedMs: 2000, nextPollMs: 3000, requestId: "r-2" },
      { status: "Complete", polls: 3, elapsedMs: 5000, nextPollMs: undefined, requestId: "r-3" },
    ]);
    expect(clock.sleeping).toBe(0);
  });

  it("doesn't request a complete report again", async () => {
    const { poller, clock, polledAt } = polled(complete);
    expect(poller.report).toBeUndefined();
    const report = await clock.run(poller.wait());
    expect(await poller.wait({ signal: AbortSignal.abort() })).toBe(report);
    expect(poller.report).toBe(report);
    expect(await poller.poll()).toMatchObject({ status: "Complete", polls: 1 });
    for await (const state of poller) expect(state.status).toBe("Complete");
    expect(polledAt).toEqual([0]);
  });

  it("grows its delay from 2 s to 30 s, minus up to half as jitter", async () => {
    const { poller, clock, polledAt } = polled(pending);
    await failure(clock.run(poller.wait()));
    const gaps = polledAt.slice(1).map((at, index) => at - (polledAt[index] ?? 0));
    expect(gaps.slice(0, 9)).toEqual([
      2000, 3000, 4500, 6750, 10_125, 15_188, 22_782, 30_000, 30_000,
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (random) => {
          const { definition, clock: other, polledAt: times } = polled(pending);
          const jittery = new Poller(
            { ...definition, random: () => random },
            { startDate: "2026-06-01" },
          );
          await failure(other.run(jittery.wait({ deadlineMs: 200_000 })));
          for (const [index, at] of times.slice(1).entries()) {
            const gap = at - (times[index] ?? 0);
            expect(gap).toBeGreaterThanOrEqual(1000);
            expect(gap).toBeLessThanOrEqual(30_000);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each([
    [0, [0, 20_000, 23_000]],
    // Adds up to half of the delay to a Retry-After; otherwise subtracts it from the delay.
    [0.5, [0, 20_500, 22_750]],
  ])(
    "adds jitter to a Retry-After and subtracts it from its own delay: %s",
    async (random, expected) => {
      const hint =
        (seconds: string): Step =>
        () =>
          Promise.resolve({ ...pending, headers: { "retry-after": seconds } });
      const { definition, clock, polledAt } = polled(hint("20"), hint("1"), complete);
      const poller = new Poller(
        { ...definition, random: () => random },
        { startDate: "2026-06-01" },
      );
      await clock.run(poller.wait());
      expect(polledAt).toEqual(expected);
    },
  );

  it("can last a day", async () => {
    const { poller, clock, polledAt } = polled(pending);
    const start = clock.now();
    const error = await failure(clock.run(poller.wait({ deadlineMs: day })));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(clock.now() - start).toBe(day);
    expect(polledAt.length).toBeGreaterThan(2800);
    expect(polledAt.length).toBeLessThan(2900);
  });

  it("times out after 10 minutes by default, with the last state", async () => {
    const { poller, clock } = polled(pending, hangs);
    const error = await failure(clock.run(poller.wait()));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      limit: "deadlineMs",
      ms: 600_000,
      attempts: 1,
      lastState: { status: "InProgress", polls: 1 },
    });
    expect((error as Error).message).toBe(
      'acme.usage: the report wasn\'t complete after 600000 ms (deadlineMs); 1 polls, last status "InProgress"',
    );
    expect(clock.sleeping).toBe(0);
  });

  it.each<[() => unknown, string]>([
    [
      () => {
        throw new Error("no progress today");
      },
      "Error: no progress today",
    ],
    [() => Promise.reject(new Error("no progress today")), "Error: no progress today"],
    [() => Promise.reject(Object.create(null) as Error), "object"],
  ])("ignores errors from onProgress and the logger", async (broken, message) => {
    const { definition, clock } = polled(
      pending,
      { status: "Mystery" },
      fails(new ServerError("down")),
      complete,
    );
    const lines: unknown[] = [];
    const error = (...line: unknown[]) => lines.push(line);
    const logger = { debug: broken, warn: broken, error };
    const poller = new Poller({ ...definition, logger }, { startDate: "2026-06-01" });
    await expect(clock.run(poller.wait({ onProgress: broken }))).resolves.toEqual(complete);
    const line = ["onProgress", { kind: "acme.usage", error: message }];
    expect(lines).toEqual([line, line, line]);
  });
});

describe("an unknown status", () => {
  it.each([{ status: "Queued" }, {}, { status: "Complete" }])(
    "%j is logged and polled again",
    async (report) => {
      const { definition, clock, polledAt } = polled(report, complete);
      const warned: unknown[] = [];
      const logger = { warn: (_: string, fields?: object) => warned.push(fields) };
      const states: PollState[] = [];
      const poller = new Poller({ ...definition, logger }, { startDate: "2026-06-01" });
      await clock.run(poller.wait({ onProgress: (state) => states.push(state) }));
      expect(states[0]?.status).toBe(report.status ?? "none");
      expect(warned).toMatchObject([
        { kind: "acme.usage", status: report.status ?? "none", polls: 1 },
      ]);
      expect(polledAt).toEqual([0, 2000]);
    },
  );

  it("throws after ten in a row; the poller stays usable", async () => {
    const odd = Array.from({ length: 9 }, () => ({ status: "Odd" }));
    const { poller, clock, polledAt } = polled(
      ...odd,
      pending,
      ...odd,
      { status: "Odd" },
      complete,
    );
    const error = await failure(clock.run(poller.wait({ deadlineMs: day })));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "state", status: 200, requestId: "r-20", attempts: 20 });
    expect((error as Error).message).toContain('status was "Odd" 10 times in a row');
    expect(polledAt).toHaveLength(20);
    await expect(clock.run(poller.wait())).resolves.toEqual(complete);
  });
});

describe("a failed poll", () => {
  it.each([
    new AuthenticationError("401"),
    new NotFoundError("404"),
    new InvalidRequestError("date"),
    new RateLimitError("day", { retryAfterMs: day }),
  ])("with %p ends the wait immediately", async (error) => {
    const { poller, clock, polledAt } = polled(pending, fails(error));
    expect(await failure(clock.run(poller.wait()))).toBe(error);
    expect(polledAt).toEqual([0, 2000]);
  });

  it("is retried after the wait that the service requests", async () => {
    const { poller, clock, polledAt } = polled(
      fails(new ServerError("down")),
      fails(new RateLimitError("slow", { retryAfterMs: 50_000 })),
      pending,
      fails(new ServerError("down")),
      complete,
    );
    const states: number[] = [];
    await clock.run(poller.wait({ onProgress: ({ polls }) => states.push(polls) }));
    expect(states).toEqual([3, 5]);
    expect(polledAt).toEqual([0, 2000, 52_000, 54_000, 56_000]);
  });

  it("ends the wait after three in a row; the poller stays usable", async () => {
    const down = fails(new ServerError("down"));
    const { poller, clock, polledAt } = polled(down, down, down, complete);
    expect(await failure(clock.run(poller.wait()))).toBeInstanceOf(ServerError);
    expect(polledAt).toHaveLength(3);
    await expect(clock.run(poller.wait())).resolves.toEqual(complete);
  });

  it("that requires a wait past the deadline ends the wait immediately", async () => {
    const slow = new RateLimitError("slow", { retryAfterMs: 50_000 });
    const { poller, clock, polledAt } = polled(fails(slow));
    expect(await failure(clock.run(poller.wait({ deadlineMs: 50_000 })))).toBe(slow);
    expect(polledAt).toEqual([0]);
  });
});
