import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import {
  ConfigurationError,
  RateLimitError,
  ServiceClient,
  defaultLayers,
  retryLayer,
  type ClientOptions,
} from "../src/index.js";
import { pacedLayers, pacingLayer, type PacingOptions } from "../src/pacing.js";
import {
  failure,
  hang,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  secret,
  service,
  type Rig,
} from "./support/service.js";

const fine = (): Response => json({});
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (): Response =>
    new Response("", { status: code, headers });
const told = (count: number, allowed = 3, reset = 30) =>
  json(
    {},
    {
      headers: { "rate-count": `${count}`, "rate-allowed": `${allowed}`, "rate-reset": `${reset}` },
    },
  );

const perMinute = (requests: number): PacingOptions => ({ rate: { requests, perMs: 60_000 } });

/** A paced client, and when its requests were sent, in milliseconds from the start. */
function paced(
  options: PacingOptions,
  answer: Parameters<typeof rig>[0] = fine,
  more: Partial<ClientOptions> = {},
): Rig & { readonly sent: number[]; readonly call: (options?: object) => Promise<unknown> } {
  const sent: number[] = [];
  const made = rig(
    (request, index) => {
      sent.push(made.clock.now() - start);
      return answer(request, index);
    },
    { layers: pacedLayers(options), ...more },
  );
  const start = made.clock.now();
  return {
    ...made,
    sent,
    call: async (each = {}) => made.client.call(listBalances, project, each),
  };
}

const several = (count: number, call: () => Promise<unknown>): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, () => call()));

describe("the options", () => {
  it.each<[NonNullable<PacingOptions["rate"]>, number]>([
    ["2 per second", 1000],
    ["2 per minute", 60_000],
    ["2 per hour", 3_600_000],
    ["2 per day", 86_400_000],
    [{ requests: 2, perMs: 250 }, 250],
  ])("take %j as a rate", async (rate, perMs) => {
    const { clock, call, sent } = paced({ rate });
    await clock.run(several(4, () => call({ deadlineMs: 2 ** 31 - 1 })));
    expect(sent).toEqual([0, 0, perMs + 1, perMs + 1]);
  });

  it.each<[unknown, string]>([
    ["300/min", 'is "300/min"'],
    ["300 per fortnight", 'is "300 per fortnight"'],
    ["300 per constructor", 'is "300 per constructor"'],
    ["0 per minute", 'is "0 per minute"'],
    ["-1 per minute", 'is "-1 per minute"'],
    ["1.5 per minute", 'is "1.5 per minute"'],
    ["NaN per minute", 'is "NaN per minute"'],
    ["99999999999 per day", 'is "99999999999 per day"'],
    ["", 'is ""'],
    [{ requests: 0, perMs: 1 }, "is { requests: 0, perMs: 1 }"],
    [{ requests: 1.5, perMs: 1 }, "is { requests: 1.5, perMs: 1 }"],
    [{ requests: 1, perMs: Infinity }, "is { requests: 1, perMs: Infinity }"],
    [{ requests: "1", perMs: 1 }, "is { requests: string, perMs: 1 }"],
    [{ requests: 1 }, "is { requests: 1, perMs: undefined }"],
    [300, "is { requests: undefined, perMs: undefined }"],
    [null, "is { requests: undefined, perMs: undefined }"],
  ])("refuse %j at once", (rate, says) => {
    for (const make of [pacingLayer, pacedLayers]) {
      const thrown = catching(() => make(Object.fromEntries([["rate", rate]])));
      expect(thrown).toBeInstanceOf(ConfigurationError);
      expect(thrown).toMatchObject({
        option: "rate",
        message: `pacingLayer: rate ${says}; allowed: such as "300 per minute" (second, minute, hour or day), or { requests, perMs }; whole numbers from 1 to 2147483647`,
      });
    }
  });

  const catching = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return error;
    }
  };
});

