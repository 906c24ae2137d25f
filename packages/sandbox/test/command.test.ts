import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import { runCommand } from "../src/command.js";
import type { Sandbox } from "../src/sandbox.js";
import type { VendorStates } from "../src/vendors/registry.js";
import { startFixed } from "./support/client.js";
import { allVendors, contractVendors } from "./support/vendors.js";

async function run(...args: string[]) {
  const written = { out: "", error: "" };
  const result = await runCommand(args, {
    out: (text) => void (written.out += text),
    error: (text) => void (written.error += text),
  });
  if ("close" in result) await result.close();
  return { ...written, exitCode: "exitCode" in result ? result.exitCode : "running" };
}

describe("billkit-sandbox", () => {
  it("prints environment variables for clients, then that it is ready", async () => {
    const { out, error, exitCode } = await run("--seed", "5");
    const lines = out.split("\n").filter((line) => line.includes("="));
    const names = lines.map((line) => line.replace(/=.*/, ""));
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, 6)).toEqual([
      "DEEPGRAM_API_KEY",
      "DEEPGRAM_BASE_URL",
      "GENESYSCLOUD_OAUTHCLIENT_ID",
      "GENESYSCLOUD_OAUTHCLIENT_SECRET",
      "GENESYSCLOUD_BASE_URL",
      "GENESYSCLOUD_LOGIN_URL",
    ]);
    expect(names.at(-1)).toBe("BILLKIT_SANDBOX_CONTROL_URL");
    const addresses = contractVendors.map(
      (name) => `${name.toUpperCase().replaceAll("-", "_")}_BASE_URL`,
    );
    expect(names).toEqual(expect.arrayContaining(addresses));
    // A name and a password are sent as base64.
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9_]*=[\w:/.+-]+={0,2}$/);
    expect(out).toMatch(/\nReady\. .*\n$/);
    expect({ error, exitCode }).toEqual({ error: "", exitCode: "running" });
  });

  it("prints the connection details as one line of JSON", async () => {
    const { out } = await run("--json", "--seed=7");
    const sandbox = await startFixed();
    await sandbox.close();
    const { deepgram } = JSON.parse(out) as typeof sandbox;
    expect(out.trimEnd()).not.toContain("\n");
    expect(deepgram).toEqual({ ...sandbox.deepgram, baseUrl: deepgram.baseUrl });
  });

  it("starts its time on the day of --date", async () => {
    const lines: string[] = [];
    const options = ["--vendors", "twilio", "--date", "2026-07-20", "--json"];
    const output = { out: (line: string) => void lines.push(line), error: () => undefined };
    const result = await runCommand(options, output);
    const { twilio } = JSON.parse(lines.join("")) as Sandbox<"twilio">;
    const response = await fetch(`${twilio.baseUrl}/_control/state`);
    const state = (await response.json()) as { vendors: VendorStates };
    expect(state.vendors.twilio.since).toBe("2026-02-20");
    if ("close" in result) await result.close();
  });

  it("prints help", async () => {
    const { out, exitCode } = await run("--help");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Usage: billkit-sandbox /);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([
    [["--nope"], "Unknown option '--nope'. Try --help."],
    [["file"], "Unexpected argument 'file'. Try --help."],
    [["--port"], "Option '--port <value>' argument missing. Try --help."],
    [["--port", "x"], '--port must be a whole number, not "x".'],
    [
      ["--port", "70000"],
      `Sandbox option port must be a whole number from 0 to ${65_536 - allVendors.length}, not 70000.`,
    ],
    [["--seed", "nowhere.json"], "nowhere.json doesn't exist."],
    [["--seed", ""], 'Sandbox option seed must be a whole number, a file or a state, not "".'],
    [["--date", "2026-06-31"], '--date must be a day such as 2026-07-20, not "2026-06-31".'],
    [["--date", "July"], '--date must be a day such as 2026-07-20, not "July".'],
    [["--state", ""], 'Sandbox option state must be the path of a file, not "".'],
    [["--host", "mars"], 'Sandbox option host must be an IP address or localhost, not "mars".'],
    [["--host", "203.0.113.7"], "This machine has no address 203.0.113.7."],
    [
      ["--vendors", "deepgram,no such vendor"],
      `--vendors must be any of ${allVendors.join(", ")}, not "no such vendor".`,
    ],
    [["--fault", "reset"], '--fault must be JSON, not "reset".'],
    [
      ["--control-token", "short"],
      'Sandbox option controlToken must be at least 16 letters, digits or characters of -._~+/, not "short".',
    ],
    [
      ["--fault", '{"kind":"flood"}'],
      'Fault kind "flood" is unknown; allowed: delay, status, rate-limit, expired-token, ' +
        "stall, reset, truncated, html, report-status, report-unfinished.",
    ],
    [
      ["--fault", '{"kind":"reset","vendor":"no such vendor"}'],
      `Fault vendor "no such vendor" is unknown; allowed: ${allVendors.join(", ")}.`,
    ],
  ])("%j prints one line and exits with 1", async (args, message) => {
    const line = `billkit-sandbox: ${message}\n`;
    expect(await run(...args)).toEqual({ out: "", error: line, exitCode: 1 });
  });

  it("doesn't claim to be local if other machines can connect", async () => {
    expect((await run("--vendors", "deepgram")).out).toContain("on this machine only");
    const { out } = await run("--host", "0.0.0.0", "--vendors", "deepgram");
    expect(out).toContain("for anyone who can reach this machine");
    expect(out).toMatch(/^BILLKIT_SANDBOX_CONTROL_TOKEN=\w{32}$/m);
  });

  it("reports a port that is in use", async () => {
    const sandbox = await startFixed();
    const { port } = new URL(sandbox.deepgram.baseUrl);
    const { out, error, exitCode } = await run("--port", port);
    await sandbox.close();
    expect({ out, exitCode }).toEqual({ out: "", exitCode: 1 });
    expect(error).toMatch(/^billkit-sandbox: Port \d+ on 127\.0\.0\.1 is in use; .*\n$/);
  });
});

