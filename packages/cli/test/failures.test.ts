import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startSandbox } from "@billkit/sandbox";
import { now, runCli } from "./support/run.js";

let sandbox: Awaited<ReturnType<typeof startSandbox<"deepgram">>>;
let folder = "";
let env: Record<string, string> = {};
/** Rejects requests about May. */
const gateway = createServer((request, response) => {
  const { url = "", headers } = request;
  if (url.includes("2026-05")) {
    response.writeHead(400).end("{}");
    return;
  }
  const { baseUrl } = sandbox.deepgram;
  void fetch(baseUrl + url, { headers: { authorization: headers.authorization ?? "" } }).then(
    async (answer) => {
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(await answer.text());
    },
  );
});
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-failures-"));
  sandbox = await startSandbox({ vendors: ["deepgram"], clock: { now: () => now } });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const { port } = gateway.address() as AddressInfo;
  env = {
    DEEPGRAM_API_KEY: sandbox.deepgram.apiKey,
    DEEPGRAM_BASE_URL: `http://127.0.0.1:${port}`,
  };
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

it.each([["bill"], ["report"]])(
  "%s lists what is missing from the previous period, and exits with 0",
  async (command) => {
    const argv =
      command === "report" ? [command, "--output", path.join(folder, "x.html")] : [command];
    const { code, stderr } = await runCli(argv, { env });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Can't compare with 2026-05: deepgram: .*400.* \(\w+Error\)$/m);
  },
);
