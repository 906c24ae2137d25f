import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import {
  authorizeLayer,
  defaultLayers,
  logLayer,
  retryLayer,
  emitAttempt,
  type AttemptEvent,
  type AttemptListener,
  type Layer,
} from "../src/index.js";
import {
  failure,
  hang,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  secret,
} from "./support/service.js";

const unavailable = (): Response => json({}, { status: 503, headers: { "retry-after": "2" } });
const fine = (): Response =>
  json({}, { headers: { "acme-request-id": "r-2", "rate-count": "7", "rate-reset": "none" } });

/** A user's layer that listens to attempts. */
const hearing =
  (listener: AttemptListener): Layer =>
  (next) =>
  async (request, call) => {
    call.attemptListeners.add(listener);
    try {
      return await next(request, call);
    } finally {
      call.attemptListeners.delete(listener);
    }
  };

function heard(): { readonly events: AttemptEvent[]; readonly layer: Layer } {
  const events: AttemptEvent[] = [];
  return { events, layer: hearing((event) => events.push(event)) };
}

describe("an attempt listener outside retry", () => {
  it("receives the origin to which a layer has moved the request", async () => {
    const { events, layer } = heard();
    const moving: Layer = (next) => (request, call) =>
      next({ ...request, url: request.url.replace("api.", "gateway.") }, call);
    const { client, clock } = rig(inTurn(fine), {
      layers: [layer, moving, ...defaultLayers().filter((each) => each !== authorizeLayer)],
    });
    await clock.run(client.call(listBalances, project));
    expect(events).toMatchObject([{ origin: "https://gateway.acme.example", status: 200 }]);
  });

  it("receives each attempt when it has ended", async () => {
    const { events, layer } = heard();
    const { client, clock } = rig(inTurn(unavailable, fine), {
      layers: [layer, ...defaultLayers()],
    });
    const start = clock.now();
    const call = client.call(listBalances, { ...project, limit: 4711 });
    await clock.advance(0);
    expect(events).toHaveLength(1);
    await clock.run(call);
    const same = {
      operation: "listBalances",
      method: "GET",
      path: "/v1/projects/{project_id}/balances",
      origin: "https://api.acme.example",
      durationMs: 0,
    };
    expect(events).toEqual([
      {
        ...same,
        attempt: 1,
        startedAt: start,
        ok: false,
        status: 503,
        rateLimit: {},
        retryInMs: 2000,
      },
      {
        ...same,
        attempt: 2,
        startedAt: start + 2000,
        ok: true,
        status: 200,
        requestId: "r-2",
        rateLimit: { count: 7 },
      },
    ]);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    expect(JSON.stringify(events)).not.toContain("4711");
  });

  it.each<[string, Parameters<typeof rig>[0], object]>([
    [
      "no connection",
      () => Promise.reject(new TypeError(`fetch failed ${secret}`)),
      { errorType: "ConnectionError", error: expect.stringContaining("[redacted]"), ok: false },
    ],
    ["a stall", hang, { errorType: "TimeoutError", durationMs: 1000 }],
    [
      "a response that breaks the contract",
      () => new Response("<p>", { headers: { "acme-request-id": secret } }),
      { errorType: "UnexpectedResponseError", status: 200, requestId: "[redacted]" },
    ],
    [
      "an error that echoes the credential",
      (request) =>
        json(
          { err_msg: secret },
          {
            status: 400,
            headers: { "acme-request-id": request.headers.get("authorization") ?? "" },
          },
        ),
      { status: 400, requestId: "Token [redacted]", ok: false },
    ],
  ])("receives %s without the credential", async (_, answer, expected) => {
    const { events, layer } = heard();
    const { client, clock } = rig(answer, {
      layers: [layer, ...defaultLayers()],
      timeoutMs: 1000,
      maxRetries: 0,
    });
    await failure(clock.run(client.call(listBalances, project)));
    expect(events).toMatchObject([{ attempt: 1, retryInMs: undefined, ...expected }]);
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  it("receives an attempt whose layer throws instead of rejecting", async () => {
    const { events, layer } = heard();
    const broken: Layer = () => () => {
      throw new RangeError("mine");
    };
    const { client } = rig(fine, { layers: [layer, retryLayer, broken] });
    expect(await failure(client.call(listBalances, project))).toEqual(new RangeError("mine"));
    expect(events).toMatchObject([{ errorType: "RangeError", error: "RangeError: mine" }]);
  });

  it("never receives a negative duration when the clock is set back", async () => {
    const { events, layer } = heard();
    let shift = 0;
    const { clock: straight } = rig(fine);
    const clock = { now: () => straight.now() + shift, sleep: straight.sleep.bind(straight) };
    const back = (): Response => {
      shift = -5000;
      return fine();
    };
    await rig(back, { layers: [layer, retryLayer], clock }).client.call(listBalances, project);
    expect(events).toMatchObject([{ startedAt: straight.now(), durationMs: 0 }]);
  });

  it("counts a credential renewal as part of the attempt", async () => {
    const { events, layer } = heard();
    const { client, requests } = rig(
      inTurn(() => json({}, { status: 401 }), fine),
      {
        layers: [layer, retryLayer, authorizeLayer],
        credential: ({ rejected }) => `key-${String(rejected)}`,
      },
    );
    await client.call(listBalances, project);
    expect(requests).toHaveLength(2);
    expect(events).toMatchObject([{ attempt: 1, status: 200 }]);
  });

  it.each<[string, AttemptListener]>([
    [
      "throws",
      () => {
        throw new Error(`no event today ${secret}`);
      },
    ],
    ["rejects", () => Promise.reject(new Error(`no event today ${secret}`))],
  ])("one that %s fails no call, stops no other listener, and is logged", async (_, broken) => {
    const { events, layer } = heard();
    const lines: unknown[] = [];
    const logger = { error: (...line: unknown[]) => lines.push(line) };
    const layers = [hearing(broken), layer, ...defaultLayers()];
    const { client, clock } = rig(inTurn(unavailable, fine), { layers, logger });
    await expect(clock.run(client.call(listBalances, project))).resolves.toEqual({});
    expect(events).toHaveLength(2);
    const line = ["listener", { error: "Error: no event today [redacted]" }];
    expect(lines).toEqual([line, line]);
  });

  it("one that rejects with an unprintable value is logged and causes no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    try {
      const lines: unknown[] = [];
      const logger = { error: (...line: unknown[]) => lines.push(line) };
      const broken = hearing(() => Promise.reject(Object.create(null) as Error));
      const { client, clock } = rig(fine, { layers: [broken, ...defaultLayers()], logger });
      await expect(clock.run(client.call(listBalances, project))).resolves.toEqual({});
      await setImmediate();
      expect([lines, unhandled]).toEqual([[["listener", { error: "object" }]], []]);
    } finally {
      process.off("unhandledRejection", note);
    }
  });

  it("one that changes the event or adds a listener doesn't affect the others", async () => {
    const { events, layer } = heard();
    let added = 0;
    const meddling: Layer = (next) => async (request, call) => {
      const listener: AttemptListener = (event) => {
        Object.assign(event, { status: 0 });
        // Each call adds another one.
        if (added++ < 9) call.attemptListeners.add((...event) => listener(...event));
      };
      call.attemptListeners.add(listener);
      return next(request, call);
    };
    const { client, clock } = rig(fine, { layers: [meddling, layer, ...defaultLayers()] });
    await clock.run(client.call(listBalances, project));
    expect([events.map(({ status }) => status), added]).toEqual([[200], 1]);
  });
});