describe("as its own process", () => {
  const here = path.dirname(String(expect.getState().testPath));
  const cli = path.resolve(here, "../dist/esm/cli.js");
  const start = (...args: string[]) =>
    spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "exits with 0 on %s, as soon as it has printed a line",
    async (signal) => {
      const child = start("--json");
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      const { deepgram } = JSON.parse(line) as { deepgram: { baseUrl: string; apiKey: string } };
      const headers = { authorization: `Token ${deepgram.apiKey}` };
      expect((await fetch(`${deepgram.baseUrl}/v1/projects`, { headers })).status).toBe(200);
      const ended = once(child, "exit");
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
    },
  );

  it("exits with 1 and one line if its state can't be saved", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "billkit-sandbox-"));
    const child = start("--json", "--state", path.join(folder, "state.json"));
    await once(createInterface(child.stdout), "line");
    await rm(folder, { recursive: true });
    const [stderr, ended] = [text(child.stderr), once(child, "exit")];
    child.kill("SIGTERM");
    expect(await ended).toEqual([1, null]);
    expect(await stderr).toMatch(/^billkit-sandbox: .*state\.json can't be written: ENOENT.*\n$/);
  });

  it("exits with 1 and one line if its output is closed", async () => {
    const child = start("--json");
    child.stdout.destroy();
    const [stderr, ended] = [text(child.stderr), once(child, "exit")];
    expect(await ended).toEqual([1, null]);
    expect(await stderr).toBe("billkit-sandbox: can't write its output: write EPIPE\n");
  });

  it("exits with 1 on an invalid argument", async () => {
    const child = start("--port", "none");
    const [line] = (await once(createInterface(child.stderr), "line")) as [string];
    expect(line).toBe('billkit-sandbox: --port must be a whole number, not "none".');
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).toBe(1);
  });
});
