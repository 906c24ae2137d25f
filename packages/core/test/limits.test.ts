import { describe, expect, it, jest } from "@jest/globals";
import {
  ConfigurationError,
  ServiceClient,
  TimeoutError,
  type Call,
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
  service,
} from "./support/service.js";

const unavailable = (): Response => new Response("", { status: 503 });
const never = (): Promise<Response> => new Promise(() => undefined);
const stalled = (): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array([123]));
      },
    }),
  );

describe("timeoutMs", () => {
  it.each<[string, (request: Request) => Response | Promise<Response>]>([
    ["no answer", hang],
    ["no response, from a fetch that ignores its signal", never],
    ["a body that stalls", stalled],
  ])("ends an attempt with %s", async (_, answer) => {
    const { client, clock, requests } = rig(answer);
    const start = clock.now();
    const error = await failure(
      clock.run(client.call(listBalances, project, { timeoutMs: 700, maxRetries: 1 })),
    );
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      limit: "timeoutMs",
      ms: 700,
      method: "GET",
      path: "/v1/projects/p-1/balances",
      attempts: 2,
      message:
        "listBalances: GET https://api.acme.example/v1/projects/p-1/balances timed out after 700 ms (timeoutMs)",
    });
    expect(clock.now() - start).toBe(1400);
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(clock.sleeping).toBe(0);
  });

  it("defaults to 60 s, with a deadline of 300 s and two retries", async () => {
    const { client, clock, requests } = rig(hang);
    const start = clock.now();
    expect(await failure(clock.run(client.call(listBalances, project)))).toMatchObject({
      limit: "timeoutMs",
      ms: 60_000,
      attempts: 3,
    });
    expect(clock.now() - start).toBe(180_000);
    const long = clock.now();
    const error = await failure(
      clock.run(client.call(listBalances, project, { timeoutMs: 1_000_000 })),
    );
    expect(error).toMatchObject({ limit: "deadlineMs", ms: 300_000, attempts: 1 });
    expect(clock.now() - long).toBe(300_000);
    expect(requests).toHaveLength(4);
  });

  it("of the client applies if the call sets none", async () => {
    const { client, clock } = rig(hang, { timeoutMs: 10, deadlineMs: 25, maxRetries: 9 });
    expect(await failure(clock.run(client.call(listBalances, project)))).toMatchObject({
      limit: "deadlineMs",
      ms: 25,
      attempts: 3,
    });
    expect(
      await failure(clock.run(client.call(listBalances, project, { maxRetries: 0 }))),
    ).toMatchObject({ limit: "timeoutMs", ms: 10 });
  });
});

it("cancels an abandoned body", async () => {
  let cancelled: unknown;
  const body = new ReadableStream({ cancel: () => void (cancelled = true) });
  const { client, clock } = rig(() => new Response(body));
  await failure(clock.run(client.call(listBalances, project, { maxRetries: 0 })));
  expect(cancelled).toBe(true);
});

describe("deadlineMs", () => {
  it("ends the call while a user's layer hangs", async () => {
    const { client, clock } = rig(() => json({}), { layers: [() => never] });
    const error = await failure(
      clock.run(client.call(listBalances, project, { deadlineMs: 1000 })),
    );
    expect(error).toMatchObject({ limit: "deadlineMs", ms: 1000, attempts: 1 });
    expect((error as Error).message).toContain("timed out after 1000 ms (deadlineMs)");
    expect(clock.sleeping).toBe(0);
  });

  it("is visible to layers", async () => {
    let seen: Call | undefined;
    const { client, clock } = rig(() => json({}), {
      layers: [
        (next): ReturnType<Layer> =>
          (request, call) => {
            seen = call;
            return next(request, call);
          },
      ],
    });
    const start = clock.now();
    await client.call(listBalances, project, { deadlineMs: 1000, timeoutMs: 10, maxRetries: 7 });
    expect(seen).toMatchObject({
      operation: { id: "listBalances", method: "GET", path: "/v1/projects/{project_id}/balances" },
      attempt: 1,
      timeoutMs: 10,
      maxRetries: 7,
      deadline: start + 1000,
    });
  });
});

