import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { BillkitError, type Credential, type RequestOptions } from "../../src/index.js";
import type { VirtualClock } from "../support/virtual-clock.js";
import { createOrder, hang, json, listBalances, project, rig } from "../support/service.js";

type Behaviour = (request: Request, clock: VirtualClock) => Response | Promise<Response>;

const stalled: Behaviour = () =>
  new Response(
    new ReadableStream({
      start: (to) => {
        to.enqueue(new Uint8Array([123]));
      },
    }),
  );
const broken: Behaviour = () =>
  new Response(
    new ReadableStream({
      pull: (to) => {
        to.error(new TypeError("terminated"));
      },
    }),
  );
const slow =
  (ms: number): Behaviour =>
  async (request, clock) => {
    await clock.sleep(ms, request.signal);
    return json({ slow: ms });
  };
const retryAfter = fc.oneof(
  fc.nat(400).map(String),
  fc.constantFrom("", "soon", "-1", "0.25", "86400", "1e3", "9".repeat(30)),
  fc
    .integer({ min: -10, max: 400 })
    .map((seconds) => new Date(Date.UTC(2026, 6, 1) + seconds * 1000).toUTCString()),
);
const answered = fc
  .record({
    status: fc.oneof(
      fc.constantFrom(200, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504),
      fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
    ),
    body: fc.constantFrom('{"ok":1}', "", "null", "<html>", '{"err_code":"A"', "[1]"),
    retryAfter: fc.option(retryAfter),
  })
  .map(
    ({ status, body, retryAfter }): Behaviour =>
      () =>
        new Response(body, {
          status,
          headers: retryAfter === null ? {} : { "retry-after": retryAfter },
        }),
  );
const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { arbitrary: answered, weight: 8 },
  { arbitrary: fc.nat(20_000).map(slow), weight: 2 },
  fc.constantFrom<Behaviour>(
    hang,
    () => new Promise(() => undefined),
    stalled,
    broken,
    () => Promise.reject(new TypeError("fetch failed")),
    () => {
      throw new Error("thrown at once");
    },
    () => new Response(null, { status: 204 }),
    () => new Response(null, { status: 302, headers: { location: "/again" } }),
    () => new Response(null, { status: 302, headers: { location: "https://other.example/" } }),
    () => Response.error(),
  ),
);

const credential: fc.Arbitrary<Credential> = fc.oneof(
  { arbitrary: fc.constant("a-credential"), weight: 5 },
  fc.constantFrom<Credential>(
    () => "a-credential",
    ({ rejected }) => `${rejected ?? "a-credential"}+`,
    () => "",
    () => Promise.reject(new Error("no credential today")),
    ({ rejected }) => (rejected === undefined ? "a-credential" : new Promise(() => undefined)),
  ),
);
const limits = fc.record({
  deadlineMs: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 400_000 })),
  timeoutMs: fc.integer({ min: 1, max: 30_000 }),
  maxRetries: fc.nat(6),
});

describe("any sequence of responses", () => {
  it("ends a call once, within its deadline, with waits within bounds, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          behaviours: fc.array(behaviour, { minLength: 1, maxLength: 8 }),
          credential,
          limits,
          retryAfterCapMs: fc.nat(300_000),
          random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          abortMs: fc.option(fc.nat(20_000), { freq: 4 }),
          post: fc.boolean(),
        }),
        async ({ behaviours, limits, post, abortMs, random, ...client }) => {
          const lines: { message: string; fields: Readonly<Record<string, unknown>> }[] = [];
          const note = (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
            void lines.push({ message, fields });
          const given = rig(
            (request, index) => {
              const one = behaviours[Math.min(index, behaviours.length - 1)];
              return one ? one(request, given.clock) : json({});
            },
            { ...client, random: () => random, logger: { debug: note, info: note, warn: note } },
          );
          const { clock, requests } = given;
          const start = clock.now();
          const controller = new AbortController();
          const reason = new Error("the caller's own");
          const options: RequestOptions = { ...limits, signal: controller.signal };
          const outcomes: unknown[] = [];
          let elapsedMs = NaN;
          const end = (outcome: unknown): void => {
            elapsedMs = clock.now() - start;
            outcomes.push(outcome);
          };
          const call = post
            ? given.client.call(createOrder, { body: {} }, options)
            : given.client.call(listBalances, project, options);
          const work = call.then((data) => {
            end({ data });
          }, end);
          if (abortMs !== null) {
            await clock.advance(abortMs);
            controller.abort(reason);
          }
          await clock.run(work);
          // Anything still running would send a request or settle again now.
          const sent = requests.length;
          expect(clock.sleeping).toBe(0);
          await clock.advance(1_000_000);
          expect(requests).toHaveLength(sent);

          expect(outcomes).toHaveLength(1);
          const [outcome] = outcomes;
          if (outcome !== reason && !(outcome instanceof BillkitError)) {
            expect(outcome).toHaveProperty("data");
          }
          expect(elapsedMs).toBeLessThanOrEqual(limits.deadlineMs);
          if (outcome === reason) expect(elapsedMs).toBe(abortMs);

          const attempts = lines.filter(({ message }) => message === "attempt");
          expect(attempts.length).toBeLessThanOrEqual(limits.maxRetries + 1);
          expect(lines.filter(({ message }) => message === "call").length).toBeLessThanOrEqual(1);
          for (const [index, { fields }] of attempts.entries()) {
            const { attempt, retryInMs } = fields;
            expect(attempt).toBe(index + 1);
            if (retryInMs === undefined) continue;
            const jitterMs = Math.min(8000, 500 * 2 ** index);
            expect(retryInMs).toBeGreaterThanOrEqual(0);
            // Jitter comes on top of what the service asks for, even of the longest wait.
            expect(retryInMs).toBeLessThanOrEqual(client.retryAfterCapMs + jitterMs);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
