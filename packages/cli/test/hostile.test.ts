import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runCli } from "./support/run.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-hostile-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file into the folder. @returns its path */
function put(name: string, text: string, mode = 0o600): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe("one line and the right exit code for", () => {
  it.each([
    ["an empty period", ["bill", "--period", ""], 2, /--period "" isn't a month/],
    [
      "a month without zero",
      ["bill", "--period", "2026-6"],
      2,
      /--period "2026-6" isn't a month such as "2026-06" or days such as "2026-06-01\.\.2026-06-30"\.\n$/,
    ],
    ["days that don't exist", ["bill", "--period", "2026-02-01..2026-02-30"], 2, /2026-02-30/],
    ["a period of text", ["bill", "--period", "last month"], 2, /isn't a month such as/],
    ["an empty vendor", ["bill", "--vendor", ""], 2, /unknown vendor ""/],
    ["an empty column", ["bill", "--by", ""], 2, /--by has no column ""/],
    ["a column after a comma", ["bill", "--by", "item,"], 2, /--by has no column ""/],
    ["an argument too many", ["bill", "june"], 2, /too many arguments/],
    ["no argument", ["explain"], 2, /missing required argument 'id'/],
    ["a limit of text", ["budget", "--limit", "much"], 2, /not an amount with a currency/],
    ["a negative limit", ["budget", "--limit=-5USD"], 2, /not an amount with a currency/],
    ["a folder that isn't there", ["verify", "/nonexistent"], 1, /can't be read/],
    ["an empty output", ["bill", "--output", ""], 2, /--output "" isn't the name/],
    ["a dash as output", ["bill", "--output", "-"], 2, /--output "-" isn't the name/],
    ["a limit without a currency", ["budget", "--limit", "5XXX"], 2, /not an amount with a curr/],
    [
      "options that --accounts replaces",
      ["doctor", "--accounts", "/nonexistent.yaml", "--sandbox"],
      2,
      /--accounts checks all accounts of its file; leave out --sandbox/,
    ],
    ["a period that doctor can't read", ["doctor", "--period", "june"], 2, /isn't a month/],
    [
      "evidence in a file",
      ["bill", "--sandbox", "--vendor", "github", "--evidence", __filename],
      1,
      /evidence can.t be stored there \(ENOTDIR\)/,
    ],
    [
      "an unwritable output",
      ["bill", "--sandbox", "--vendor", "github", "--output", "/proc/x.txt"],
      1,
      /--output \/proc\/x\.txt: can't be written/,
    ],
  ] as const)("%s", async (_, argv, expected, message) => {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stdout, stderr }).toEqual({
      code: expected,
      stdout: "",
      stderr: expect.stringMatching(message) as unknown,
    });
    expect(stderr).toMatch(/^billkit: [^\n]+\n$/);
  });

  it.each([
    ["that isn't YAML", "accounts: [", /:\d+: /],
    ["that is a list", "- deepgram", /:1: /],
    ["that is empty", "", /no credentials|accounts/],
    ["without accounts", "account: []", /:1: .*account/],
    ["with an unknown vendor", "accounts:\n  - { vendor: deepgran, name: a }", /:2: .*deepgran/],
    [
      "with a secret",
      "accounts:\n  - { vendor: deepgram, name: a, credentials: { apiKey: s3cret } }",
      /:2: /,
    ],
  ])("a configuration %s", async (name, text, message) => {
    const config = put(`${name}.yaml`, text);
    const { code, stdout, stderr } = await runCli(["bill", "--config", config]);
    expect([code === 2 || code === 4, stdout]).toEqual([true, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^billkit: [^\n]+\n$/);
    expect(stderr).not.toContain("s3cret");
  });

  it("a configuration that others can write", async () => {
    const config = put("open.yaml", "accounts: []", 0o666);
    const { code, stderr } = await runCli(["bill", "--config", config]);
    expect([code, stderr]).toEqual([
      2,
      `billkit: ${config}: others can write this file, which names programs to run; run: chmod go-w ${config}\n`,
    ]);
  });

  it.each(["null", "{", '{"id":"x"}'])("evidence whose rows are %s", async (row) => {
    const evidence = path.join(folder, `evidence ${row.length}`);
    await runCli(["bill", "--sandbox", "--vendor", "github", "--evidence", evidence]);
    put(path.join(path.basename(evidence), "charges.jsonl"), `${row}\n`);
    for (const argv of [
      ["verify", evidence],
      ["explain", "x", "--evidence", evidence],
    ]) {
      const { code, stdout, stderr } = await runCli(argv);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^billkit: [^\n]*charges\.jsonl:1 isn't [^\n]+\n$/);
    }
  });
});

it("writes to what isn't a regular file, and through a link that leads nowhere", async () => {
  const inFolder = (name: string): string => path.join(folder, name);
  const [pipe, link, target] = [inFolder("pipe"), inFolder("link"), inFolder("target")];
  execFileSync("mkfifo", [pipe]);
  symlinkSync(target, link);
  const argv = ["bill", "--sandbox", "--vendor", "github", "--format", "csv", "--output"];
  const [read] = await Promise.all([readFile(pipe, "utf8"), runCli([...argv, pipe])]);
  await runCli([...argv, link]);
  expect(lstatSync(pipe).isFIFO()).toBe(true);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, "utf8")).toBe(read);
  expect(read).toMatch(/^id,vendor,/);
});

it("writes no colour to a file", async () => {
  const file = path.join(folder, "bill.txt");
  const env = { FORCE_COLOR: "1" };
  await runCli(["bill", "--sandbox", "--vendor", "github", "--output", file], { env });
  expect(readFileSync(file, "utf8")).not.toContain("\u001b");
});

it("leaves files as they were if a command fails", async () => {
  const file = put("june.csv", "before");
  const before = readdirSync(folder);
  await runCli(["bill", "--by", "nope", "--format", "csv", "--output", file]);
  await runCli(["bill", "--output", file], {
    env: { DEEPGRAM_API_KEY: "wrong", DEEPGRAM_BASE_URL: "http://127.0.0.1:1" },
  });
  expect(readdirSync(folder)).toEqual(before);
});
