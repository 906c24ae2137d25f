import { describe, expect, it } from "@jest/globals";
import {
  ConnectionError,
  TimeoutError,
  UnexpectedResponseError,
  type Layer,
} from "../src/index.js";
import { inside, outside } from "./support/layers.js";
import {
  createOrder,
  failure,
  hang,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  secret,
} from "./support/service.js";

const unavailable = (): Response => new Response("", { status: 503 });
const fine = (): Response => json({ a: 1 });

const withHeader = (name: string, value: (attempt: number) => string): Layer => {
  return (next) => (request, call) => {
    const changed = { ...request, headers: new Headers(request.headers) };
    changed.headers.set(name, value(call.attempt));
    return next(changed, call);
  };
};

describe("an observing layer", () => {
  const spy = (seen: unknown[]): Layer => {
    return (next) => async (request, call) => {
      const { attempt } = call;
      const before = call.client.clock.now();
      const response = await next(request, call);
      const tookMs = call.client.clock.now() - before;
      seen.push([attempt, call.attempt, response.status, tookMs, await response.text()]);
      return response;
    };
  };
  const answers = inTurn(
    () => new Response("", { status: 503, headers: { "retry-after": "2" } }),
    fine,
  );

  it("outside retry sees one call, including its waits", async () => {
    const seen: unknown[] = [];
    const { client, clock } = rig(answers, { layers: outside(spy(seen)) });
    expect(await clock.run(client.call(listBalances, project))).toEqual({ a: 1 });
    expect(seen).toEqual([[1, 2, 200, 2000, '{"a":1}']]);
  });

  it("inside retry sees each attempt", async () => {
    const seen: unknown[] = [];
    const { client, clock } = rig(answers, { layers: inside(spy(seen)) });
    expect(await clock.run(client.call(listBalances, project))).toEqual({ a: 1 });
    expect(seen).toEqual([
      [1, 1, 503, 0, ""],
      [2, 2, 200, 0, '{"a":1}'],
    ]);
  });

  it("sees the same error as the caller", async () => {
    const seen: unknown[] = [];
    const watch: Layer = (next) => async (request, call) => {
      try {
        return await next(request, call);
      } catch (error) {
        seen.push(error);
        throw error;
      }
    };
    const reset = (): Promise<Response> => Promise.reject(new TypeError("fetch failed"));
    const { client, clock } = rig(reset, { layers: inside(watch), maxRetries: 1 });
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toBe(error);
  });
});

describe("a layer that changes the request", () => {
  it("outside retry sends the same header with each attempt", async () => {
    const layers = outside(withHeader("x-trace", (attempt) => `trace-${attempt}`));
    const { client, clock, requests } = rig(inTurn(unavailable, fine), { layers });
    await clock.run(client.call(listBalances, project));
    expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["trace-1", "trace-1"]);
  });

  it("inside retry sends a different header with each attempt", async () => {
    const layers = inside(withHeader("x-trace", (attempt) => `trace-${attempt}`));
    const { client, clock, requests } = rig(inTurn(unavailable, fine), { layers });
    await clock.run(client.call(listBalances, project));
    expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual(["trace-1", "trace-2"]);
  });

  it.each([
    ["GET without a body", listBalances, project],
    ["PUT with a body", { ...createOrder, method: "PUT" }, { body: { a: 1 } }],
  ])(
    "inside retry changes it in place, and the next attempt of a %s starts from the original",
    async (_, operation, args) => {
      const layers = inside((next) => (request, call) => {
        request.headers.append("x-trace", `trace-${call.attempt}`);
        return next(request, call);
      });
      const answers = inTurn(unavailable, unavailable, fine);
      const { client, clock, requests } = rig(answers, { layers });
      await clock.run(client.call(operation, args));
      expect(requests.map(({ headers }) => headers.get("x-trace"))).toEqual([
        "trace-1",
        "trace-2",
        "trace-3",
      ]);
      const bodies = await Promise.all(requests.map((request) => request.text()));
      expect(new Set(bodies)).toEqual(new Set(["body" in args ? '{"a":1}' : ""]));
    },
  );

  it("inside retry can change the query per attempt, and the credential is still sent", async () => {
    const layers = inside((next) => (request, call) => {
      const url = new URL(request.url);
      url.searchParams.set("attempt", `${call.attempt}`);
      return next({ ...request, url: String(url) }, call);
    });
    const { client, clock, requests } = rig(inTurn(unavailable, fine), { layers });
    await clock.run(client.call(listBalances, { ...project, limit: 5 }));
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      "?limit=5&attempt=1",
      "?limit=5&attempt=2",
    ]);
    for (const { headers } of requests)
      expect(headers.get("authorization")).toBe(`Token ${secret}`);
  });

  it("outside retry can set maxRetries and timeoutMs", async () => {
    const layers = outside((next) => (request, call) => {
      call.maxRetries = 4;
      call.timeoutMs = 70;
      return next(request, call);
    });
    const { client, clock, requests } = rig(hang, { layers });
    const start = clock.now();
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "timeoutMs", ms: 70, attempts: 5 });
    expect([requests.length, clock.now() - start]).toEqual([5, 5 * 70]);
  });

  it("inside retry can set timeoutMs for later attempts", async () => {
    const layers = inside((next) => (request, call) => {
      call.timeoutMs = call.attempt * 100;
      return next(request, call);
    });
    const { client, clock } = rig(hang, { layers });
    const start = clock.now();
    await failure(clock.run(client.call(listBalances, project)));
    expect(clock.now() - start).toBe(100 + 200 + 300);
  });
});

describe("a layer that returns a response", () => {
  it("from a cache sends nothing, and each caller gets its own data", async () => {
    const kept = new Map<string, Response>();
    const cache: Layer = (next) => async (request, call) => {
      const response = kept.get(request.url) ?? (await next(request, call));
      if (response.ok) kept.set(request.url, response.clone());
      return response;
    };
    const { client, requests } = rig((_, index) => json({ index }), { layers: outside(cache) });
    for (let call = 0; call < 3; call++) {
      expect(await client.call(listBalances, project)).toEqual({ index: 0 });
    }
    expect(await client.call(listBalances, { project_id: "p-2" })).toEqual({ index: 1 });
    expect(requests).toHaveLength(2);
  });

  it("inside retry with an error status is retried", async () => {
    const layers = inside(
      (next) => (request, call) =>
        call.attempt < 3 ? Promise.resolve(unavailable()) : next(request, call),
    );
    const { client, clock, requests } = rig(fine, { layers });
    expect(await clock.run(client.call(listBalances, project))).toEqual({ a: 1 });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, (own: Layer) => Layer[], number]>([
    ["outside retry", outside, 1],
    ["inside retry", inside, 1],
  ])("%s replaces the service's response", async (_, place, sent) => {
    const layers = place((next) => async (request, call) => {
      const response = await next(request, call);
      const data = (await response.json()) as object;
      return json({ ...data, added: true }, { headers: { "acme-request-id": "own" } });
    });
    const { client, requests } = rig(fine, { layers });
    const { data, requestId } = await client.call(listBalances, project).withResponse();
    expect([data, requestId]).toEqual([{ a: 1, added: true }, "own"]);
    expect(requests).toHaveLength(sent);
  });

  it("with a body that breaks the contract throws, as for the service's response", async () => {
    const layers = outside(() => () => Promise.resolve(new Response("<html>")));
    const { client } = rig(fine, { layers });
    expect(await failure(client.call(listBalances, project))).toBeInstanceOf(
      UnexpectedResponseError,
    );
  });
});