describe("pacedLayers", () => {
  it("are the usual ones, with pacing between authorize and timeout", () => {
    const layers = pacedLayers(perMinute(1));
    expect([...layers.slice(0, 3), ...layers.slice(4)]).toEqual(defaultLayers());
  });

  it("count each repeat, and each replay after a 401", async () => {
    const { clock, call, sent, requests } = paced(
      perMinute(1),
      inTurn(status(503), status(401), fine),
      { credential: ({ rejected }) => (rejected ? `${secret}-2` : secret) },
    );
    // The renewed credential has a rate of its own.
    await clock.run(call());
    expect(sent).toEqual([0, 60_001, 60_001]);
    expect(new Set(requests.map(({ headers }) => headers.get("authorization"))).size).toBe(2);
  });

  it("wait in none of the attempt's time", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await clock.run(several(3, () => call({ timeoutMs: 100 })));
    expect(sent).toEqual([0, 60_001, 120_002]);
  });

  it("count a request until it was answered or has failed", async () => {
    const { clock, call, sent } = paced(perMinute(1), async (request, index) => {
      if (index === 1) return hang(request);
      await clock.sleep(500);
      return fine();
    });
    await clock.run(Promise.allSettled([call(), call({ timeoutMs: 1000, maxRetries: 0 }), call()]));
    expect(sent).toEqual([0, 60_501, 121_502]);
  });

  it("say in the log how long a request has waited", async () => {
    const lines: unknown[] = [];
    const debug = (message: string, fields?: object): void => {
      if (message === "paced") lines.push(fields);
    };
    const { clock, call } = paced(perMinute(1), fine, { logger: { debug } });
    await clock.run(several(2, call));
    const { id: operation, method, path } = listBalances;
    expect(lines).toEqual([{ operation, method, path, attempt: 1, waitedMs: 60_001 }]);
  });
});

describe("a wait", () => {
  it("is first come, first served, and ends in that order however long answers take", async () => {
    const { client, clock, requests } = paced({ rate: "2 per second" }, async (_, index) => {
      await clock.sleep(index % 2 ? 700 : 10);
      return fine();
    });
    const limits = [1, 2, 3, 4, 5, 6, 7];
    await clock.run(
      Promise.all(limits.map((limit) => client.call(listBalances, { ...project, limit }))),
    );
    expect(requests.map(({ url }) => Number(new URL(url).searchParams.get("limit")))).toEqual(
      limits,
    );
  });

  it("past the call's deadline is not begun: nothing is sent, and the error tells how long", async () => {
    const { clock, call, sent } = paced(perMinute(2));
    await clock.run(several(2, call));
    const [one, other] = await Promise.all([
      failure(call({ deadlineMs: 60_001 })),
      failure(call({ deadlineMs: 1000 })),
    ]);
    expect(one).toBeInstanceOf(RateLimitError);
    expect(one).toMatchObject({
      status: 429,
      retryAfterMs: 60_001,
      attempts: 0,
      method: "GET",
      path: "/v1/projects/p-1/balances",
      message:
        "listBalances: GET https://api.acme.example/v1/projects/p-1/balances was not sent: its turn comes in 61 s, after the call's deadline; ask for less at once, or raise deadlineMs",
    });
    expect(other).toBeInstanceOf(RateLimitError);
    expect(inspect([one, other])).not.toContain(secret);
    expect([sent.length, clock.sleeping]).toEqual([2, 0]);
    await clock.run(call({ deadlineMs: 60_002 }));
    expect(sent).toEqual([0, 0, 60_001]);
  });

  it("is foreseen for a whole queue", async () => {
    const { clock, call, sent } = paced(perMinute(2));
    const outcomes = await clock.run(Promise.allSettled(Array.from({ length: 20 }, () => call())));
    // 300 s are 4 spans of 60.001 s and a rest: 5 times 2 requests.
    expect(outcomes.map((outcome) => outcome.status === "fulfilled")).toEqual(
      Array.from({ length: 20 }, (_, index) => index < 10),
    );
    const waits = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [(outcome.reason as RateLimitError).retryAfterMs] : [],
    );
    expect(new Set(waits)).toEqual(new Set([5 * 60_001]));
    expect(sent).toHaveLength(10);
  });

  it("that slips past the deadline meanwhile fails as soon as that is certain", async () => {
    const { clock, call, sent } = paced(perMinute(1), async () => {
      await clock.sleep(30_000);
      return fine();
    });
    const first = call();
    const late = failure(call({ deadlineMs: 70_000 }));
    await clock.advance(30_000);
    expect(await late).toMatchObject({ name: "RateLimitError", retryAfterMs: 60_001, attempts: 0 });
    await first;
    expect([sent, clock.sleeping]).toEqual([[0], 0]);
  });

  it("that is aborted ends at once, with the signal's own reason, and costs no slot", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await call();
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }) => failure(call({ signal })));
    const last = call();
    await clock.advance(10);
    for (const controller of controllers) controller.abort("enough");
    expect(await Promise.all(waiting)).toEqual(["enough", "enough"]);
    await clock.run(last);
    expect(sent).toEqual([0, 60_001]);
    expect(clock.sleeping).toBe(0);
  });

  it("of the only one that is aborted leaves no timer behind", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await call();
    const controller = new AbortController();
    const waiting = failure(call({ signal: controller.signal }));
    await clock.advance(10);
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect([sent.length, clock.sleeping]).toEqual([1, 0]);
  });

  it("that a layer outside has ended takes no slot either", async () => {
    const layers = defaultLayers().flatMap((layer, index) =>
      index === 4 ? [pacingLayer(perMinute(1)), layer] : [layer],
    );
    const { clock, call, sent } = paced({}, fine, { layers });
    await call();
    // Here the attempt's timeout is outside pacing.
    expect(await failure(clock.run(call({ timeoutMs: 100, maxRetries: 0 })))).toMatchObject({
      limit: "timeoutMs",
    });
    await clock.run(call());
    expect([sent, clock.sleeping]).toEqual([[0, 60_001], 0]);
  });

  it("is not lengthened by a clock that is set back", async () => {
    const { clock, call } = paced(perMinute(1));
    let backMs = 0;
    const own = { now: () => clock.now() - backMs, sleep: clock.sleep.bind(clock) };
    const sent: number[] = [];
    const client = new ServiceClient(service, {
      credential: secret,
      clock: own,
      layers: pacedLayers(perMinute(1)),
      fetch: () => (sent.push(clock.now()), Promise.resolve(fine())),
    });
    await client.call(listBalances, project);
    backMs = 3_600_000;
    await clock.run(client.call(listBalances, project));
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(60_001);
    await call();
  });
});

