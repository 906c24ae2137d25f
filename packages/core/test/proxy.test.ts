import { afterEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { createServer, request as forward, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import path from "node:path";
import { EnvHttpProxyAgent, ProxyAgent, fetch as undiciFetch, type Dispatcher } from "undici";
import { ServiceClient, type ClientOptions } from "../src/index.js";
import { createOrder, listBalances, project, secret, service } from "./support/service.js";

/** A proxy of a company's network: it opens a tunnel to whatever it is asked for, or passes it on. */
async function startProxy(): Promise<{ server: Server; url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer((request, response) => {
    // What is not encrypted may also be asked for by its whole address.
    const { host, href } = new URL(request.url ?? "");
    tunnels.push(host);
    const { method, headers } = request;
    const onward = forward(href, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
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

/** A service, and a proxy on the way to it. */
async function startBoth() {
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
  closing.push(
    () => stop(upstream),
    () => stop(proxy.server),
  );
  return { baseUrl, seen, proxyUrl: proxy.url, tunnels: proxy.tunnels };
}

/** A client whose requests go by undici's `fetch` and this dispatcher of it. */
function clientBy(dispatcher: Dispatcher, baseUrl: string) {
  closing.push(() => dispatcher.close());
  // Without types of its own in between: undici's are like the runtime's, not the same.
  const proxied = (...[input, init]: Parameters<typeof fetch>): unknown =>
    Reflect.apply(undiciFetch, undefined, [input, { ...init, dispatcher }]);
  return new ServiceClient(service, {
    credential: secret,
    baseUrl,
    fetch: proxied as ClientOptions["fetch"],
  });
}

/** A dispatcher of one undici and the `fetch` of another fail together. */
describe("openai-node#1886: through a proxy, with the fetch of the undici package", () => {
  async function connectThroughProxy() {
    const { baseUrl, proxyUrl, ...both } = await startBoth();
    return { client: clientBy(new ProxyAgent(proxyUrl), baseUrl), baseUrl, ...both };
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

  it.each([
    ["of the environment", undefined, 1],
    ["that is not for this host", "127.0.0.1", 0],
  ])("goes by a proxy %s", async (_, noProxy, tunnelled) => {
    const { baseUrl, proxyUrl, seen, tunnels } = await startBoth();
    const client = clientBy(
      new EnvHttpProxyAgent({ httpProxy: proxyUrl, noProxy: noProxy ?? "" }),
      baseUrl,
    );
    expect(await client.call(listBalances, project)).toEqual({ ok: 1 });
    expect(seen).toHaveLength(1);
    expect(tunnels).toHaveLength(tunnelled);
  });
});

/** https://nodejs.org/api/cli.html#node_use_env_proxy1: 24.0 and later, and 22.21. */
const readsProxies = ([major = 0, minor = 0]: number[]): boolean =>
  major >= 24 || (major === 22 && minor >= 21);
const reads = readsProxies(process.versions.node.split(".").map(Number));

describe("with NODE_USE_ENV_PROXY, and no fetch of the user's", () => {
  const program = `
    import { ServiceClient } from ${JSON.stringify(path.join(__dirname, "../dist/esm/index.js"))};
    const { service, baseUrl, credential, operation, args } = JSON.parse(process.env.CALL);
    const client = new ServiceClient(service, { credential, baseUrl });
    console.log(JSON.stringify(await client.call(operation, args)));`;

  async function callFrom(env: Readonly<Record<string, string>>, baseUrl: string) {
    const call = { service, baseUrl, credential: secret, operation: listBalances, args: project };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      env: { PATH: process.env.PATH, CALL: JSON.stringify(call), ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, "close");
    return printed;
  }

  it(`Node ${process.versions.node} ${reads ? "goes" : "does not go"} by HTTP_PROXY`, async () => {
    const { baseUrl, proxyUrl, seen, tunnels } = await startBoth();
    const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxyUrl };
    expect(await callFrom(env, baseUrl)).toBe('{"ok":1}\n');
    expect(seen).toEqual([`GET /v1/projects/p-1/balances Token ${secret} `]);
    expect(tunnels).toEqual(reads ? [baseUrl.replace("http://", "")] : []);
  });

  it("keeps to NO_PROXY", async () => {
    const { baseUrl, proxyUrl, seen, tunnels } = await startBoth();
    const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxyUrl, NO_PROXY: "127.0.0.1" };
    expect(await callFrom(env, baseUrl)).toBe('{"ok":1}\n');
    expect([seen.length, tunnels]).toEqual([1, []]);
  });
});
