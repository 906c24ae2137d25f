import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runCli } from "./support/run.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-full-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const main = path.join(__dirname, "../dist/esm/main.js");
/** Otherwise the signal ends the process; a full disk sends none. */
const survive = `data:text/javascript,process.on("SIGXFSZ",()=>{})`;
const sandboxOf = (vendor: string): string[] => ["--sandbox", "--vendor", vendor];

/** Runs the built command where a write is short at the limit, as on a full disk, and the next one fails. */
async function runLimited(kilobytes: number, argv: readonly string[]) {
  const limit = `ulimit -f ${kilobytes * 2}; exec "$@"`;
  const command = ["-c", limit, "sh", process.execPath, "--import", survive, main, ...argv];
  const env = { PATH: process.env.PATH, XDG_CONFIG_HOME: "/nonexistent" };
  const child = spawn("sh", command, { env, stdio: ["ignore", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (written.stderr += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, ...written };
}

describe("a disk that is full after a part of the file", () => {
  it.each([
    ["csv", ["bill", ...sandboxOf("openai"), "--format", "csv"]],
    ["json", ["bill", ...sandboxOf("openai"), "--format", "json"]],
    ["focus", ["bill", ...sandboxOf("github"), "--format", "focus"]],
    ["html", ["report", ...sandboxOf("openai")]],
  ])("leaves the file as it was: %s", async (_, argv) => {
    const file = path.join(folder, "old");
    writeFileSync(file, "old");
    const { code, stderr } = await runLimited(20, [...argv, "--output", file]);
    expect(stderr).toContain(`billkit: --output ${file}: can't be written (EFBIG).\n`);
    expect([code, readdirSync(folder), readFileSync(file, "utf8")]).toEqual([1, ["old"], "old"]);
  });

  it("leaves the rows beside a FOCUS file as they were", async () => {
    const file = path.join(folder, "focus.csv");
    const rejected = `${file}.rejected.csv`;
    writeFileSync(rejected, "old");
    // Most of its rows have no amount, which FOCUS requires.
    const argv = ["bill", ...sandboxOf("openai"), "--format", "focus", "--output", file];
    const { code, stderr } = await runLimited(20, argv);
    expect(stderr).toContain(`${rejected}: can't be written (EFBIG).\n`);
    expect([code, readFileSync(rejected, "utf8")]).toEqual([1, "old"]);
    expect(readdirSync(folder)).toEqual(["focus.csv", "focus.csv.rejected.csv"]);
  });
});

it.each([
  ["a body", 8],
  ["the rows", 200],
])("prints the bill, and exits with 1, if its evidence doesn't fit: %s", async (_, kilobytes) => {
  const evidence = path.join(folder, "evidence");
  const argv = ["bill", ...sandboxOf("openai"), "--format", "csv", "--evidence", evidence];
  const { code, stdout, stderr } = await runLimited(kilobytes, argv);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^id,vendor,[^]*\nopenai-/)]);
  expect(stderr).toContain(
    `\nbillkit: --evidence ${evidence}: evidence can't be stored there (EFBIG); choose a folder that can be written, on a disk with space.\n`,
  );
  expect(stderr).not.toMatch(/^openai: /m);
  // Without its manifest, the folder isn't evidence.
  expect(readdirSync(evidence)).not.toContain("manifest.json");
  const { stderr: verified } = await runCli(["verify", evidence]);
  expect(verified).toContain("isn't evidence, or isn't complete");
});

it("replaces a file through a link, and the file keeps its permissions", async () => {
  const [file, link] = [path.join(folder, "file.csv"), path.join(folder, "link.csv")];
  writeFileSync(file, "old", { mode: 0o640 });
  symlinkSync(file, link);
  const argv = ["bill", ...sandboxOf("github"), "--format", "csv", "--output", link];
  expect((await runCli(argv)).code).toBe(0);
  expect(readFileSync(file, "utf8")).toMatch(/^id,vendor,/);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["file.csv", "link.csv"]);
});