describe("attempt events", () => {
  const messagesOf = async (
    layers: Layer[],
  ): Promise<{ messages: string[]; events: AttemptEvent[] }> => {
    const { events, layer } = heard();
    const messages: string[] = [];
    const log = (message: string) => messages.push(message);
    const logger = { debug: log, info: log, warn: log };
    const { client, clock } = rig(inTurn(unavailable, fine), {
      logger,
      layers: [layer, ...layers],
    });
    await clock.run(client.call(listBalances, project).catch(() => undefined));
    return { messages, events };
  };

  it("without the log layer, nothing is logged and listeners still receive events", async () => {
    const { messages, events } = await messagesOf(
      defaultLayers().filter((layer) => layer !== logLayer),
    );
    expect([messages, events.length]).toEqual([[], 2]);
  });

  it("without retry, the only attempt is logged as the call and not as an event too", async () => {
    const { messages, events } = await messagesOf(
      defaultLayers().filter((layer) => layer !== retryLayer),
    );
    expect([messages, events]).toEqual([["call"], []]);
  });

  it("without the built-in retry, another layer can emit the events", async () => {
    const twice: Layer = (next) => async (request, call) => {
      const { id: operation, method, path } = call.operation;
      const { origin } = new URL(request.url);
      for (; ; call.attempt++) {
        const { ok, status } = await next(request, call);
        const retryInMs = ok ? undefined : 0;
        const { attempt } = call;
        const timed = { attempt, startedAt: 0, durationMs: 0 };
        emitAttempt(call, { operation, method, path, origin, ...timed, ok, status, retryInMs });
        if (ok) return json({});
      }
    };
    const { messages, events } = await messagesOf([logLayer, twice]);
    expect(messages).toEqual(["attempt", "attempt", "call"]);
    expect(events.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 200],
    ]);
  });

  it("when the log layer is inside retry or runs twice, no attempt is logged twice", async () => {
    expect((await messagesOf([retryLayer, logLayer])).messages).toEqual(["call", "call"]);
    const again: Layer = (next) => async (request, call) => {
      await next(request, call);
      return next(request, call);
    };
    const { messages } = await messagesOf([again, logLayer, retryLayer]);
    expect(messages).toEqual(["attempt", "attempt", "call", "attempt", "call"]);
  });
});
