import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { answers, fixture, lend, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import { tool } from "../tools.js";
import { nodeCommand } from "./node.js";

/** As docs/credentials.md says for each: where Node's own `fetch` knows no proxy, undici's does. */
const ways = { "20": "undici", "22": "own", "24": "own" } as const;

export const proxyRows: readonly Row[] = Object.entries(ways).map(([major, way]) => ({
  id: `proxy-node-${major}`,
  name: `Node ${major}, by a proxy, with ${way === "own" ? "its own" : "undici's"} fetch`,
  quick: true,
  probe: { command: nodeCommand(major), args: ["--version"] },
  async run(stage) {
    lend(stage.folder, "undici");
    const text = way === "own" ? program("esm") : byUndici();
    const file = write(stage.folder, `by-proxy-${major}.mjs`, text);
    const { url, asked, stop } = await startProxy();
    try {
      const env = { ...stage.env, NODE_USE_ENV_PROXY: "1", HTTP_PROXY: url, NO_PROXY: "" };
      await answers(stage, nodeCommand(major), [file], { env });
    } finally {
      await stop();
    }
    const { deepgram, genesysCloud } = stage.handle;
    const around = [deepgram.baseUrl, genesysCloud.loginUrl, genesysCloud.baseUrl].filter(
      (address) => !asked.has(new URL(address).host),
    );
    if (around.length > 0) throw new Error(`${around.join(", ")} was asked around the proxy`);
  },
}));

function byUndici(): string {
  const [billkit, ...rest] = program("esm").split("\n");
  const own = billkit?.replace("* as billkit", "* as own");
  return [own, 'import * as undici from "undici";', fixture("by-undici.js"), ...rest].join("\n");
}

/** A proxy on this machine. `asked`: host and port of what it was to lead to. */
async function startProxy(): Promise<{
  readonly url: string;
  readonly asked: ReadonlySet<string>;
  readonly stop: () => Promise<void>;
}> {
  const { createProxy } = (await import(pathToFileURL(tool("proxy/dist/proxy.js")).href)) as {
    createProxy: () => Server;
  };
  const asked = new Set<string>();
  const server = createProxy();
  server.on("request", ({ url = "" }) => asked.add(new URL(url).host));
  server.on("connect", ({ url = "" }) => asked.add(url));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, asked, stop };
}
