import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "../..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** The program that a script of package.json ends with, which gets what stands behind `--`. */
const programs = Object.entries(manifest.scripts).flatMap(([name, command]) => {
  const [, runner = "", file = "", given = ""] =
    /(?:^|&& )(tsx|node) (\S+\.(?:m?[jt]s))((?: --\w+)*)$/.exec(command) ?? [];
  return runner === "" ? [] : [{ name, runner, file, given: given.split(" ").filter(Boolean) }];
});

/** Runs it without building first, which a refusal needs not. */
function run(runner: string, args: readonly string[], env = process.env) {
  const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
  const before = runner === "tsx" ? [tsx] : [];
  return spawnSync(process.execPath, [...before, ...args], { cwd: root, env, encoding: "utf8" });
}

describe("a flag that a command does not know", () => {
  // `npm start` builds before it looks; its arguments are held by examples/test/bills.test.ts.
  const direct = programs.filter(({ name }) => name !== "start");

  it("is asked of nearly all there are", () => {
    expect(direct.length).toBeGreaterThan(15);
  });

  it.each(direct)("is refused by npm run $name in one line", ({ name, runner, file, given }) => {
    const command = name === "specs" ? ["check"] : [];
    const { status, stdout, stderr } = run(runner, [file, ...given, ...command, "--no-such-flag"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^[^\n]*--no-such-flag[^\n]*\n$/);
  });
});

describe("without Java", () => {
  it.each([
    ["test:java", "scripts/test/main.ts", "--java"],
    ["generate", "scripts/generate/main.ts"],
    ["scale", "scripts/scale/main.ts", "--vendors", "1"],
  ])("npm run %s says in its last line what to install", (_, ...args) => {
    const env = { ...process.env, JAVA_HOME: path.join(root, "no-such-folder") };
    const { status, stdout, stderr } = run("tsx", args, env);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^[^\n]*no working Java was found[^\n]*install Java 11[^\n]*\n$/m);
  });
});
