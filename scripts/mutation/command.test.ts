import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "../..");

/** Arguments that it refuses before it begins: a run takes too long for a test. */
describe("npm run mutation", () => {
  it.each([
    ["a package that is not mutated", ["sandbox"], "sandbox is not one of core, billkit"],
    [
      "a number of processes that is none",
      ["core", "--concurrency", "0"],
      "--concurrency is 0; allowed: a whole number from 1 to 99",
    ],
    ["an unknown option", ["--all"], "Unknown option '--all'"],
  ])("refuses %s in one line", (_, args, problem) => {
    const command = [path.join(root, "scripts/mutation/main.ts"), ...args];
    const { status, stdout, stderr } = spawnSync(
      path.join(root, "node_modules/.bin/tsx"),
      command,
      {
        encoding: "utf8",
      },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr.trimEnd()).toBe(`mutation: ${problem}`);
  });
});