describe("one instance", () => {
  const clients = (options: PacingOptions, credentials: readonly string[]) => {
    const layers = pacedLayers(options);
    const first = paced(options, fine, { layers, credential: credentials[0] ?? secret });
    const others = credentials
      .slice(1)
      .map((credential) => paced(options, fine, { layers, credential, clock: first.clock }));
    return [first, ...others];
  };

  it("paces several clients together, each credential for itself", async () => {
    const [a, b, c] = clients(perMinute(2), ["key-a", "key-a", "key-c"]);
    if (!a || !b || !c) throw new Error("three clients");
    const start = a.clock.now();
    const times: Record<string, number> = {};
    const timed = async (name: string, call: () => Promise<unknown>): Promise<void> => {
      await call();
      times[name] = a.clock.now() - start;
    };
    await a.clock.run(
      Promise.all([
        timed("a1", a.call),
        timed("b1", b.call),
        timed("c1", c.call),
        timed("a2", a.call),
        timed("c2", c.call),
      ]),
    );
    expect(times).toEqual({ a1: 0, b1: 0, c1: 0, c2: 0, a2: 60_001 });
  });

  it("does not forget one credential for another that comes", async () => {
    const [a, b] = clients(perMinute(1), ["key-a", "key-b"]);
    if (!a || !b) throw new Error("two clients");
    await a.call();
    await b.call();
    const start = a.clock.now();
    await a.clock.run(a.call());
    expect(a.clock.now() - start).toBe(60_001);
  });

  it("drops what it knows of a credential that is not used, when another comes", async () => {
    const [a, b] = clients({}, ["key-a", "key-b"]);
    if (!a || !b) throw new Error("two clients");
    await a.call();
    // This service tells nothing: known after the first answer, and after that nothing is held back.
    const atOnce = async (): Promise<number> => {
      const before = a.requests.length;
      const calls = several(3, a.call);
      await new Promise((resolve) => setImmediate(resolve));
      const sent = a.requests.length - before;
      await calls;
      return sent;
    };
    expect(await atOnce()).toBe(3);
    await b.call();
    expect(await atOnce()).toBe(3);
  });

  it("paces what carries no credential together, by origin", async () => {
    const { clock, call, sent } = paced({}, fine, { layers: [pacingLayer(perMinute(1))] });
    await clock.run(several(2, call));
    expect(sent).toEqual([0, 60_001]);
  });

  it("shows no credential", () => {
    const layers = pacedLayers(perMinute(1));
    const { call } = paced({}, fine, { layers });
    return call().then(() => {
      expect(inspect(layers, { depth: Infinity, showHidden: true })).not.toContain(secret);
    });
  });
});

