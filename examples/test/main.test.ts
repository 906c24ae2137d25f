import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const main = path.join(__dirname, "../dist/bills/main.js");

/** Starts the built command without any credentials. */
function start(argv: readonly string[]) {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^(DEEPGRAM|GENESYSCLOUD)_/.test(name),
  );
  const child = spawn(process.execPath, [main, ...argv], { env: Object.fromEntries(env) });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (written.stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once("close", (code) => {
      resolve({ code, ...written });
    });
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (written.stderr.includes(text)) resolve();
      };
      child.stderr.on("data", look);
      look();
    });
  return { child, ended, says };
}

describe("the command", () => {
  it("ends with 0 and a document that is whole", async () => {
    const { code, stdout } = await start(["--json"]).ended;
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      "deepgram",
      "genesysCloud",
      "errors",
    ]);
  });

  it("ends with 2 for a wrong argument, in one line", async () => {
    const { code, stdout, stderr } = await start(["--nope"]).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("Unknown option '--nope'. See --help.\n");
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends at once on %s, with its exit code and no stack", async (signal, expected) => {
    const { child, ended, says } = start([]);
    await says("InProgress");
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(stderr.split("\n").at(-2)).toBe(`interrupted by ${signal}`);
  });

  it("is content when its reader has seen enough", async () => {
    const { child, ended } = start([]);
    child.stdout.destroy();
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain("EPIPE");
  });

  it("prints the bills when nobody reads its errors", async () => {
    const { child, ended } = start([]);
    child.stderr.destroy();
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toContain("GENESYS CLOUD (sandbox)");
  });
});
