import { afterEach, describe, expect, it } from "@jest/globals";
import type { Socket } from "node:net";
import { ConnectionError, ServiceClient, systemClock, type Clock } from "../src/index.js";
import { failure, listBalances, project, secret, service } from "./support/service.js";
import { serveSocket, type Running } from "./support/server.js";

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const whole = `${head}content-length: 8\r\n\r\n{"ok":1}`;

/** The real clock, except that it doesn't wait between attempts; it counts sleeps. */
function impatient(): Clock & { sleeping: number } {
  const clock = {
    sleeping: 0,
    now: () => systemClock.now(),
    sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
      clock.sleeping++;
      await systemClock.sleep(ms, signal).finally(() => clock.sleeping--);
    },
  };
  return clock;
}

let server: Running;
afterEach(() => server.close());

async function connect(answer: (socket: Socket, index: number) => void) {
  const clock = impatient();
  let connections = 0;
  let requests = 0;
  server = await serveSocket((socket, index) => {
    connections++;
    socket.once("data", () => requests++);
    answer(socket, index);
  });
  const client = new ServiceClient(service, {
    credential: secret,
    baseUrl: server.baseUrl,
    clock,
    random: () => 0,
  });
  return { client, clock, connections: () => connections, requests: () => requests };
}

/** Each request gets the next response; the last one repeats. */
const answering = (...texts: string[]): ((socket: Socket) => void) => {
  let index = 0;
  return (socket) => {
    socket.once("data", () => {
      socket.write(texts[Math.min(index++, texts.length - 1)] ?? "");
    });
  };
};
const dying =
  (text: string) =>
  (socket: Socket): void => {
    socket.once("data", () => {
      if (text) socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));
      else socket.resetAndDestroy();
    });
  };

describe("a broken connection", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["before the request is read", (socket) => socket.resetAndDestroy()],
    ["before the response", dying("")],
    ["within the headers", dying("HTTP/1.1 200 OK\r\ncontent-ty")],
    ["between headers and body", dying(`${head}content-length: 8\r\n\r\n`)],
    ["within the body", dying(`${head}content-length: 8\r\n\r\n{"ok`)],
    ["within a chunk", dying(`${head}transfer-encoding: chunked\r\n\r\n8\r\n{"ok`)],
    [
      "by a body that ends too early",
      (socket) => socket.once("data", () => socket.end(`${head}content-length: 8\r\n\r\n{"ok`)),
    ],
    [
      "by a response that isn't HTTP",
      (socket) => socket.once("data", () => socket.end("hello\r\n\r\n")),
    ],
  ])("%s: retries, then throws a ConnectionError with its cause", async (_, breaking) => {
    const { client, clock, connections } = await connect((socket, index) => {
      if (index < 4) breaking(socket);
      else answering(whole)(socket);
    });
    const error = await failure(client.call(listBalances, project));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ method: "GET", path: "/v1/projects/p-1/balances", attempts: 3 });
    expect((error as ConnectionError).cause).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(
      /^listBalances: GET http:\/\/127\.0\.0\.1:\d+\/v1\/projects\/p-1\/balances connection failed: .+/,
    );
    expect(connections()).toBe(3);
    await expect(client.call(listBalances, project)).resolves.toEqual({ ok: 1 });
    expect(clock.sleeping).toBe(0);
  });

  it("during the next request on a kept-alive one: retries on a new connection", async () => {
    const { client } = await connect((socket, index) => {
      socket.on("data", () => {
        if (index || socket.bytesWritten === 0) socket.write(whole);
        else socket.resetAndDestroy();
      });
    });
    for (let call = 0; call < 3; call++)
      await expect(client.call(listBalances, project)).resolves.toEqual({ ok: 1 });
  });

  it("that was refused throws a ConnectionError", async () => {
    const { client } = await connect(() => undefined);
    await server.close();
    const error = await failure(client.call(listBalances, project));
    expect(error).toBeInstanceOf(ConnectionError);
    expect((error as Error).message).toContain("ECONNREFUSED");
    server = await serveSocket(() => undefined);
  });
});

describe("a stalled connection", () => {
  it.each<[string, string]>([
    ["without a response", ""],
    ["within the headers", "HTTP/1.1 200 OK\r\n"],
    ["after the headers", `${head}content-length: 8\r\n\r\n`],
    ["within the body", `${head}content-length: 8\r\n\r\n{"ok`],
  ])("%s: timeoutMs ends it in real time", async (_, text) => {
    const { client, clock } = await connect(answering(text));
    const options = { timeoutMs: 60, maxRetries: 0 };
    const error = await failure(client.call(listBalances, project, options));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "timeoutMs", ms: 60, attempts: 1 });
    expect(clock.sleeping).toBe(0);
  });

  it("byte by byte: the deadline ends it", async () => {
    const { client } = await connect((socket) => {
      socket.once("data", () => {
        socket.write(`${head}content-length: 1000\r\n\r\n`);
        const drip = setInterval(() => socket.write(" "), 5);
        socket.on("close", () => {
          clearInterval(drip);
        });
      });
    });
    const error = await failure(client.call(listBalances, project, { deadlineMs: 60 }));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs", ms: 60 });
  });

  it("in the body: the caller can abort it", async () => {
    const controller = new AbortController();
    const { client, clock } = await connect((socket) => {
      socket.once("data", () => {
        socket.write(`${head}content-length: 8\r\n\r\n{"ok`, () => {
          controller.abort("enough");
        });
      });
    });
    expect(await failure(client.call(listBalances, project, { signal: controller.signal }))).toBe(
      "enough",
    );
    expect(clock.sleeping).toBe(0);
  });
});
