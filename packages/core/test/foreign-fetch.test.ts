import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { ServiceClient, defaultLayers, type ClientOptions } from "../src/index.js";
import { serveSocket, type Running } from "./support/server.js";
import { failure, listBalances, project, rig, service } from "./support/service.js";

const headers = new Headers({ "content-type": "application/json" });
const data = { balances: ["é"] };
const text = JSON.stringify(data);
const utf8 = new TextEncoder().encode(text);
/** A JSON string that is one byte too long. */
const large = new Uint8Array(2 ** 23 + 1).fill(0x78);
large[0] = large[large.length - 1] = 0x22;

/** Responses that differ from the standard's. */
const answer = (parts: object): Response =>
  ({ status: 200, ok: true, headers, ...parts }) as Response;
const call = (response: Response): Promise<unknown> =>
  rig(() => response, { maxRetries: 0 }).client.call(listBalances, project);
/** A response that can be read in this way only. */
const kinds: Readonly<Record<string, (body: Uint8Array<ArrayBuffer>) => object>> = {
  "a Node stream": (body) => ({ body: Readable.from([body.slice(0, 5), body.slice(5)]) }),
  "a Node stream of text": (body) => ({ body: Readable.from([new TextDecoder().decode(body)]) }),
  "an async iterable": (body) => ({
    body: (async function* () {
      yield await Promise.resolve(body);
    })(),
  }),
  arrayBuffer: (body) => ({ arrayBuffer: () => Promise.resolve(body.buffer) }),
  "text, after arrayBuffer failed": (body) => ({
    arrayBuffer: () => Promise.reject(new Error("readAsArrayBuffer is not implemented")),
    clone: () => ({ text: () => Promise.resolve(new TextDecoder().decode(body)) }),
  }),
  text: (body) => ({ text: () => Promise.resolve(new TextDecoder().decode(body)) }),
  json: (body) => ({
    json: () => Promise.resolve(JSON.parse(new TextDecoder().decode(body)) as unknown),
  }),
};

/** A stream that delivers one part, which isn't a Uint8Array. */
const streamOf = (part: unknown): ReadableStream =>
  new ReadableStream({
    start(stream) {
      stream.enqueue(part);
      stream.close();
    },
  });

describe("a stream of", () => {
  it("ArrayBuffers is read", async () => {
    expect(await call(answer({ body: streamOf(utf8.buffer) }))).toEqual(data);
  });

  it.each<[string, unknown]>([
    ["nothing", null],
    ["objects", { length: Infinity }],
    ["numbers", -1],
  ])("%s ends only its own call", async (_, part) => {
    const answers = [answer({ body: streamOf(part) }), answer({ body: streamOf(utf8) })];
    const { client } = rig(() => answers.shift() ?? answer({}), { maxRetries: 0 });
    await failure(client.call(listBalances, project));
    expect(await client.call(listBalances, project)).toEqual(data);
  });
});

it("a response whose headers can only be got has an error", async () => {
  const gone = { status: 404, headers: { get: () => null }, text: () => Promise.resolve("gone") };
  // A double lacks most of a Response.
  const error = await failure(call(gone as unknown as Response));
  expect(error).toMatchObject({ name: "NotFoundError", headers: {} });
});

describe("a response that can only be read as", () => {
  it.each(Object.entries(kinds))("%s is read", async (_, kind) => {
    expect(await call(answer(kind(utf8)))).toEqual(data);
  });

  it.each(Object.entries(kinds))("%s has the same size limit", async (_, kind) => {
    expect(await failure(call(answer(kind(large))))).toMatchObject({ reason: "size" });
  });

  it.each(["arrayBuffer", "text", "json"])(
    "%s is read even if a layer's signal has aborted",
    async (kind) => {
      const controller = new AbortController();
      const { client } = rig(
        () => {
          controller.abort();
          return answer(kinds[kind]?.(utf8) ?? {});
        },
        {
          layers: [
            ...defaultLayers(),
            (next) => (request, state) => next({ ...request, signal: controller.signal }, state),
          ],
          maxRetries: 0,
        },
      );
      expect(await client.call(listBalances, project)).toEqual(data);
    },
  );

  it("nothing has an empty body", async () => {
    expect(await failure(call(answer({})))).toMatchObject({ reason: "body", body: "" });
  });

  it("text keeps the service's message in an error", async () => {
    const gone = { status: 404, ok: false, text: () => Promise.resolve('{"err_msg":"gone"}') };
    expect(await failure(call(answer(gone)))).toMatchObject({
      name: "NotFoundError",
      body: { err_msg: "gone" },
    });
  });
});

describe("node-fetch", () => {
  let server: Running;
  afterEach(() => server.close());
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${utf8.length}`;

  /** A client over the real node-fetch, and each connection to the server. */
  async function connect(sent: string, options: Partial<ClientOptions> = {}) {
    const sockets: Socket[] = [];
    server = await serveSocket((socket) => {
      sockets.push(socket);
      socket.once("data", () => socket.write(sent));
    });
    const client = new ServiceClient(service, {
      credential: "a-key",
      baseUrl: server.baseUrl,
      fetch: jest.requireActual<typeof fetch>("node-fetch"),
      ...options,
    });
    return { client, sockets };
  }

  it("sends a request and reads the response", async () => {
    const { client } = await connect(`${head}\r\n\r\n${text}`);
    expect(await client.call(listBalances, project)).toEqual(data);
  });

  it("closes its connection when a body stalls and the caller aborts", async () => {
    const { client, sockets } = await connect(`${head}\r\n\r\n{"bal`);
    const controller = new AbortController();
    const { signal } = controller;
    const result = failure(client.call(listBalances, project, { signal }));
    while (!sockets[0]?.bytesWritten) await new Promise((resolve) => setImmediate(resolve));
    const [socket] = sockets;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    controller.abort("enough");
    expect(await result).toBe("enough");
    await closed;
  });
});
