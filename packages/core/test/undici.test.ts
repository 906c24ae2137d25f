import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { Agent } from "undici";
import {
  ConfigurationError,
  ServiceClient,
  defaultLayers,
  type ClientOptions,
  type OperationDefinition,
} from "../src/index.js";
import { undiciLayer } from "../src/pipeline/undici.js";
import { serveHttp, serveSocket, type Running } from "./support/server.js";
import { createOrder, failure, listBalances, project, secret, service } from "./support/service.js";

const running: Running[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const clientOf = ({ baseUrl }: Running, options: Partial<ClientOptions> = {}) =>
  new ServiceClient(service, {
    credential: secret,
    baseUrl,
    maxRetries: 0,
    layers: [...defaultLayers(), undiciLayer()],
    fetch: () => Promise.reject(new Error("fetch was called")),
    ...options,
  });

async function connect(listener: RequestListener, options?: Partial<ClientOptions>) {
  const server = await serveHttp(listener);
  running.push(server);
  return clientOf(server, options);
}

/** Raw sockets; each writes `sent` once it has received a request. */
async function connectRaw(sent: string) {
  const sockets: Socket[] = [];
  const server = await serveSocket((socket) => {
    sockets.push(socket);
    socket.once("data", () => socket.write(sent));
  });
  running.push(server);
  return { client: clientOf(server), sockets };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it.each([[null], [5], ["x"]])("undiciLayer refuses %j as options", (options) => {
  // JavaScript callers can pass anything.
  expect(() => undiciLayer(options as unknown as object)).toThrow(
    new ConfigurationError("undiciLayer: options must be an object", {}),
  );
});

it("undiciLayer reports what a dispatcher throws as a connection that failed, without the credential", async () => {
  const dispatcher = new Agent();
  dispatcher.dispatch = () => {
    throw new Error(`no route for ${secret}`);
  };
  const client = new ServiceClient(service, {
    credential: secret,
    maxRetries: 0,
    layers: [...defaultLayers(), undiciLayer({ dispatcher })],
  });
  const error = await failure(client.call(listBalances, project));
  expect(error).toMatchObject({ name: "ConnectionError" });
  expect(String(error)).toContain("connection failed: no route for [redacted]");
});

describe("undiciLayer requests", () => {
  it("equal those of fetch, without calling fetch", async () => {
    const seen: string[] = [];
    const client = await connect((request, response) => {
      void (async () => {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        const { method, url, headers } = request;
        seen.push(
          `${method} ${url} ${headers.authorization} ${headers["accept-encoding"]} ${body}`,
        );
        response.end('{"ok":1}');
      })();
    });
    expect(await client.call(listBalances, { ...project, limit: 3 })).toEqual({ ok: 1 });
    expect(await client.call(createOrder, { body: { amount: "é" } })).toEqual({ ok: 1 });
    expect(seen).toEqual([
      `GET /v1/projects/p-1/balances?limit=3 Token ${secret} gzip, br `,
      `POST /v1/orders Token ${secret} gzip, br {"amount":"é"}`,
    ]);
  });

  it("reuse kept-alive connections", async () => {
    const ports = new Set<number | undefined>();
    const client = await connect(({ socket }, response) => {
      ports.add(socket.remotePort);
      response.end("{}");
    });
    for (let call = 0; call < 9; call++) await client.call(listBalances, project);
    // A call that follows immediately can find the first one still busy.
    expect(ports.size).toBeLessThan(3);
  });

  it("use the given dispatcher", async () => {
    const dispatcher = new Agent({ connections: 1 });
    const dispatch = jest.spyOn(dispatcher, "dispatch");
    const client = await connect((_, response) => response.end("{}"), {
      layers: [...defaultLayers(), undiciLayer({ dispatcher })],
    });
    await client.call(listBalances, project);
    expect(dispatch).toHaveBeenCalledTimes(1);
    await dispatcher.close();
  });
});

describe("undiciLayer responses", () => {
  const touch: OperationDefinition = { id: "touch", method: "PUT", path: "/v1", parameters: {} };

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const)("are decompressed, for successes and errors: %s", async (encoding, compress) => {
    const bodies = [
      [200, '{"ok":1}'],
      [404, '{"err_msg":"gone"}'],
    ] as const;
    let index = 0;
    const client = await connect((_, response) => {
      const [status, body] = bodies[index++] ?? bodies[0];
      response.writeHead(status, { "content-encoding": encoding }).end(compress(body));
    });
    expect(await client.call(listBalances, project)).toEqual({ ok: 1 });
    expect(await failure(client.call(listBalances, project))).toMatchObject({
      name: "NotFoundError",
      body: { err_msg: "gone" },
    });
  });

  it("are measured decompressed: 33 kB that expand to 33 MB are rejected", async () => {
    const large = gzipSync(Buffer.alloc(33 * 2 ** 20));
    const client = await connect((_, response) => {
      response.setHeader("content-encoding", "gzip").end(large);
    });
    expect(await failure(client.call(listBalances, project))).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "size",
    });
  });

  it.each([
    ["HEAD", 200, { "content-length": "8" }],
    ["HEAD", 200, { "content-encoding": "gzip" }],
    ["GET", 204, {}],
    ["GET", 205, { "content-length": "0" }],
    ["GET", 401, { "content-encoding": "gzip", "content-length": "0" }],
    ["GET", 304, { "content-encoding": "gzip" }],
  ] as const)("have no body: %s, %i, %j", async (method, status, headers) => {
    const seen: unknown[] = [];
    const client = await connect((_, response) => response.writeHead(status, headers).end(), {
      layers: [
        (next) => async (request, call) => {
          const answer = await next({ ...request, method }, call);
          seen.push(answer.status, answer.bytes.length, (await answer.clone().text()).length);
          return answer;
        },
        undiciLayer(),
      ],
    });
    const result = client.call(touch, undefined);
    await (status > 299 ? failure(result) : result);
    expect(seen).toEqual([status, 0, 0]);
  });

  it("keep each header as received, including Latin-1 and repeated ones", async () => {
    const client = await connect((_, response) => {
      response.writeHead(404, { "x-place": "Zürich", "x-tag": ["a", "b"] }).end();
    });
    expect(await failure(client.call(listBalances, project))).toMatchObject({
      headers: { "x-place": "Zürich", "x-tag": "a, b" },
    });
  });
});

