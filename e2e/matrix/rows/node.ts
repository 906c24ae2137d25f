import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { expectAnswer, fixture, lend, program, write } from "../consumer.js";
import { tool, type Row } from "../row.js";

const node = (major: string): string => tool(`node-${major}-linux-x64/bin/node`);
const majors = ["20", "22", "24"];
const mayLack = "npm has Node as a package for Linux on x64 only";

export const nodeRows: readonly Row[] = majors.flatMap((major) =>
  (["esm", "cjs"] as const).map((kind) => ({
    id: `node-${major}-${kind}`,
    title: `Node ${major}, ${kind === "esm" ? "ES modules" : "CommonJS"}`,
    mayLack,
    version: [node(major), "--version"] as const,
    async run(stage) {
      const file = write(stage.folder, `main.${kind === "esm" ? "mjs" : "cjs"}`, program(kind));
      await expectAnswer(stage, [node(major), file]);
    },
  })),
);

/** As docs/credentials.md describes it: Node 20's own fetch can't use a proxy. */
export const proxyRows: readonly Row[] = majors.map((major) => ({
  id: `proxy-node-${major}`,
  title: `Node ${major} through a proxy, ${major === "20" ? "undici's" : "its own"} fetch`,
  mayLack,
  version: [node(major), "--version"],
  async run(stage) {
    lend(stage, "undici");
    const text = major === "20" ? undiciProgram() : program("esm");
    const file = write(stage.folder, `proxy-${major}.mjs`, text);
    const { url, hosts, stop } = await startProxy();
    try {
      const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: url, NO_PROXY: "" };
      await expectAnswer(stage, [node(major), file], { env });
    } finally {
      await stop();
    }
    const { deepgram, genesysCloud } = stage.handle;
    for (const address of [deepgram.baseUrl, genesysCloud.loginUrl, genesysCloud.baseUrl]) {
      if (!hosts.has(new URL(address).host)) throw new Error(`${address} bypassed the proxy`);
    }
  },
}));

function undiciProgram(): string {
  const [billkit = "", ...rest] = program("esm").split("\n");
  const imports = [
    billkit.replace("* as billkit", "* as own"),
    'import * as undici from "undici";',
  ];
  return [...imports, fixture("by-undici.js"), ...rest].join("\n");
}

/** A proxy that records which hosts it is asked for. */
async function startProxy() {
  const { createProxy } = (await import(pathToFileURL(tool("proxy/dist/proxy.js")).href)) as {
    createProxy: () => Server;
  };
  const hosts = new Set<string>();
  const server = createProxy();
  server.on("request", ({ url = "" }) => hosts.add(new URL(url).host));
  server.on("connect", ({ url = "" }) => hosts.add(url));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, hosts, stop };
}
