import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const main = path.join(__dirname, "../dist/esm/main.js");
const root = path.join(__dirname, "../../..");

/** Starts the built command without credentials. */
function start(argv: readonly string[]) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(DEEPGRAM|GENESYSCLOUD|OPENAI)_/.test(name),
  );
  const env = { ...Object.fromEntries(own), XDG_CONFIG_HOME: "/nonexistent" };
  const child = spawn(process.execPath, [main, ...argv], { env });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (written.stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, ...written });
    });
  });
  return { child, ended };
}

describe("the built command", () => {
  it("prints one complete JSON document", async () => {
    const { code, stdout } = await start(["bill", "--sandbox", "--format", "json"]).ended;
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      ...["period", "source", "totals", "purchases", "drawn", "charges", "errors"],
    ]);
  });

  it("prints no error when its reader stops early", async () => {
    const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--format", "json"];
    const { child, ended } = start(argv);
    child.stdout.destroy();
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain("EPIPE");
  });

  it("prints the bill even if stderr is closed", async () => {
    const { child, ended } = start(["bill", "--sandbox", "--vendor", "deepgram"]);
    child.stderr.destroy();
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Bill for /);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("stops the sandbox on %s", async (signal, expected) => {
    const { child, ended } = start(["sandbox"]);
    child.stderr.on("data", () => child.kill(signal));
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(expected);
    expect(stdout).toMatch(/^DEEPGRAM_API_KEY=\w+$/m);
    expect(stderr).toBe("Set these variables, then run billkit bill. Ctrl+C stops the sandbox.\n");
  });

  it("starts the sandbox's time on the day of --date", async () => {
    const { child, ended } = start(["sandbox", "--date", "2026-07-20"]);
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    while (!/TWILIO_BASE_URL=.*\n/.test(printed)) await once(child.stdout, "data");
    const [, address = ""] = /TWILIO_BASE_URL=(.*)/.exec(printed) ?? [];
    const response = await fetch(`${address}/_control/state`);
    expect(await response.json()).toMatchObject({ vendors: { twilio: { since: "2026-02-20" } } });
    child.kill("SIGTERM");
    await ended;
  });
});

it("prints what the repository's README shows", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, shown = ""] = /output of npm start[^]*?```text\n([^]*?)```/.exec(readme) ?? [];
  const golden = readFileSync(path.join(__dirname, "golden/bill.txt"), "utf8");
  const parts = shown.split(/^ ⋮\n/m).filter((part) => part !== "");
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) expect(golden).toContain(part.trimEnd());
});

it("lists every command in its README, in at most 500 words", async () => {
  const readme = readFileSync(path.join(__dirname, "../README.md"), "utf8");
  expect(readme.split(/\s+/).length).toBeLessThanOrEqual(500);
  const { stdout } = await start(["--help"]).ended;
  const commands = [...stdout.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name = ""]) => name);
  expect(commands).toContain("bill");
  for (const name of commands) expect(readme).toContain(`| \`${name}`);
});
