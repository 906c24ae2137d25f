import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

const sid = `AC${"0".repeat(32)}`;

it.each<[string, Record<string, string>, string]>([
  ["a vendor's own option", { TWILIO_AUTH_TOKEN: "t0ken" }, "twilio: set TWILIO_ACCOUNT_SID."],
  ["a credential", { TWILIO_ACCOUNT_SID: sid }, "twilio: no authToken; set TWILIO_AUTH_TOKEN"],
  [
    "an invalid credential",
    { DEEPGRAM_API_KEY: "two\nlines" },
    "deepgram: credential must be a non-empty string of visible ASCII, with spaces only inside",
  ],
  [
    "an OAuth client's secret",
    { GENESYSCLOUD_OAUTHCLIENT_ID: "id", GENESYSCLOUD_REGION: "eu-west-1" },
    "genesys-cloud: no clientSecret; set GENESYSCLOUD_OAUTHCLIENT_SECRET",
  ],
  [
    "a region",
    { GENESYSCLOUD_OAUTHCLIENT_ID: "id", GENESYSCLOUD_OAUTHCLIENT_SECRET: "secret" },
    "genesys-cloud: no region; set GENESYSCLOUD_REGION",
  ],
])("names the vendor once, and what to set: %s", async (_, settings, line) => {
  const { code, stderr } = await runCli(["bill"], { env: settings });
  expect({ code, lines: stderr.trimEnd().split("\n") }).toEqual({
    code: 4,
    lines: expect.arrayContaining([line]) as unknown,
  });
  const advice = line.replace(/^[^:]+: /, "").replaceAll(/\s+/g, " ");
  const { stdout } = await runCli(["doctor", "--vendor", line.replace(/:.*/, "")], {
    env: settings,
  });
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(`failed ${advice.replace(/^set /, "Set ")}`);
});

it.each<[string, object, Record<string, string>, string]>([
  [
    "an address in the file",
    { vendor: "openai", options: { baseUrl: "ftp://x" }, credentials: { apiKey: { env: "KEY" } } },
    { KEY: "k3y" },
    "openai: baseUrl is ",
  ],
  [
    "a region in the file",
    {
      ...{ vendor: "genesys-cloud", options: { region: "mars" } },
      credentials: { clientId: { env: "KEY" }, clientSecret: { env: "KEY" } },
    },
    { KEY: "k3y" },
    'genesys-cloud: region is "mars"; known: ',
  ],
  [
    "an address in the environment",
    { vendor: "deepgram" },
    { DEEPGRAM_API_KEY: "k3y", DEEPGRAM_BASE_URL: "ftp://x" },
    "deepgram: baseUrl ",
  ],
])(
  "exits with 2 for a mistake that isn't a credential's: %s",
  async (_, account, settings, line) => {
    const file = path.join(folder, "wrong.yaml");
    writeFileSync(file, JSON.stringify({ accounts: [account] }), { mode: 0o600 });
    const store = path.join(folder, "store");
    for (const argv of [
      ["bill", "--config", file],
      ["collect", "--accounts", file, "--store", store],
    ]) {
      const { code, stderr } = await runCli(argv, { env: settings });
      expect([code, stderr]).toEqual([2, expect.stringContaining(line)]);
    }
    const checked = await runCli(["doctor", "--accounts", file], { env: settings });
    expect(checked.code).toBe(2);
  },
);
