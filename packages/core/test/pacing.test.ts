import { inspect } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { ConfigurationError, defaultLayers } from "../src/index.js";
import { pacedLayers, pacingLayer, type PacingOptions } from "../src/pacing/index.js";
import { fine, paced, perMinute, several } from "./support/paced.js";
import { hang, inTurn, listBalances, secret, status } from "./support/service.js";

describe("pacing options", () => {
  const longest = { requests: 2 ** 31 - 1, perMs: 2 ** 31 - 1 };

  it.each<[NonNullable<PacingOptions["rate"]>, number]>([
    ["2 per second", 1000],
    ["2 per minute", 60_000],
    ["2 per hour", 3_600_000],
    ["2 per day", 86_400_000],
    [{ requests: 2, perMs: 250 }, 250],
  ])("accept %j as a rate", async (rate, perMs) => {
    const { clock, call, sent } = paced({ rate });
    await clock.run(several(4, () => call({ deadlineMs: 2 ** 31 - 1 })));
    expect(sent).toEqual([0, 0, perMs + 1, perMs + 1]);
  });

  it.each<[unknown, string]>([
    ["300/min", 'is "300/min"'],
    ["300 per minute, about", 'is "300 per minute, about"'],
    ["about 300 per minute", 'is "about 300 per minute"'],
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
    [{ requests: "1", perMs: 1 }, 'is { requests: "1", perMs: 1 }'],
    [{ requests: 1 }, "is { requests: 1, perMs: undefined }"],
    [300, "is 300"],
    [null, "is null"],
  ])("reject %j immediately", (rate, problem) => {
    for (const make of [pacingLayer, pacedLayers]) {
      const thrown = catching(() => make(Object.fromEntries([["rate", rate]])));
      expect(thrown).toBeInstanceOf(ConfigurationError);
      expect(thrown).toMatchObject({
        option: "rate",
        message: `pacingLayer: rate ${problem}; allowed: such as "300 per minute" (second, minute, hour or day), or { requests, perMs }; whole numbers from 1 to 2147483647`,
      });
    }
  });

  it.each<[unknown]>([["300 per minute"], [{ rate: "300 per minute" }], [{ rate: longest }]])(
    "accept %j, and count rates of several digits",
    async (options) => {
      const { clock, call, sent } = paced({}, fine, {
        layers: [pacingLayer(options as PacingOptions)],
      });
      await clock.run(several(20, call));
      expect(sent).toEqual(Array.from({ length: 20 }, () => 0));
    },
  );

  it("reject an unknown option", () => {
    expect(catching(() => pacedLayers({ rates: "1 per day" } as PacingOptions))).toMatchObject({
      option: "rates",
      message: "pacingLayer: rates is an unknown option; did you mean rate?",
    });
  });

  it("reject an invalid rate in place of the options", () => {
    const options: unknown = 300;
    expect(catching(() => pacingLayer(options as PacingOptions))).toMatchObject({
      message: expect.stringContaining("pacingLayer: rate is 300; allowed: ") as unknown,
    });
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
  it("adds pacing between authorize and timeout to the default layers", () => {
    const layers = pacedLayers(perMinute(1));
    expect([...layers.slice(0, 3), ...layers.slice(4)]).toEqual(defaultLayers());
  });

  it("counts each retry, and each resend after a 401", async () => {
    const { clock, call, sent, requests } = paced(
      perMinute(1),
      inTurn(status(503), status(401), fine),
      { credential: ({ rejected }) => (rejected ? `${secret}-2` : secret) },
    );
    // The renewed credential has its own rate.
    await clock.run(call());
    expect(sent).toEqual([0, 60_001, 60_001]);
    expect(new Set(requests.map(({ headers }) => headers.get("authorization"))).size).toBe(2);
  });

  it("doesn't count the delay as part of the attempt's time", async () => {
    const { clock, call, sent } = paced(perMinute(1));
    await clock.run(several(3, () => call({ timeoutMs: 100 })));
    expect(sent).toEqual([0, 60_001, 120_002]);
  });

  it("counts a request until its response arrives or it fails", async () => {
    const { clock, call, sent } = paced(perMinute(1), async (request, index) => {
      if (index === 1) return hang(request);
      await clock.sleep(500);
      return fine();
    });
    await clock.run(Promise.allSettled([call(), call({ timeoutMs: 1000, maxRetries: 0 }), call()]));
    expect(sent).toEqual([0, 60_501, 121_502]);
  });

  it("logs how long a request was delayed", async () => {
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

describe("one pacing layer", () => {
  const clients = (options: PacingOptions, credentials: readonly [string, string, ...string[]]) => {
    const layers = pacedLayers(options);
    const [first, ...others] = credentials;
    const one = paced(options, () => reply(), { layers, credential: first });
    const { clock } = one;
    const reply = async (): Promise<Response> => {
      await clock.sleep(100);
      return fine();
    };
    const rest = others.map((credential) => paced(options, reply, { layers, credential, clock }));
    return [one, ...rest];
  };

  it("langchainjs#1929: paces several clients together, each credential separately", async () => {
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
    // The first of each goes alone because the service could send a limit.
    expect(times).toEqual({ a1: 100, b1: 200, c1: 100, c2: 200, a2: 60_201 });
  });

  it("keeps one credential's state when another one is used", async () => {
    const [a, b] = clients(perMinute(1), ["key-a", "key-b"]);
    if (!a || !b) throw new Error("two clients");
    await a.clock.run(a.call());
    await a.clock.run(b.call());
    const start = a.clock.now();
    await a.clock.run(a.call());
    expect(a.clock.now() - start).toBe(60_001);
  });

  it("drops the state of an unused credential when another one is used", async () => {
    const [a, b] = clients({}, ["key-a", "key-b"]);
    if (!a || !b) throw new Error("two clients");
    // This service sends no headers: after a first response nothing is delayed.
    const atOnce = async (): Promise<number> => {
      const before = a.requests.length;
      const calls = several(3, a.call);
      await a.clock.advance(0);
      const sent = a.requests.length - before;
      await a.clock.run(calls);
      return sent;
    };
    expect([await atOnce(), await atOnce()]).toEqual([1, 3]);
    await a.clock.run(b.call());
    expect([await atOnce(), await atOnce()]).toEqual([1, 3]);
  });

  it("paces requests without a credential together, by origin", async () => {
    const { clock, call, sent } = paced({}, fine, { layers: [pacingLayer(perMinute(1))] });
    await clock.run(several(2, call));
    expect(sent).toEqual([0, 60_001]);
  });

  it("doesn't log credentials", () => {
    const layers = pacedLayers(perMinute(1));
    const { call } = paced({}, fine, { layers });
    return call().then(() => {
      expect(inspect(layers, { depth: Infinity, showHidden: true })).not.toContain(secret);
    });
  });
});
