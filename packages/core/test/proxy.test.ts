import { afterEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { ServiceClient, type ClientOptions } from "../src/index.js";
import { createOrder, listBalances, project, secret, service } from "./support/service.js";

/** A proxy of a company's network: it opens a tunnel to whatever it is asked for. */
async function startProxy(): Promise<{ server: Server; url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer();
  server.on("connect", ({ url = "" }, socket) => {
    tunnels.push(url);
    const [host = "", port] = url.split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  return { server, url: await listen(server), tunnels };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const stop = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
};

/** A dispatcher of one undici and the `fetch` of another fail together. */
describe("openai-node#1886: through a proxy, with the fetch of the undici package", () => {
  async function connectThroughProxy() {
    const seen: string[] = [];
    const upstream = createServer((request, response) => {
      void (async () => {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
        response.setHeader("content-type", "application/json").end('{"ok":1}');
      })();
    });
    const baseUrl = await listen(upstream);
    const proxy = await startProxy();
    const dispatcher = new ProxyAgent(proxy.url);
    closing.push(
      () => stop(upstream),
      () => stop(proxy.server),
      () => dispatcher.close(),
    );
    // Without types of its own in between: undici's are like the runtime's, not the same.
    const proxied = (...[input, init]: Parameters<typeof fetch>): unknown =>
      Reflect.apply(undiciFetch, undefined, [input, { ...init, dispatcher }]);
    const client = new ServiceClient(service, {
      credential: secret,
      baseUrl,
      fetch: proxied as ClientOptions["fetch"],
    });
    return { client, baseUrl, seen, tunnels: proxy.tunnels };
  }

  it("sends a request whole and reads its answer", async () => {
    const { client, baseUrl, seen, tunnels } = await connectThroughProxy();
    expect(await client.call(listBalances, { ...project, limit: 3 })).toEqual({ ok: 1 });
    expect(seen).toEqual([`GET /v1/projects/p-1/balances?limit=3 Token ${secret} `]);
    expect(tunnels).toEqual([baseUrl.replace("http://", "")]);
  });

  it("sends a body along", async () => {
    const { client, seen } = await connectThroughProxy();
    await client.call(createOrder, { body: { amount: 5 } });
    expect(seen).toEqual([`POST /v1/orders Token ${secret} {"amount":5}`]);
  });
});
