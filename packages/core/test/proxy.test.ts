import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { createServer, request as forward, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProxyAgent } from "undici";
import { ServiceClient, defaultLayers, type ClientOptions } from "../src/index.js";
import { undiciLayer } from "../src/pipeline/undici.js";
import { cert, key } from "./faults/self-signed.js";
import { createOrder, listBalances, project, secret, service } from "./support/service.js";

/** A company's proxy: opens a tunnel to any host, or forwards the request. */
async function startProxy(): Promise<{ server: Server; url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer((request, response) => {
    // A request without TLS can also arrive with its absolute URL.
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

/** A service, over https if `secure`, behind a proxy. */
async function startBoth(secure = false) {
  const seen: string[] = [];
  const answer: RequestListener = (request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      response.setHeader("content-type", "application/json").end('{"ok":1}');
    })();
  };
  const upstream = secure ? createSecureServer({ cert, key }, answer) : createServer(answer);
  const baseUrl = (await listen(upstream)).replace("http:", secure ? "https:" : "http:");
  const proxy = await startProxy();
  closing.push(
    () => stop(upstream),
    () => stop(proxy.server),
  );
  return { baseUrl, seen, proxyUrl: proxy.url, tunnels: proxy.tunnels };
}

/** As docs/credentials.md shows. */
const ways: Readonly<Record<string, (dispatcher: ProxyAgent) => Partial<ClientOptions>>> = {
  undiciLayer: (dispatcher) => ({ layers: [...defaultLayers(), undiciLayer({ dispatcher })] }),
  fetchOptions: (dispatcher) => ({ fetchOptions: { dispatcher } }),
};

describe.each(Object.entries(ways))("openai-node#1886: through a proxy, by %s", (_, options) => {
  async function connectThroughProxy() {
    const { baseUrl, proxyUrl, ...both } = await startBoth();
    const dispatcher = new ProxyAgent(proxyUrl);
    closing.push(() => dispatcher.close());
    const client = new ServiceClient(service, {
      credential: secret,
      baseUrl,
      ...options(dispatcher),
    });
    return { client, baseUrl, ...both };
  }

  it("sends a whole request and reads its response", async () => {
    const { client, baseUrl, seen, tunnels } = await connectThroughProxy();
    expect(await client.call(listBalances, { ...project, limit: 3 })).toEqual({ ok: 1 });
    expect(seen).toEqual([`GET /v1/projects/p-1/balances?limit=3 Token ${secret} `]);
    expect(tunnels).toEqual([baseUrl.replace("http://", "")]);
  });

  it("sends a body", async () => {
    const { client, seen } = await connectThroughProxy();
    await client.call(createOrder, { body: { amount: 5 } });
    expect(seen).toEqual([`POST /v1/orders Token ${secret} {"amount":5}`]);
  });
});

/** https://nodejs.org/api/cli.html#node_use_env_proxy1: 24.0 and later, and 22.21. */
const readsProxies = ([major = 0, minor = 0]: number[]): boolean =>
  major >= 24 || (major === 22 && minor >= 21);
const reads = readsProxies(process.versions.node.split(".").map(Number));

/** In its own process, because only that has its own environment. */
describe("in the environment of a company's network", () => {
  const imports = 'import { EnvHttpProxyAgent } from "undici";';
  const recipes = {
    undiciLayer: `${imports}
      const layer = undiciLayer({ dispatcher: new EnvHttpProxyAgent() });
      const options = { layers: [...defaultLayers(), layer] };`,
    fetchOptions: `${imports}
      const options = { fetchOptions: { dispatcher: new EnvHttpProxyAgent() } };`,
    none: "const options = {};",
  };
  const folder = mkdtempSync(path.join(tmpdir(), "billkit-proxy-"));
  const authority = path.join(folder, "company.pem");
  writeFileSync(authority, cert);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function callBy(
    recipe: keyof typeof recipes,
    baseUrl: string,
    env: Readonly<Record<string, string>>,
  ) {
    const built = (file: string): string =>
      JSON.stringify(path.join(__dirname, "../dist/esm", file));
    const program = `${recipes[recipe]}
      import { ServiceClient, defaultLayers } from ${built("index.js")};
      import { undiciLayer } from ${built("pipeline/undici.js")};
      const { service, baseUrl, credential, operation, args } = JSON.parse(process.env.CALL);
      const client = new ServiceClient(service, { credential, baseUrl, maxRetries: 0, ...options });
      const answer = client.call(operation, args).catch(({ name }) => name);
      console.log(JSON.stringify(await answer));`;
    const call = { service, baseUrl, credential: secret, operation: listBalances, args: project };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: __dirname,
      env: { PATH: process.env.PATH, CALL: JSON.stringify(call), ...env },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, "close");
    return JSON.parse(printed) as unknown;
  }

  it.each([
    ["undiciLayer goes", "undiciLayer", true],
    ["fetch with fetchOptions uses the proxy", "fetchOptions", true],
    [`Node ${process.versions.node} by itself ${reads ? "goes" : "does not go"}`, "none", reads],
  ] as const)("%s with HTTP_PROXY and HTTPS_PROXY", async (_, recipe, goes) => {
    for (const secure of [false, true]) {
      const { baseUrl, proxyUrl, seen, tunnels } = await startBoth(secure);
      const env = { NODE_USE_ENV_PROXY: "1", NODE_EXTRA_CA_CERTS: authority };
      const proxies = { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl };
      expect(await callBy(recipe, baseUrl, { ...env, ...proxies })).toEqual({ ok: 1 });
      expect(seen).toEqual([`GET /v1/projects/p-1/balances Token ${secret} `]);
      expect(tunnels).toEqual(goes ? [new URL(baseUrl).host] : []);
    }
  });

  it.each(["undiciLayer", "fetchOptions", "none"] as const)(
    "respects NO_PROXY, by %s",
    async (recipe) => {
      const { baseUrl, proxyUrl, seen, tunnels } = await startBoth();
      const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxyUrl, NO_PROXY: "127.0.0.1" };
      expect(await callBy(recipe, baseUrl, env)).toEqual({ ok: 1 });
      expect([seen.length, tunnels]).toEqual([1, []]);
    },
  );

  it.each(["undiciLayer", "fetchOptions", "none"] as const)(
    "sends nothing to a server whose certificate has an unknown issuer, by %s",
    async (recipe) => {
      const { baseUrl, proxyUrl, seen } = await startBoth(true);
      const env = { NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: proxyUrl };
      expect(await callBy(recipe, baseUrl, env)).toBe("ConnectionError");
      expect(seen).toEqual([]);
    },
  );
});