describe("an abort", () => {
  const reason = { enough: true };

  it("before the call sends nothing and requests no credential", async () => {
    const credential = jest.fn(() => "a-token");
    const { client, requests, clock } = rig(() => json({}), { credential });
    expect(
      await failure(client.call(listBalances, project, { signal: AbortSignal.abort(reason) })),
    ).toBe(reason);
    expect([requests.length, credential.mock.calls.length, clock.sleeping]).toEqual([0, 0, 0]);
  });

  it.each<[string, (request: Request) => Response | Promise<Response>, object]>([
    ["the request", hang, {}],
    ["a request that ignores it", never, {}],
    ["the body", stalled, {}],
    ["the backoff", unavailable, { random: () => 0.9 }],
    [
      "a long Retry-After",
      () => new Response("", { status: 429, headers: { "retry-after": "100" } }),
      {},
    ],
    ["the credential", unavailable, { credential: never }],
    ["a layer", unavailable, { layers: [() => never] }],
  ])(
    "during %s ends the call immediately, with its own reason and no further request",
    async (_, answer, options) => {
      const { client, clock, requests } = rig(answer, options);
      const controller = new AbortController();
      const call = failure(client.call(listBalances, project, { signal: controller.signal }));
      await clock.advance(10);
      const sent = requests.length;
      controller.abort(reason);
      expect(await call).toBe(reason);
      await clock.advance(1_000_000);
      expect(requests).toHaveLength(sent);
      expect(clock.sleeping).toBe(0);
    },
  );

  it("without a reason rejects with an AbortError", async () => {
    const { client, clock } = rig(hang);
    const controller = new AbortController();
    const call = failure(client.call(listBalances, project, { signal: controller.signal }));
    await clock.advance(10);
    controller.abort();
    expect(await call).toMatchObject({ name: "AbortError" });
  });

  it("after the call does nothing; a signal shared by many calls keeps no listener", async () => {
    const { client } = rig(inTurn(() => json({ ok: 1 })));
    const controller = new AbortController();
    const add = jest.spyOn(controller.signal, "addEventListener");
    const remove = jest.spyOn(controller.signal, "removeEventListener");
    const calls = Array.from({ length: 50 }, () =>
      client.call(listBalances, project, { signal: controller.signal }),
    );
    await Promise.all(calls);
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove.mock.calls).toEqual(add.mock.calls);
    controller.abort();
    await expect(calls[0]).resolves.toEqual({ ok: 1 });
  });
});

describe("client options", () => {
  it.each<[string, unknown]>([
    ["timeoutMs", 0],
    ["timeoutMs", -5],
    ["timeoutMs", NaN],
    ["timeoutMs", "60"],
    ["deadlineMs", Infinity],
    ["deadlineMs", 2 ** 31],
    ["retryAfterCapMs", -1],
    ["maxRetries", -1],
    ["maxRetries", 0.5],
    ["maxRetries", null],
  ])("%s: rejects %p by name", (option, value) => {
    const make = (): unknown => new ServiceClient(service, { credential: "key", [option]: value });
    const shown = typeof value === "string" ? JSON.stringify(value) : String(value);
    expect(make).toThrow(`Acme: ${option} is ${shown}; allowed: `);
    expect(make).toThrow(ConfigurationError);
  });

  it.each<[string, unknown]>([
    ["options must be an object", undefined],
    ["options must be an object", null],
    ["options must be an object", "key"],
    ['baseUrl is "null"', { credential: "key", baseUrl: null }],
  ])('from JavaScript: throws "%s"', (message, options) => {
    const make = (): unknown => Reflect.construct(ServiceClient, [service, options]);
    expect(make).toThrow(`Acme: ${message}`);
    expect(make).toThrow(ConfigurationError);
    const shared: unknown = Reflect.get(ServiceClient, "of");
    const of = (): unknown =>
      Reflect.apply(shared as typeof ServiceClient.of, ServiceClient, [service, options]);
    expect(of).toThrow(ConfigurationError);
  });

  it.each<[string, unknown]>([
    ["a Headers", new Headers({ "x-a": "secret" })],
    ["a Map", new Map([["x-a", "secret"]])],
    ["a list", [["x-a", "secret"]]],
    ["a text", "x-a: secret"],
    ["a number", 5],
  ])("rejects headers as %s, which fetch would ignore", (_, given) => {
    const headers = given as Record<string, string>;
    const make = (): unknown => new ServiceClient(service, { credential: "key", headers });
    expect(make).toThrow("Acme: headers must be a plain object");
    expect(make).toThrow(ConfigurationError);
    expect(make).not.toThrow(/secret/);
  });

  it.each<[string, Record<string, unknown>]>([
    ["x y", { "x y": "secret" }],
    ["x-a", { "x-a": "secret\nmore" }],
    ["x-b", { "x-a": "fine", "x-b": "секрет" }],
    ["x-c", { "x-c": undefined }],
  ])("names an invalid header %j without its value", (name, headers) => {
    const make = (): unknown =>
      new ServiceClient(service, { credential: "key", headers: headers as Record<string, string> });
    expect(make).toThrow(`Acme: headers has "${name}", whose name or value can't be sent`);
    expect(make).not.toThrow(/secret/);
  });
});
