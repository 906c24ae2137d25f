import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { Agent, ProxyAgent } from "undici";
import {
  ConfigurationError,
  ServiceClient,
  type ClientOptions,
  type FetchOptions,
} from "../src/index.js";
import { json, listBalances, project, service } from "./support/service.js";

/** A client whose `fetch` records each `init`. */
function recording(options: Partial<ClientOptions> = {}) {
  const inits: RequestInit[] = [];
  const client = new ServiceClient(service, {
    credential: "a-key",
    fetch: (_, init = {}) => {
      inits.push(init);
      return Promise.resolve(json({ ok: 1 }));
    },
    ...options,
  });
  return { client, inits };
}

describe("fetchOptions", () => {
  it("are passed to each fetch with what the client sets", async () => {
    const { client, inits } = recording({ fetchOptions: { keepalive: true, next: { tags: [] } } });
    await client.call(listBalances, project);
    await client.call(listBalances, project);
    for (const init of inits) {
      expect(init).toMatchObject({ keepalive: true, next: { tags: [] }, method: "GET" });
      expect(init.redirect).toBe("manual");
    }
    expect(inits).toHaveLength(2);
  });

  it.each(["method", "headers", "body", "signal", "redirect"])("can't set %s", (name) => {
    const fetchOptions = { [name]: "x" } as FetchOptions;
    const make = (): unknown => recording({ fetchOptions });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(
      "Acme: fetchOptions is an object; allowed: an object such as { dispatcher }, without method, headers, body, signal, redirect",
    );
  });

  it.each([null, "no-store", ["cache"], () => ({})])(
    "reject %p, which isn't a plain object",
    (given) => {
      // JavaScript callers can pass it.
      const options: object = { credential: "a-key", fetchOptions: given };
      const make = (): unknown => new ServiceClient(service, options);
      expect(make).toThrow("allowed: an object such as { dispatcher }, without method");
    },
  );

  it("accept undici's dispatchers, which also type-check", () => {
    const agent: FetchOptions = { dispatcher: new Agent() };
    const proxy: FetchOptions = { dispatcher: new ProxyAgent("http://127.0.0.1:3128") };
    // @ts-expect-error -- the client sets the headers
    const headers: FetchOptions = { headers: { "x-a": "b" } };
    for (const fetchOptions of [agent, proxy]) {
      expect(() => recording({ fetchOptions })).not.toThrow();
    }
    expect(() => recording({ fetchOptions: headers })).toThrow(ConfigurationError);
  });

  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it("pass a dispatcher of the undici package to the built-in fetch", async () => {
    const server = createServer((_, response) => response.end('{"ok":1}')).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    let dispatched = 0;
    const dispatcher = new Agent().compose((dispatch) => (options, handler) => {
      dispatched++;
      return dispatch(options, handler);
    });
    closing.push(
      () => dispatcher.close(),
      () => once(server.close(), "close"),
    );
    const client = new ServiceClient(service, {
      credential: "a-key",
      baseUrl: `http://127.0.0.1:${port}`,
      fetchOptions: { dispatcher },
    });
    expect(await client.call(listBalances, project)).toEqual({ ok: 1 });
    expect(dispatched).toBe(1);
  });
});

describe("the HTTP cache", () => {
  const { Request: own } = globalThis;
  afterEach(() => {
    globalThis.Request = own;
  });

  const cacheOf = async (options: Partial<ClientOptions> = {}): Promise<unknown> => {
    const { client, inits } = recording(options);
    await client.call(listBalances, project);
    return inits[0]?.cache;
  };

  it("is bypassed by every request", async () => {
    expect(await cacheOf()).toBe("no-store");
  });

  it("is used if fetchOptions allow it", async () => {
    expect(await cacheOf({ fetchOptions: { cache: "default" } })).toBe("default");
  });

  it.each<[string, unknown]>([
    [
      "throws, as older Workers do",
      function (_: string, init: RequestInit) {
        if ("cache" in init) throw new Error("The 'cache' field is not implemented.");
      },
    ],
    [
      "adds a parameter to the query, as React Native's does",
      class {
        readonly url: string;
        constructor(url: string) {
          this.url = `${url}?_=1`;
        }
      },
    ],
    ["doesn't exist", undefined],
  ])("isn't configured where Request %s", async (_, constructor) => {
    globalThis.Request = constructor as typeof Request;
    expect(await cacheOf()).toBeUndefined();
  });
});
