import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./testing/repository.js";
import { Workspace } from "./testing/workspace.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

describe("the command line", () => {
  it.each<[string, string[], string]>([
    ["no command", [], "no command given; one of sync, check (--help says more)"],
    [
      "an unknown command",
      ["snyc"],
      'unknown command "snyc"; one of sync, check (--help says more)',
    ],
    [
      "an unknown vendor",
      ["sync", "acme"],
      'unknown vendor "acme"; known: deepgram, genesys-cloud',
    ],
    [
      "a vendor that is a path",
      ["sync", "../specs/deepgram"],
      'unknown vendor "../specs/deepgram"; known: deepgram, genesys-cloud',
    ],
    ["an unknown flag", ["sync", "--form", "x"], "Unknown option '--form' (--help says more)"],
    [
      "a flag without its value",
      ["sync", "--from"],
      "Option '--from <value>' argument missing (--help says more)",
    ],
    [
      "--from for every vendor",
      ["sync", "--from", "x"],
      "--from gives the description of one vendor: name it, one of deepgram, genesys-cloud",
    ],
    ["check with arguments", ["check", "deepgram"], "check takes no arguments"],
  ])("%s is one line and exit 1", async (_, args, problem) => {
    expect(await workspace.run(args)).toBe(1);
    expect(workspace.err).toEqual([problem]);
    expect(workspace.out).toEqual([]);
  });

  it("--help lists the commands", async () => {
    expect(await workspace.run(["--help"])).toBe(0);
    expect(workspace.out.join("\n")).toMatch(/sync \[vendor…\][^]*--from[^]*--out[^]*check/);
  });

  it("is a program that prints one line on stderr and exits with 1", () => {
    const tsx = join(repository, "node_modules/tsx/dist/cli.mjs");
    const main = join(repository, "scripts/specs/main.ts");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, main, "snyc"], {
      cwd: repository,
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: "",
      stderr: 'unknown command "snyc"; one of sync, check (--help says more)\n',
    });
  });
});
