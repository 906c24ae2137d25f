import { describe, expect, it } from "@jest/globals";
import {
  AuthenticationError,
  ServerError,
  authorizeLayer,
  defaultLayers,
  logLayer,
  redirectLayer,
  retryLayer,
  timeoutLayer,
  type Layer,
} from "../src/index.js";
import { failure, hang, inTurn, json, listBalances, project, rig } from "./support/service.js";

const unavailable = (): Response => new Response("", { status: 503 });
const fine = (): Response => json({ a: 1 });

const without = (left: Layer): Layer[] => defaultLayers().filter((layer) => layer !== left);

describe("without the built-in layer", () => {
  it("log, no calls or attempts are logged", async () => {
    const messages: string[] = [];
    const note = (message: string) => messages.push(message);
    const logger = { debug: note, info: note, warn: note };
    for (const [layers, expected] of [
      [defaultLayers(), ["attempt", "call"]],
      [without(logLayer), []],
    ] as const) {
      messages.length = 0;
      await rig(fine, { layers, logger }).client.call(listBalances, project);
      expect(messages).toEqual(expected);
    }
  });

  it("retry, the first failure is thrown and no attempt is logged", async () => {
    const messages: string[] = [];
    const note = (message: string) => messages.push(message);
    const { client, clock, requests } = rig(unavailable, {
      layers: without(retryLayer),
      logger: { debug: note, warn: note },
    });
    const error = await failure(client.call(listBalances, project));
    expect(error).toBeInstanceOf(ServerError);
    expect([requests.length, clock.sleeping, messages]).toEqual([1, 0, ["call"]]);
  });

  it("authorize, no credential is requested or sent, and a 401 is thrown", async () => {
    let calls = 0;
    const { client, requests } = rig(() => new Response("", { status: 401 }), {
      layers: without(authorizeLayer),
      credential: () => `key-${++calls}`,
    });
    expect(await failure(client.call(listBalances, project))).toBeInstanceOf(AuthenticationError);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual([null]);
    expect(calls).toBe(0);
  });

  it("timeout, only the call's deadline limits an attempt", async () => {
    const { client, clock, requests } = rig(hang, { layers: without(timeoutLayer) });
    const start = clock.now();
    const options = { timeoutMs: 100, deadlineMs: 5000 };
    const error = await failure(clock.run(client.call(listBalances, project, options)));
    expect(error).toMatchObject({ limit: "deadlineMs", ms: 5000 });
    expect([requests.length, clock.now() - start]).toEqual([1, 5000]);
  });

  it("redirect, a redirect is an ApiError", async () => {
    const moved = (): Response =>
      new Response("", { status: 302, headers: { location: "/v2/elsewhere" } });
    const followed = rig(inTurn(moved, fine));
    expect(await followed.client.call(listBalances, project)).toEqual({ a: 1 });
    const { client, requests } = rig(inTurn(moved, fine), { layers: without(redirectLayer) });
    expect(await failure(client.call(listBalances, project))).toMatchObject({ status: 302 });
    expect([followed.requests.length, requests.length]).toEqual([2, 1]);
  });
});

it.each([
  ["all layers", defaultLayers()],
  ["all but authorize", without(authorizeLayer)],
  ["no layers", []],
])("with %s, headers that a fetch adds in place aren't sent again", async (_, layers) => {
  const sent: (string | null)[] = [];
  const fetch: typeof globalThis.fetch = (url, init) => {
    const request = new Request(url, init);
    sent.push(request.headers.get("x-trace"));
    (init?.headers as Headers).append("x-trace", "1");
    return Promise.resolve(fine());
  };
  const { client } = rig(fine, { layers, fetch });
  await client.call(listBalances, project);
  await client.call(listBalances, project);
  expect(sent).toEqual([null, null]);
});

describe("a custom layer order", () => {
  it("timeout outside retry limits all attempts together", async () => {
    const { client, clock, requests } = rig(unavailable, {
      layers: [timeoutLayer, retryLayer, authorizeLayer, redirectLayer],
      random: () => 0.5,
    });
    const start = clock.now();
    const error = await failure(
      clock.run(client.call(listBalances, project, { timeoutMs: 600, maxRetries: 9 })),
    );
    expect(error).toMatchObject({ limit: "timeoutMs", ms: 600 });
    expect([requests.length, clock.now() - start]).toEqual([2, 600]);
  });

  it("authorize outside retry requests the credential once per call, not once per attempt", async () => {
    const requestsOf = async (layers: Layer[]): Promise<number> => {
      let times = 0;
      const { client, clock, requests } = rig(inTurn(unavailable, unavailable, fine), {
        layers,
        credential: () => `key-${++times}`,
      });
      await clock.run(client.call(listBalances, project));
      expect(requests).toHaveLength(3);
      return times;
    };
    expect(await requestsOf([authorizeLayer, retryLayer, timeoutLayer, redirectLayer])).toBe(1);
  });

  it("log inside retry logs each attempt as a call", async () => {
    const messages: string[] = [];
    const note = (message: string) => messages.push(message);
    const { client, clock } = rig(inTurn(unavailable, fine), {
      layers: [retryLayer, logLayer, authorizeLayer, timeoutLayer, redirectLayer],
      logger: { info: note, warn: note, debug: note },
    });
    await clock.run(client.call(listBalances, project));
    expect(messages).toEqual(["call", "call"]);
  });
});
