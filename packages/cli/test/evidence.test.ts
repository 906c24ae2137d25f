import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/charges";
import { runCli } from "./support/run.js";

let folder = "";
let charges: Charge[] = [];
beforeAll(async () => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), "evidence-")), "june");
  const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--format", "json"];
  const { stdout } = await runCli([...argv, "--evidence", folder]);
  ({ charges } = JSON.parse(stdout) as { charges: Charge[] });
});
afterAll(() => {
  rmSync(path.dirname(folder), { recursive: true });
});

it("verifies every row offline", async () => {
  const { code, stdout } = await runCli(["verify", folder]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `${charges.length} rows verified, 0 differences.\n`,
  });
});

it.each([[["--evidence"]], [["--sandbox", "--vendor", "deepgram"]]])(
  "explains a row in at most ten lines with %j",
  async (options) => {
    const { id = "", evidence } = charges[0] ?? {};
    const argv = options[0] === "--evidence" ? [...options, folder] : options;
    const { code, stdout, stderr } = await runCli(["explain", id, ...argv]);
    expect(code).toBe(0);
    expect(stdout).toContain(evidence?.pointer);
    const file = /^body {6}(\S+) \(unchanged\)$/m.exec(stdout)?.[1] ?? "none";
    expect(existsSync(path.join(folder, file))).toBe(true);
    expect(stderr).toMatch(
      options[0] === "--evidence" ? /^$/ : /^billkit: the body isn't stored; /,
    );
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(10);
  },
);

it("rejects an unknown id, and a folder without evidence", async () => {
  for (const argv of [
    ["explain", "none", "--evidence", folder],
    ["explain", "none", "--sandbox", "--vendor", "deepgram"],
    ["verify", os.tmpdir()],
  ]) {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^billkit: [^\n]+\n$/);
    expect(stderr).not.toContain(path.join(os.tmpdir(), "billkit-"));
  }
});

it("names a body in which one digit was changed", async () => {
  const bodies = path.join(folder, "bodies");
  const file = readdirSync(bodies).find((name) =>
    readFileSync(path.join(bodies, name), "utf8").includes('"dollars"'),
  );
  const text = readFileSync(path.join(bodies, file ?? ""), "utf8");
  const edited = text.replace(
    /("dollars": ?\d*\.\d*?)([0-8])/,
    (_all, start: string, digit: string) => {
      return `${start}${Number(digit) + 1}`;
    },
  );
  expect(edited).not.toBe(text);
  writeFileSync(path.join(bodies, file ?? ""), edited);
  const { code, stdout } = await runCli(["verify", folder]);
  expect(code).toBe(1);
  expect(stdout).toContain(file?.replace(".json", ""));
});
