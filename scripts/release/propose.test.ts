import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Run } from "../drift/propose.js";
import { Workspace } from "../specs/testing/workspace.js";
import { proposeRelease } from "./propose.js";

let workspace: Workspace;
let origin: string;
let calls: string[];
let said: string[];
let body: string;
let isOpen: boolean;

function git(folder: string, ...args: string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

beforeEach(() => {
  workspace = new Workspace();
  origin = mkdtempSync(join(tmpdir(), "billkit-origin-"));
  calls = [];
  said = [];
  body = "";
  isOpen = false;
  git(origin, "init", "--quiet", "--bare");
  writeFileSync(join(workspace.root, ".gitignore"), "node_modules\n");
  git(workspace.root, "init", "--quiet", "--initial-branch", "main");
  git(workspace.root, "add", "--all");
  git(workspace.root, "commit", "--quiet", "--message", "Begin");
  git(workspace.root, "remote", "add", "origin", origin);
});
afterEach(() => {
  workspace.remove();
  rmSync(origin, { recursive: true, force: true });
});

/** Real git, and changesets; gh only notes what it is asked for. */
const run: Run = (program, args) => {
  calls.push([program, ...args].join(" "));
  if (program === "git") return Promise.resolve(git(workspace.root, ...args));
  if (program === "npm") {
    const command = join(workspace.root, "node_modules/@changesets/cli/bin.js");
    execFileSync(process.execPath, [command, "version"], { cwd: workspace.root, stdio: "pipe" });
    return Promise.resolve("");
  }
  const file = args[args.indexOf("--body-file") + 1];
  if (args.includes("--body-file")) body = readFileSync(file ?? "", "utf8");
  return Promise.resolve(args[1] === "list" && isOpen ? "7\n" : "");
};

function propose(published: readonly string[] = []): Promise<string[]> {
  return proposeRelease({
    root: workspace.root,
    base: "main",
    run,
    isPublished: (name, version) => published.includes(`${name}@${version}`),
    say: (line) => said.push(line),
  });
}

const changeset = (): void => {
  const text = '---\n"@billkit/deepgram": patch\n---\n\nSays more of `units`.\n';
  writeFileSync(join(workspace.root, ".changeset/some.md"), text);
  git(workspace.root, "add", "--all");
  git(workspace.root, "commit", "--quiet", "--message", "Change");
};
const gh = (): string[] => calls.filter((call) => call.startsWith("gh"));

describe("with changesets", () => {
  it("is a branch on which they are used up, and a pull request with the changelogs", async () => {
    changeset();
    expect(await propose()).toEqual([]);
    expect(git(origin, "log", "-1", "--format=%s", "release/next").trim()).toBe(
      "Release @billkit/deepgram 0.1.1, billkit 0.1.1",
    );
    const changed = git(origin, "diff", "--name-only", "release/next~1", "release/next");
    expect(changed.trim().split("\n")).toEqual(
      expect.arrayContaining([".changeset/some.md", "packages/deepgram/CHANGELOG.md"]),
    );
    expect(body).toMatch(
      /^Merging this publishes what follows\.\n\n## @billkit\/deepgram 0\.1\.1\n/,
    );
    expect(body).toContain("Says more of `units`.");
    expect(gh().map((call) => call.split(" ").slice(0, 5).join(" "))).toEqual([
      "gh pr list --head release/next",
      "gh pr create --base main",
      "gh workflow run ci.yml --ref",
      "gh workflow run matrix.yml --ref",
      "gh workflow run release-dry.yml --ref",
    ]);
  });

  it("takes nothing along that nobody has committed", async () => {
    changeset();
    writeFileSync(join(workspace.root, "packages/deepgram/notes.txt"), "mine");
    await expect(propose()).rejects.toThrow(
      "commit or remove these files first: packages/deepgram/notes.txt",
    );
    expect(git(origin, "branch")).toBe("");
    expect(git(workspace.root, "branch", "--show-current").trim()).toBe("main");
  });

  it("renews the pull request that is open, whatever stands on its branch", async () => {
    changeset();
    await propose();
    git(workspace.root, "switch", "--quiet", "main");
    git(workspace.root, "commit", "--quiet", "--allow-empty", "--message", "Another");
    calls = [];
    isOpen = true;
    await propose();
    expect(gh()[1]).toMatch(/^gh pr edit 7 --title Release @billkit\/deepgram 0\.1\.1/);
    expect(git(origin, "log", "-2", "--format=%s", "release/next")).toContain("Another");
  });
});

describe("without changesets", () => {
  it("tells what nobody has published, each package after what it needs, and touches nothing", async () => {
    expect(await propose(["@billkit/genesys-cloud@0.1.0", "@billkit/sandbox@0.1.0"])).toEqual([
      "@billkit/core@0.1.0",
      "@billkit/deepgram@0.1.0",
      "billkit@0.1.0",
    ]);
    expect(calls).toEqual([]);
  });

  it("says so when all is published", async () => {
    const names = ["core", "deepgram", "genesys-cloud", "sandbox"];
    const all = [...names.map((name) => `@billkit/${name}@0.1.0`), "billkit@0.1.0"];
    expect(await propose(all)).toEqual([]);
    expect(said).toEqual(["nothing to release"]);
  });
});