describe("a limit that the service tells", () => {
  it("lets one request go first, then as many as are left, then waits for the reset", async () => {
    const { clock, call, sent } = paced({}, async (_, index) => {
      await clock.sleep(100);
      return told((index % 3) + 1, 3, index < 3 ? 30 : 60);
    });
    await clock.run(several(5, call));
    // Told in whole seconds: 30 may have been 30.9. After the reset one goes first again.
    expect(sent).toEqual([0, 100, 100, 31_200, 31_300]);
  });

  it("holds nothing back where the service tells nothing", async () => {
    const { call, clock, sent } = paced({}, async () => {
      await clock.sleep(100);
      return fine();
    });
    await clock.run(several(4, call));
    expect(sent).toEqual([0, 100, 100, 100]);
  });

  it("is not waited for where the service names no such headers", async () => {
    const { clock } = rig(fine);
    const sent: number[] = [];
    const client = new ServiceClient(
      { ...service, rateHeaders: {} },
      {
        credential: secret,
        clock,
        layers: pacedLayers(),
        fetch: async () => {
          sent.push(clock.now());
          await clock.sleep(100);
          return fine();
        },
      },
    );
    await clock.run(several(3, async () => client.call(listBalances, project)));
    expect(new Set(sent).size).toBe(1);
  });

  it.each<[string, Record<string, string>]>([
    ["no number", { "rate-count": "some", "rate-allowed": "3", "rate-reset": "30" }],
    ["nothing", { "rate-count": "", "rate-allowed": "3", "rate-reset": "30" }],
    ["less than nothing", { "rate-count": "1", "rate-allowed": "-3", "rate-reset": "30" }],
    ["no reset", { "rate-count": "3", "rate-allowed": "3" }],
  ])("that is %s is none", async (_, headers) => {
    const { clock, call, sent } = paced({}, () => json({}, { headers }));
    await clock.run(several(5, call));
    expect(sent).toEqual([0, 0, 0, 0, 0]);
  });

  it("is still not known after a failure or a gateway's answer: the next goes alone", async () => {
    const answers = inTurn(
      () => Promise.reject(new TypeError("fetch failed")),
      status(502),
      () => told(1),
      () => told(2),
    );
    const { clock, call, sent } = paced(
      {},
      async (request, index) => {
        await clock.sleep(100);
        return answers(request, index);
      },
      { maxRetries: 0 },
    );
    await clock.run(Promise.allSettled(Array.from({ length: 5 }, () => call())));
    expect(sent).toEqual([0, 100, 200, 300, 300]);
  });

  it("counts what fails, which the service may have counted", async () => {
    const answers = inTurn(
      () => told(1),
      () => Promise.reject(new TypeError("fetch failed")),
    );
    const { clock, call, sent } = paced({}, answers, { maxRetries: 0 });
    await clock.run(Promise.allSettled(Array.from({ length: 4 }, () => call())));
    expect(sent).toEqual([0, 0, 0, 31_000]);
  });

  it("is refused beyond the deadline as well", async () => {
    const { clock, call, sent } = paced({}, () => told(3));
    await call();
    expect(await failure(call({ deadlineMs: 31_000 }))).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 31_000,
    });
    await clock.run(call({ deadlineMs: 31_001 }));
    expect(sent).toEqual([0, 31_000]);
  });

  it.each<[string, number, number, number[]]>([
    ["stricter than the given rate, counts", 9, 3, [0, 0, 0, 31_000]],
    ["less strict than the given rate, does not", 2, 9, [0, 0, 60_001, 60_001]],
  ])("that is %s", async (_, rate, allowed, expected) => {
    const { clock, call, sent } = paced(perMinute(rate), (__, index) => told(index + 1, allowed));
    await clock.run(several(4, call));
    expect(sent).toEqual(expected);
  });
});