describe("an abort", () => {
  const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

  it.each([
    ["before headers", ""],
    ["within headers", head],
    ["within the body", `${head}content-length: 8\r\n\r\n{"ok`],
    ["within a compressed body", `${head}content-encoding: gzip\r\ncontent-length: 8\r\n\r\n\x1f`],
  ])("%s ends the call immediately and closes its connection", async (_, sent) => {
    const { client, sockets } = await connectRaw(sent);
    const controller = new AbortController();
    const { signal } = controller;
    const add = jest.spyOn(signal, "addEventListener");
    const remove = jest.spyOn(signal, "removeEventListener");
    const result = failure(client.call(listBalances, project, { signal }));
    while (!sockets[0]?.bytesRead || sockets[0].bytesWritten < sent.length) await turn();
    const [socket] = sockets;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    controller.abort("enough");
    expect(await result).toBe("enough");
    await closed;
    expect(remove.mock.calls).toEqual(add.mock.calls);
  });

  it("while connecting ends the call immediately; nothing is sent once the connection opens", async () => {
    const { client, sockets } = await connectRaw("");
    const controller = new AbortController();
    const result = failure(client.call(listBalances, project, { signal: controller.signal }));
    // From this turn on, the request waits for its connection.
    await Promise.resolve();
    controller.abort("enough");
    expect(await result).toBe("enough");
    while (!sockets[0]) await turn();
    if (!sockets[0].closed) await once(sockets[0], "close");
    expect(sockets.map(({ bytesRead }) => bytesRead)).toEqual([0]);
  });
});

describe("undiciLayer options", () => {
  it.each<[string, object]>([
    ["dispatcher is null; allowed: a dispatcher of undici 7", { dispatcher: null }],
    ['dispatcher is "http://proxy"; allowed: a dispatcher', { dispatcher: "http://proxy" }],
    ["dispatcher is an object; allowed: a dispatcher", { dispatcher: {} }],
    ["dispatch is an unknown option; did you mean dispatcher?", { dispatch: new Agent() }],
  ])("%s", (message, options) => {
    const make = (): unknown => undiciLayer(options);
    expect(make).toThrow(`undiciLayer: ${message}`);
    expect(make).toThrow(ConfigurationError);
  });
});
