import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  BillkitError,
  ConnectionError,
  NotFoundError,
  Poller,
  RateLimitError,
  ServerError,
  type PollState,
} from "../../src/index.js";
import { complete, pending, polled, type Step } from "../support/report.js";

/** A poll's outcome, and the wait that it requires, in milliseconds. */
interface Poll {
  readonly step: Step;
  readonly waitMs: number;
}

const seconds = fc.nat(200);
const answers = (report: object, retryAfter: number | null): Poll => ({
  step: () =>
    Promise.resolve({
      ...report,
      headers: retryAfter === null ? {} : { "retry-after": `${retryAfter}` },
    }),
  waitMs: (retryAfter ?? 0) * 1000,
});
const fails = (error: Error, waitMs = 0): Poll => ({ step: () => Promise.reject(error), waitMs });
const hanging: Poll = {
  step: (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error("aborted"));
      });
    }),
  waitMs: 0,
};
const anyPoll: fc.Arbitrary<Poll> = fc.oneof(
  { arbitrary: fc.option(seconds).map((retryAfter) => answers(pending, retryAfter)), weight: 4 },
  fc.option(seconds).map((retryAfter) => answers({ status: "Odd" }, retryAfter)),
  fc.constantFrom({}, { status: "Complete" }).map((report) => answers(report, null)),
  fc.constantFrom(
    fails(new ServerError("down")),
    fails(new ConnectionError("reset")),
    fails(new NotFoundError("gone")),
    hanging,
  ),
  seconds.map((retryAfter) =>
    fails(new RateLimitError("slow", { retryAfterMs: retryAfter * 1000 }), retryAfter * 1000),
  ),
  { arbitrary: fc.constant(answers(complete, null)), weight: 1 },
);

describe("any sequence of a report's states", () => {
  it("ends a wait once, within its deadline, with pauses within bounds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPoll, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, deadlineMs, random, waiters) => {
          const { definition, clock, polledAt, most } = polled(...steps.map(({ step }) => step));
          const poller = new Poller(
            { ...definition, random: () => random },
            { startDate: "2026-06-01" },
          );
          const start = clock.now();
          const states: PollState[] = [];
          const outcomes: unknown[] = [];
          const waits = Array.from({ length: waiters }, async (_, index) => {
            const onProgress = index ? undefined : (state: PollState) => states.push(state);
            await poller.wait({ deadlineMs, onProgress }).then(
              (report) => outcomes.push(report),
              (error: unknown) => outcomes.push(error),
            );
          });
          await clock.run(Promise.all(waits));

          expect(outcomes).toHaveLength(waiters);
          for (const outcome of outcomes) {
            if (outcome instanceof Error) expect(outcome).toBeInstanceOf(BillkitError);
            else expect(outcome).toEqual(complete);
          }
          expect(clock.now() - start).toBeLessThanOrEqual(deadlineMs);
          expect(clock.sleeping).toBe(0);
          expect(most()).toBe(1);
          for (const [index, at] of polledAt.entries()) {
            if (!index) continue;
            const pauseMs = at - (polledAt[index - 1] ?? 0);
            const waitMs = steps[Math.min(index, steps.length) - 1]?.waitMs ?? 0;
            expect(pauseMs).toBeGreaterThanOrEqual(Math.max(1000, waitMs));
            expect(pauseMs).toBeLessThanOrEqual(Math.max(30_000, waitMs + 15_001));
          }
          for (const [index, { polls, elapsedMs }] of states.entries()) {
            expect(polls).toBeGreaterThan(states[index - 1]?.polls ?? 0);
            expect(elapsedMs).toBeGreaterThanOrEqual(states[index - 1]?.elapsedMs ?? 0);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
