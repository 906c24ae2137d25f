import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixturePath } from "../specs/testing/repository.js";
import { Workspace } from "../specs/testing/workspace.js";
import { proposeDrift, type Run } from "./pull-request.js";

const latest = fixturePath("deepgram/openapi.2026-07-15.yml");

let workspace: Workspace;
let origin: string;
let calls: string[];
let said: string[];
let body: string;
/** The branches that have a pull request. */
let proposed: string[];
/** What a call of gh begins with that fails. */
let failing: string | undefined;

function git(folder: string, ...args: string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
}

beforeEach(() => {
  workspace = new Workspace();
  origin = mkdtempSync(join(tmpdir(), "billkit-origin-"));
  calls = [];
  said = [];
  body = "";
  proposed = [];
  failing = undefined;
  git(origin, "init", "--quiet", "--bare");
  writeFileSync(join(workspace.root, ".gitignore"), "node_modules\n");
  git(workspace.root, "init", "--quiet", "--initial-branch", "main");
  git(workspace.root, "add", "--all");
  git(workspace.root, "commit", "--quiet", "--message", "Begin");
  git(workspace.root, "remote", "add", "origin", origin);
  git(workspace.root, "push", "--quiet", "origin", "main");
});
afterEach(() => {
  workspace.remove();
  rmSync(origin, { recursive: true, force: true });
});

/** Real git, against a repository beside; npm and gh only note what they are asked for. */
const run: Run = (program, args) => {
  const call = [program, ...args].join(" ");
  calls.push(call);
  if (failing !== undefined && call.startsWith(failing))
    return Promise.reject(new Error(`${failing}: no`));
  if (program === "git")
    return Promise.resolve(
      execFileSync("git", [...args], { cwd: workspace.root, encoding: "utf8", stdio: "pipe" }),
    );
  const [topic, verb] = args;
  if (topic !== "pr") return Promise.resolve("");
  if (verb === "create") {
    body = readFileSync(args[args.indexOf("--body-file") + 1] ?? "", "utf8");
    proposed.push(args[args.indexOf("--head") + 1] ?? "");
  }
  const isThere = proposed.includes(args[args.indexOf("--head") + 1] ?? "");
  return Promise.resolve(isThere ? "https://example.com/pull/1\n" : "");
};

/** @param others sources of other vendors */
function propose(source: string, others: Record<string, string[]> = {}): Promise<number> {
  return proposeDrift({
    root: workspace.root,
    base: "main",
    now: () => new Date("2026-08-01T12:00:00Z"),
    vendors: ["deepgram", ...Object.keys(others)],
    from: { deepgram: [source], ...others },
    run,
    say: (line) => said.push(line),
  });
}

/** The last description with an amount of another type. */
function retyped(type: "string" | "boolean"): string {
  const path = join(origin, `${type}.yml`);
  const text = readFileSync(latest, "utf8");
  writeFileSync(path, text.replace(/(\n +dollars:\n +type: )number\n +format: \w+/, `$1${type}`));
  return path;
}
const strings = (): string => retyped("string");

const branches = (): string[] =>
  git(origin, "branch", "--format", "%(refname:short)").trim().split("\n").sort();

