import { describe, expect, it } from "@jest/globals";
import { ConfigurationError, ConnectionError, defaultLayers, type Layer } from "../src/index.js";
import { inside, outside } from "./support/layers.js";
import { failure, json, listBalances, project, rig } from "./support/service.js";

const fine = (): Response => json({ a: 1 });
const address = "listBalances: GET https://api.acme.example/v1/projects/p-1/balances";

describe("a return value that isn't a Response", () => {
  const none: [string, unknown, string][] = [
    ["nothing", undefined, "undefined"],
    ["a string", "{}", '"{}"'],
    [
      "an object that resembles one",
      { status: 200, ok: true, headers: {}, text: () => "{}" },
      "an object",
    ],
  ];
  it.each(
    none.flatMap(([what, given, shown]) =>
      [outside, inside].map((place, index) => [what, given, shown, place, index + 1] as const),
    ),
  )("%s from a layer: the error names the layer, without a retry (%#)", async (...row) => {
    const [, given, shown, place, index] = row;
    let runs = 0;
    const layer: Layer = () => () => (runs++, Promise.resolve(given as Response));
    const { client, clock, requests } = rig(fine, { layers: place(layer) });
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({
      option: "layers",
      method: "GET",
      path: "/v1/projects/p-1/balances",
      attempts: 1,
      message: `${address} failed: layers[${index}] returned ${shown}; allowed: a Response with an unread body`,
    });
    expect([runs, requests.length, clock.sleeping]).toEqual([1, 0, 0]);
  });

  it("nothing from a layer that forgets to return: the error names that layer, not an outer one", async () => {
    const forgetful: Layer = (next) => async (request, call) => {
      await next(request, call);
      return undefined as never;
    };
    const { client } = rig(fine, { layers: [...defaultLayers(), forgetful] });
    expect(String(await failure(client.call(listBalances, project)))).toBe(
      `ConfigurationError: ${address} failed: layers[5] returned undefined; allowed: a Response with an unread body`,
    );
  });

  it.each(none)(
    "%s from fetch: the error names fetch, without a retry",
    async (_, given, shown) => {
      const { client, requests } = rig(() => Promise.resolve(given as Response));
      const error = await failure(client.call(listBalances, project));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error).toMatchObject({
        option: "fetch",
        message: `${address} failed: fetch returned ${shown}; allowed: a Response with an unread body`,
      });
      expect(requests).toHaveLength(1);
    },
  );
});

describe("a Response that was already read", () => {
  const read: [string, (response: Response) => unknown][] = [
    ["entirely", (response) => response.text()],
    ["in part", (response) => response.body?.getReader().read()],
    ["or is locked", (response) => response.body?.getReader()],
  ];
  const used = async (take: (response: Response) => unknown): Promise<Response> => {
    const response = fine();
    await take(response);
    return response;
  };

  it.each(read)(
    "%s, from fetch: throws ConfigurationError once, not ConnectionError",
    async (_, take) => {
      const { client, requests } = rig(() => json({}), { fetch: () => used(take) });
      expect(await failure(client.call(listBalances, project))).toMatchObject({
        name: "ConfigurationError",
        option: "fetch",
        message: `${address} failed: fetch returned a Response whose body was already read; allowed: a Response with an unread body`,
      });
      expect(requests).toHaveLength(0);
    },
  );

  it.each(read)("%s, from a layer: the error names the layer", async (_, take) => {
    const { client, requests } = rig(fine, { layers: inside(() => () => used(take)) });
    expect(await failure(client.call(listBalances, project))).toMatchObject({
      name: "ConfigurationError",
      option: "layers",
      message: `${address} failed: layers[2] returned a Response whose body was already read; allowed: a Response with an unread body`,
    });
    expect(requests).toHaveLength(0);
  });

  it("is accepted without a body", async () => {
    const empty = new Response(null, { status: 204 });
    await empty.text();
    const { client } = rig(fine, { fetch: () => Promise.resolve(empty) });
    const nothing = { id: "ping", method: "GET", path: "/v1/ping", parameters: {} };
    expect(await client.call(nothing, {})).toBeUndefined();
  });
});

describe("a layer that throws", () => {
  const mine = new RangeError("mine");
  it.each<[string, (own: Layer) => Layer[], Error, number]>([
    ["outside retry, its own error: the call throws it once", outside, mine, 1],
    ["inside retry, its own error: not retried either", inside, mine, 1],
    ["outside retry, a ConnectionError: not retried", outside, new ConnectionError("own"), 1],
    ["inside retry, a ConnectionError: retried", inside, new ConnectionError("own"), 3],
  ])("%s", async (_, place, thrown, times) => {
    let runs = 0;
    const layers = place(() => () => {
      runs++;
      return Promise.reject(thrown);
    });
    const { client, clock, requests } = rig(fine, { layers });
    expect(await failure(clock.run(client.call(listBalances, project)))).toBe(thrown);
    expect([runs, requests.length, clock.sleeping]).toEqual([times, 0, 0]);
  });
});
