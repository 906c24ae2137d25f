import type { Server } from "node:http";
import { pathToFileURL } from "node:url";
import { listen } from "../../common/listen.js";
import { expectAnswer, fixture, lend, program, write } from "../consumer.js";
import { tool, type Row } from "../stage.js";

/** npm has Node as a package for Linux on x64 only. */
const node = (major: string): string => tool(`node-${major}-linux-x64/bin/node`);

const run =
  (major: string, kind: "esm" | "cjs"): Row =>
  (stage) => {
    const file = write(stage.folder, `main.${kind === "esm" ? "mjs" : "cjs"}`, program(kind));
    return expectAnswer(stage, [node(major), file]);
  };

/** As docs/credentials.md describes it: Node 20's own fetch can't use a proxy. */
const throughProxy =
  (major: string): Row =>
  async (stage) => {
    lend(stage, "undici");
    const text = major === "20" ? undiciProgram() : program("esm");
    const file = write(stage.folder, `proxy-${major}.mjs`, text);
    const hosts = new Set<string>();
    const server = await startProxy(hosts);
    try {
      const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: await listen(server), NO_PROXY: "" };
      await expectAnswer(stage, [node(major), file], { env });
    } finally {
      server.close();
      server.closeAllConnections();
    }
    const { deepgram, genesysCloud } = stage.handle;
    for (const address of [deepgram.baseUrl, genesysCloud.loginUrl, genesysCloud.baseUrl]) {
      if (!hosts.has(new URL(address).host)) throw new Error(`${address} bypassed the proxy`);
    }
  };

export const nodeRows: Readonly<Record<string, Row>> = Object.fromEntries(
  ["20", "22", "24"].flatMap((major) => [
    [`node-${major}-esm`, run(major, "esm")],
    [`node-${major}-cjs`, run(major, "cjs")],
    [`proxy-node-${major}`, throughProxy(major)],
  ]),
);

function undiciProgram(): string {
  const [billkit = "", ...rest] = program("esm").split("\n");
  const imports = [
    billkit.replace("* as billkit", "* as own"),
    'import * as undici from "undici";',
  ];
  return [...imports, fixture("by-undici.js"), ...rest].join("\n");
}

/** A proxy that records the requested hosts. */
async function startProxy(hosts: Set<string>): Promise<Server> {
  const { createProxy } = (await import(pathToFileURL(tool("proxy/dist/proxy.js")).href)) as {
    createProxy: () => Server;
  };
  const server = createProxy();
  server.on("request", ({ url = "" }) => hosts.add(new URL(url).host));
  server.on("connect", ({ url = "" }) => hosts.add(url));
  return server;
}