describe("a 429 that asks to wait", () => {
  const limited = status(429, { "retry-after": "20" });

  it("holds all waiting requests back until then", async () => {
    const { clock, call, sent } = paced(
      perMinute(2),
      async (_, index) => {
        await clock.sleep(10);
        return index === 1 ? status(429, { "retry-after": "90" })() : fine();
      },
      { maxRetries: 0 },
    );
    const outcomes = await clock.run(Promise.allSettled([call(), call(), call(), call()]));
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    // The first goes alone, since this service could tell a limit.
    expect(sent).toEqual([0, 10, 90_020, 90_020]);
  });

  it("also those that come later, and is repeated after those that wait", async () => {
    const { clock, client, requests, sent } = paced({ rate: "1 per second" }, (_, index) =>
      index ? fine() : limited(),
    );
    const call = async (limit: number): Promise<unknown> =>
      client.call(listBalances, { ...project, limit });
    const first = call(1);
    await clock.advance(5000);
    await clock.run(Promise.all([first, call(2), call(3)]));
    expect(sent).toEqual([0, 20_000, 21_001, 22_002]);
    const order = requests.map(({ url }) => Number(new URL(url).searchParams.get("limit")));
    expect([...order].sort()).toEqual([1, 1, 2, 3]);
  });

  it("fails at once those whose deadline comes before, and nobody else", async () => {
    const { clock, call, sent } = paced(
      { rate: "1 per second" },
      async (_, index) => {
        await clock.sleep(10);
        return index ? fine() : limited();
      },
      { maxRetries: 0 },
    );
    const first = failure(call());
    const short = failure(call({ deadlineMs: 15_000 }));
    const long = call();
    await clock.advance(10);
    expect(await short).toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 20_000,
      attempts: 0,
    });
    expect(await first).toMatchObject({ attempts: 1 });
    await clock.run(long);
    expect(sent).toEqual([0, 20_010]);
  });

  it("beyond the cap fails those that wait, and those that come, until then", async () => {
    const { clock, call, sent } = paced({ rate: "1 per second" }, (_, index) =>
      index ? fine() : status(429, { "retry-after": "86400" })(),
    );
    const [first, second] = await Promise.all([failure(call()), failure(call())]);
    expect(first).toMatchObject({ retryAfterMs: 86_400_000, attempts: 1 });
    for (const error of [second, await failure(call({ deadlineMs: 2 ** 31 - 1 }))]) {
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({
        retryAfterMs: 86_400_000,
        attempts: 0,
        message: expect.stringContaining(
          "was not sent: a 429 asked to wait 86400 s, longer than retryAfterCapMs",
        ) as unknown,
      });
    }
    await clock.advance(86_400_000);
    await call();
    expect(sent).toEqual([0, 86_400_000]);
  });

  it("holds nothing back when it does not say how long", async () => {
    const { clock, call, sent } = paced({ rate: "9 per second" }, inTurn(status(429), fine));
    await clock.run(several(2, call));
    expect(sent).toEqual([0, 0, 0]);
  });

  it("is not sent again by retry when it was not sent at all", async () => {
    const { clock, call } = paced(perMinute(1), fine, {
      layers: [retryLayer, pacingLayer(perMinute(1))],
    });
    await call();
    const start = clock.now();
    expect(await failure(call({ deadlineMs: 1000 }))).toMatchObject({ attempts: 0 });
    expect(clock.now()).toBe(start);
  });
});
