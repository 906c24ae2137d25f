import { describe, expect, it } from "@jest/globals";
import {
  BadRequestError,
  ServerError,
  ServiceClient,
  authorizeLayer,
  defaultLayers,
  logLayer,
  redirectLayer,
  retryLayer,
  timeoutLayer,
  type Layer,
} from "../src/index.js";
import {
  createOrder,
  failure,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  service,
} from "./support/service.js";

const unavailable = (): Response => new Response("", { status: 503 });
const fine = (): Response => json({ a: 1 });

describe("layers", () => {
  it("default to log, retry, authorize, timeout, redirect in a new array", () => {
    expect(defaultLayers()).toEqual([
      logLayer,
      retryLayer,
      authorizeLayer,
      timeoutLayer,
      redirectLayer,
    ]);
    expect(defaultLayers()).not.toBe(defaultLayers());
  });

  it("see a call once outside retry and each attempt inside retry", async () => {
    const seen: string[] = [];
    const spy =
      (name: string): Layer =>
      (next) =>
      async (request, call) => {
        const response = await next(request, call);
        seen.push(`${name} ${call.operation.id} ${call.attempt} ${response.status}`);
        return response;
      };
    const { client, clock } = rig(inTurn(unavailable, fine), {
      layers: [
        spy("outside"),
        logLayer,
        retryLayer,
        spy("inside"),
        authorizeLayer,
        timeoutLayer,
        redirectLayer,
      ],
    });
    await clock.run(client.call(listBalances, project));
    expect(seen).toEqual([
      "inside listBalances 1 503",
      "inside listBalances 2 200",
      "outside listBalances 2 200",
    ]);
  });

  it("can change a request, and read the response without consuming it", async () => {
    const reader: Layer = (next) => async (request, call) => {
      const changed = { ...request, headers: new Headers(request.headers) };
      changed.headers.set("x-mine", String(call.attempt));
      const response = await next(changed, call);
      expect(await response.text()).toBe('{"a":1}');
      return response;
    };
    const { client, requests } = rig(fine, { layers: [reader, ...defaultLayers()] });
    const { data, response } = await client.call(listBalances, project).withResponse();
    expect(data).toEqual({ a: 1 });
    expect(requests[0]?.headers.get("x-mine")).toBe("1");
    expect(response.status).toBe(200);
  });

  it("can return a response, which is validated like any other", async () => {
    const answering = (response: () => Response) =>
      rig(fine, { layers: [() => () => Promise.resolve(response())] }).client;
    await expect(
      answering(() => json({ cached: true })).call(listBalances, project),
    ).resolves.toEqual({ cached: true });
    expect(
      await failure(answering(() => new Response("<html>")).call(listBalances, project)),
    ).toMatchObject({ reason: "body" });
    expect(
      await failure(
        answering(() => json({ err_code: "A" }, { status: 400 })).call(listBalances, project),
      ),
    ).toBeInstanceOf(BadRequestError);
  });

  it.each<[string, Layer]>([
    [
      "throws",
      () => () => {
        throw new RangeError("mine");
      },
    ],
    ["rejects", () => () => Promise.reject(new RangeError("mine"))],
  ])("that %s end the call with their own error, once", async (_, layer) => {
    const { client, requests, clock } = rig(fine, { layers: [logLayer, retryLayer, layer] });
    expect(await failure(client.call(listBalances, project))).toEqual(new RangeError("mine"));
    expect([requests.length, clock.sleeping]).toEqual([0, 0]);
  });

  it("can be omitted", async () => {
    const { client, requests } = rig(unavailable, {
      layers: defaultLayers().filter((layer) => layer !== retryLayer),
    });
    expect(await failure(client.call(listBalances, project))).toBeInstanceOf(ServerError);
    expect(requests).toHaveLength(1);
    const twice = rig(
      inTurn(() => new Response("", { status: 503, headers: { "retry-after": "1" } }), fine),
      { layers: [retryLayer] },
    );
    await twice.clock.run(twice.client.call(createOrder, { body: { amount: "1" } }));
    expect(await Promise.all(twice.requests.map((request) => request.text()))).toEqual([
      '{"amount":"1"}',
      '{"amount":"1"}',
    ]);
    const bare = rig(fine, { layers: [] });
    await bare.client.call(listBalances, project);
    expect(bare.requests[0]?.headers.get("authorization")).toBeNull();
  });
});

describe("fetch", () => {
  it("is looked up globally at each request and called unbound", async () => {
    const client = new ServiceClient(service, { credential: "a-key" });
    const real = globalThis.fetch;
    try {
      globalThis.fetch = function (this: unknown) {
        expect(this).toBeUndefined();
        return Promise.resolve(json({ mocked: true }));
      };
      await expect(client.call(listBalances, project)).resolves.toEqual({ mocked: true });
    } finally {
      globalThis.fetch = real;
    }
  });
});

describe("a service's client", () => {
  it("accepts a shared client or options", () => {
    const client = ServiceClient.of(service, {
      credential: "a-key",
      baseUrl: "https://api.acme.example/eu//",
    });
    expect(client.baseUrl).toBe("https://api.acme.example/eu");
    expect(ServiceClient.of(service, client)).toBe(client);
  });

  it("sends a user agent, unless the user sets one or it runs in a browser", async () => {
    const agents: (string | null)[] = [];
    const call = async (headers: Record<string, string> = {}): Promise<void> => {
      const { client, requests } = rig(fine, { headers });
      await client.call(listBalances, project);
      agents.push(requests[0]?.headers.get("user-agent") ?? null);
    };
    await call();
    await call({ "User-Agent": "mine/1" });
    Object.defineProperty(globalThis, "document", { value: {}, configurable: true });
    await call();
    Reflect.deleteProperty(globalThis, "document");
    expect(agents).toEqual([
      expect.stringMatching(/^billkit-core\/\d+\.\d+\.\d+ \(Acme\)$/),
      "mine/1",
      null,
    ]);
  });
});
