import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Poller, ServerError, TimeoutError, type PollState } from "../src/index.js";
import { complete, pending, polled, type Step } from "./support/report.js";
import { failure } from "./support/service.js";

/** What a program can do with a poller, at random moments; times in milliseconds. */
type Action =
  | { readonly does: "wait"; readonly deadlineMs: number; readonly abortInMs: number | undefined }
  | { readonly does: "poll"; readonly abortInMs: number | undefined }
  | { readonly does: "loop"; readonly states: number }
  | { readonly does: "shift"; readonly ms: number };

const abortInMs = fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined });
const action = fc.oneof<fc.Arbitrary<Action>[]>(
  fc.record({
    does: fc.constant("wait"),
    deadlineMs: fc.integer({ min: 1, max: 60_000 }),
    abortInMs,
  }),
  fc.record({ does: fc.constant("poll"), abortInMs }),
  fc.record({ does: fc.constant("loop"), states: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ does: fc.constant("shift"), ms: fc.integer({ min: -1e7, max: 1e7 }) }),
);
const program = fc.array(fc.tuple(fc.integer({ min: 0, max: 8000 }), action), {
  minLength: 1,
  maxLength: 12,
});
const outcomes = fc.array(
  fc.record({
    tookMs: fc.integer({ min: 0, max: 6000 }),
    outcome: fc.constantFrom("pending", "odd", "failed", "deaf"),
  }),
  { maxLength: 8 },
);

describe("a poller, whatever calls and aborts it gets", () => {
  it("sends one request at a time, never goes backwards, and sends none once complete", async () => {
    await fc.assert(
      fc.asyncProperty(program, outcomes, async (actions, polls) => {
        const steps = polls.map(({ tookMs, outcome }): Step => async (signal) => {
          // A request that ignores its signal ends in its own time.
          await clock.sleep(tookMs, outcome === "deaf" ? undefined : signal);
          if (outcome === "failed") throw new ServerError("down");
          return outcome === "odd" ? { status: "Odd" } : pending;
        });
        const { definition, clock, polledAt, most } = polled(...steps, complete);
        let shift = 0;
        const jumping = { now: () => clock.now() + shift, sleep: clock.sleep.bind(clock) };
        const poller = new Poller({ ...definition, clock: jumping }, { startDate: "2026-06-01" });
        const abort = (ms: number | undefined): AbortSignal | undefined => {
          if (ms === undefined) return undefined;
          const controller = new AbortController();
          void clock.sleep(ms).then(() => {
            controller.abort("enough");
          });
          return controller.signal;
        };
        const sequences: PollState[][] = [];
        const errors: unknown[] = [];
        const start = (next: Action): Promise<unknown> => {
          const states: PollState[] = [];
          sequences.push(states);
          switch (next.does) {
            case "wait":
              return poller.wait({
                deadlineMs: next.deadlineMs,
                signal: abort(next.abortInMs),
                onProgress: (state) => states.push(state),
              });
            case "poll":
              return poller.poll({ signal: abort(next.abortInMs) });
            case "loop":
              return (async () => {
                for await (const state of poller) {
                  if (states.push(state) === next.states) break;
                }
              })();
            case "shift":
              shift += next.ms;
              return Promise.resolve();
          }
        };
        const ends: Promise<unknown>[] = [];
        for (const [pauseMs, next] of actions) {
          await clock.advance(pauseMs);
          ends.push(start(next).catch((error: unknown) => errors.push(error)));
        }
        await clock.run(Promise.all(ends));
        expect(most()).toBeLessThanOrEqual(1);
        for (const error of errors) {
          const known = error === "enough" || error instanceof TimeoutError;
          expect(known || error instanceof ServerError).toBe(true);
        }
        for (const states of sequences) {
          expect(states).toEqual([...states].sort((one, other) => one.polls - other.polls));
          expect(states).toEqual([...states].sort((a, b) => a.elapsedMs - b.elapsedMs));
          expect(new Set(states.map(({ polls }) => polls)).size).toBe(states.length);
        }
        // The poller stays usable: a further wait always gets the report.
        while (!poller.report) await clock.run(poller.wait().catch(() => undefined));
        const count = polledAt.length;
        await Promise.all([poller.wait(), poller.poll(), poller[Symbol.asyncIterator]().next()]);
        expect(polledAt).toHaveLength(count);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(await failure(poller.poll({ signal: AbortSignal.abort("no") }))).toBe("no");
        // Late aborts and requests that ignored theirs have ended.
        await clock.advance(20_000);
        expect(clock.sleeping).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