describe("the proposal of a change", () => {
  it("is a branch with contract, changeset and generated code, and a pull request with the page", async () => {
    expect(await propose(strings())).toBe(0);
    const [branch = "", main] = branches();
    expect(main).toBe("main");
    expect(branch).toMatch(/^drift\/[0-9a-f]{12}$/);
    const changed = git(origin, "diff", "--name-only", "main", branch).trim().split("\n");
    expect(changed).toEqual([
      expect.stringMatching(/^\.changeset\/deepgram-[0-9a-f]{12}\.md$/),
      "specs/deepgram/extract.yaml",
      "specs/deepgram/openapi.yaml",
      "specs/deepgram/provenance.json",
    ]);
    expect(git(origin, "log", "-1", "--format=%s", branch).trim()).toBe(
      "Follow the new description of deepgram (major)",
    );
    expect(body).toMatch(/^## deepgram: major\n/);
    const ours = calls.filter((call) => !call.startsWith("git"));
    expect(ours).toEqual([
      "npm run --silent generate",
      expect.stringMatching(
        `^gh pr create --base main --head ${branch} --title Follow the new description of deepgram \\(major\\) --body-file `,
      ),
      `gh workflow run ci.yml --ref ${branch}`,
    ]);
    expect(said.at(-1)).toBe("https://example.com/pull/1");
  });

  it("is made once", async () => {
    const source = strings();
    await propose(source);
    git(workspace.root, "switch", "--quiet", "main");
    calls = [];
    expect(await propose(source)).toBe(0);
    expect(said.at(-1)).toMatch(/^drift\/[0-9a-f]{12} is already proposed$/);
    expect(calls).toEqual([
      expect.stringMatching(/^git ls-remote /),
      expect.stringMatching(/^gh pr list --head drift\/[0-9a-f]{12} --state all /),
    ]);
    expect(git(workspace.root, "status", "--porcelain")).toBe("");
  });

  it("takes nothing along that nobody has committed", async () => {
    writeFileSync(join(workspace.root, "packages/deepgram/notes.txt"), "mine");
    await expect(propose(strings())).rejects.toThrow(
      "commit or put away first what is not committed: packages/deepgram/notes.txt",
    );
    expect(branches()).toEqual(["main"]);
    expect(git(workspace.root, "status", "--porcelain")).toBe("?? packages/deepgram/notes.txt\n");
  });

  it("is another one for another change", async () => {
    await propose(strings());
    git(workspace.root, "switch", "--quiet", "main");
    expect(await propose(retyped("boolean"))).toBe(0);
    expect(branches()).toEqual([
      expect.stringMatching(/^drift\//),
      expect.stringMatching(/^drift\//),
      "main",
    ]);
    expect(proposed).toHaveLength(2);
  });

  it("is made for one vendor while another cannot be told, which fails the run and is on the page", async () => {
    const gone = join(origin, "gone.yml");
    expect(await propose(strings(), { "genesys-cloud": [gone] })).toBe(1);
    expect(said[0]).toMatch(/^genesys-cloud: could not tell: .*gone\.yml: cannot be read/);
    expect(proposed).toHaveLength(1);
    expect(body).toMatch(/^## deepgram: major\n[^]*\n## genesys-cloud: could not tell\n/);
  });

  it("is completed where a run has ended between branch and pull request", async () => {
    const source = strings();
    failing = "gh pr create";
    await expect(propose(source)).rejects.toThrow("gh pr create: no");
    const [branch = ""] = branches();
    const pushed = git(origin, "rev-parse", branch);
    git(workspace.root, "switch", "--quiet", "main");
    failing = undefined;
    expect(await propose(source)).toBe(0);
    expect(proposed).toEqual([branch]);
    expect(body).toMatch(/^## deepgram: major\n/);
    expect(calls.at(-1)).toBe(`gh workflow run ci.yml --ref ${branch}`);
    expect(git(origin, "rev-parse", branch)).toBe(pushed);
    expect(git(workspace.root, "status", "--porcelain")).toBe("");
  });

  it("is not made where nothing has changed", async () => {
    expect(await propose(latest)).toBe(0);
    expect(said).toEqual(["nothing to propose"]);
    expect(calls).toEqual([]);
  });

  it("is not made of what cannot be told, and says so", async () => {
    expect(await propose(join(origin, "gone.yml"))).toBe(1);
    expect(said).toEqual([
      expect.stringMatching(/^deepgram: could not tell: .*gone\.yml: cannot be read/),
      "nothing to propose",
    ]);
    expect(branches()).toEqual(["main"]);
  });
});
