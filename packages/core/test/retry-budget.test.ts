import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ConnectionError, RateLimitError, ServerError } from "../src/index.js";
import {
  failure,
  hang,
  json,
  listBalances,
  project,
  reset,
  rig,
  status,
} from "./support/service.js";

const fine = (): Response => json({});
const broken = (): Response => new Response("<html>");

const reserve = 20;
const perCall = 0.2;

describe("a client's retry budget", () => {
  it.each<[string, (request: Request) => Response | Promise<Response>]>([
    ["refuses connections", reset],
    ["never answers", hang],
    ["breaks its bodies", broken],
    ["answers 408", status(408)],
    ["answers 500", status(500)],
    ["answers 503 with Retry-After", status(503, { "retry-after": "1" })],
  ])("a service that %s costs at most 20 + 0.2 × calls extra requests", async (_, answer) => {
    const { client, clock, requests } = rig(answer);
    const calls = 200;
    for (let call = 0; call < calls; call++) {
      await failure(clock.run(client.call(listBalances, project, { timeoutMs: 10 })));
    }
    // The first call finds the budget full and adds nothing.
    expect(requests.length - calls).toBe(Math.floor(reserve + perCall * (calls - 1)));
  });

  it("applies to concurrent calls too", async () => {
    const { client, clock, requests } = rig(reset);
    const calls = Array.from({ length: 100 }, () => failure(client.call(listBalances, project)));
    await clock.run(Promise.all(calls));
    expect(requests.length - 100).toBe(reserve);
  });

  it("when exhausted, is noted in the attempt, and the call fails immediately", async () => {
    const lines: unknown[] = [];
    const note = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      if (message === "attempt") lines.push([fields?.retryInMs, fields?.retryBudget]);
    };
    const { client, clock, requests } = rig(reset, { logger: { warn: note, debug: note } });
    await failure(clock.run(client.call(listBalances, project, { maxRetries: reserve })));
    expect(requests).toHaveLength(reserve + 1);
    const [start, before] = [clock.now(), lines.length];
    const error = await failure(client.call(listBalances, project));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ attempts: 1 });
    expect(clock.now()).toBe(start);
    expect(lines.slice(before)).toEqual([[undefined, "spent"]]);
    // When maxRetries ends the call, the log doesn't mention the budget.
    expect(lines[before - 1]).toEqual([undefined, undefined]);
  });

  it("refills with successful calls, up to 20", async () => {
    let dead = true;
    const { client, clock, requests } = rig(() => (dead ? status(503)() : fine()));
    const drain = async (): Promise<number> => {
      dead = true;
      const before = requests.length;
      await failure(clock.run(client.call(listBalances, project, { maxRetries: 100 })));
      return requests.length - before - 1;
    };
    const succeed = async (calls: number): Promise<void> => {
      dead = false;
      for (let call = 0; call < calls; call++) await client.call(listBalances, project);
    };
    expect(await drain()).toBe(20);
    expect(await drain()).toBe(0);
    await succeed(8);
    expect(await drain()).toBe(2);
    await succeed(500);
    expect(await drain()).toBe(20);
  });

  it("isn't used by a 429, because that service is up", async () => {
    for (const headers of [{ "retry-after": "1" }, {}]) {
      const { client, clock, requests } = rig(status(429, headers));
      for (let call = 0; call < 30; call++) {
        const error = await failure(clock.run(client.call(listBalances, project)));
        expect(error).toBeInstanceOf(RateLimitError);
        expect(error).toMatchObject({ attempts: 3 });
      }
      expect(requests).toHaveLength(90);
    }
  });

  it("belongs to one client and isn't shared with another", async () => {
    const one = rig(status(503));
    await failure(one.clock.run(one.client.call(listBalances, project, { maxRetries: 50 })));
    expect(one.requests).toHaveLength(21);
    const other = rig(status(503));
    const error = await failure(other.clock.run(other.client.call(listBalances, project)));
    expect(error).toBeInstanceOf(ServerError);
    expect(other.requests).toHaveLength(3);
  });

  it("bounds the cost of any sequence of outcomes, however many retries are allowed", async () => {
    const answers = { fine, reset, broken, dead: status(503), gone: status(404) };
    const limited = status(429, { "retry-after": "1" });
    const names = Object.keys(answers) as (keyof typeof answers)[];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...names, "limited" as const), { minLength: 1, maxLength: 150 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 12 }),
        async (sequence, batches, maxRetries) => {
          let free = 0;
          const { client, clock, requests } = rig((_, index) => {
            const name = sequence[index % sequence.length] ?? "reset";
            if (name !== "limited") return answers[name]();
            free++;
            return limited();
          });
          let calls = 0;
          for (const atOnce of batches) {
            calls += atOnce;
            const batch = Array.from({ length: atOnce }, () =>
              client.call(listBalances, project, { maxRetries }).catch(() => undefined),
            );
            await clock.run(Promise.all(batch));
          }
          const extra = requests.length - calls;
          expect(extra - free).toBeLessThanOrEqual(reserve + perCall * calls);
          expect(extra).toBeLessThanOrEqual(maxRetries * calls);
        },
      ),
      { numRuns: 40 },
    );
  });
});
