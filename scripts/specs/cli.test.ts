import { describe, expect, it } from "@jest/globals";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./testing/repository.js";
import { someVendors, Workspace } from "./testing/workspace.js";

const workspace = Workspace.for("each test");

describe("the command line", () => {
  it.each<[string, string[], string]>([
    ["an unknown command", ["snyc"], "unknown command 'snyc' (Did you mean sync?)"],
    [
      "an unknown vendor",
      ["sync", "no-such"],
      `unknown vendor "no-such"; known: ${someVendors.join(", ")}`,
    ],
    ["an unknown flag", ["sync", "--form", "x"], "unknown option '--form' (Did you mean --from?)"],
    [
      "--from for every vendor",
      ["sync", "--from", "x"],
      `--from is for one vendor: name it, one of ${someVendors.join(", ")}`,
    ],
    [
      "--page nothing",
      ["drift", "deepgram", "--page", ""],
      "option '--page <file>' argument '' is invalid. It is empty.",
    ],
    [
      "check with arguments",
      ["check", "deepgram"],
      "too many arguments for 'check'. Expected 0 arguments but got 1.",
    ],
  ])("%s is one line and exit 1", async (_, args, problem) => {
    expect(await workspace.run(args)).toBe(1);
    expect(workspace.err).toEqual([problem]);
    expect(workspace.out).toEqual([]);
  });

  it("reports that it isn't in a repository", async () => {
    rmSync(join(workspace.root, "specs"), { recursive: true });
    expect(await workspace.run(["check"])).toBe(1);
    expect(workspace.err).toEqual(["specs/: there is no such folder; run this in the repository"]);
  });

  it("lists the commands without one, and a command's options with --help", async () => {
    expect(await workspace.run([])).toBe(1);
    expect(workspace.err.join("\n")).toMatch(/sync [^]* diff [^]* check [^]* add [^]* drift /);
    expect(await workspace.run(["sync", "--help"])).toBe(0);
    expect(workspace.out.join("\n")).toMatch(/--from <file\|url> /);
  });

  it("is a program that resolves --from where npm was called, and exits with 1 and one line", () => {
    const args = ["sync", "deepgram", "--from", "gone.yaml"];
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, main, ...args], {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, INIT_CWD: join(repository, "scripts") },
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: "",
      stderr: `${join(repository, "scripts/gone.yaml")}: cannot be read: there is no such file\n`,
    });
  });

  it("ends silently when its output is closed", async () => {
    const child = spawn(process.execPath, [tsx, main, "--help"], {
      cwd: repository,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    await once(child, "close");
    expect(stderr).toBe("");
  });
});

const tsx = join(repository, "node_modules/tsx/dist/cli.mjs");
const main = join(repository, "scripts/specs/main.ts");
