import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixturePath } from "../specs/testing/repository.js";
import { amounts, Workspace } from "../specs/testing/workspace.js";
import { proposeDrift, type Run } from "./propose.js";

const latest = fixturePath("deepgram/openapi.2026-07-15.yml");

const workspace = Workspace.for("each test");
let out: string;
let calls: string[];
let logged: string[];

function git(...args: readonly string[]): string {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...who, ...args], { cwd: workspace.root, encoding: "utf8" });
}

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "billkit-drift-"));
  calls = [];
  logged = [];
  writeFileSync(join(workspace.root, ".gitignore"), "node_modules\n/*.yml\n");
  mkdirSync(join(workspace.root, "docs"));
  for (const page of ["docs/vendors.md", "docs/credentials.md"])
    writeFileSync(join(workspace.root, page), "A table.\n");
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Begin");
});
afterEach(() => {
  rmSync(out, { recursive: true, force: true });
});

/** Real git; npm, npx and turbo, which need the whole repository, are simulated. */
const run: Run = (program, args) => {
  if (program === "git") return Promise.resolve(git(...args));
  calls.push([program, ...args].join(" "));
  if (args.includes("generate"))
    appendFileSync(join(workspace.root, "docs/vendors.md"), "A row.\n");
  return Promise.resolve(args[0] === "pack" ? '[{"size":12345}]' : "");
};

function propose(from: Record<string, string[]>) {
  const now = (): Date => new Date("2026-08-01T12:00:00Z");
  const log = (line: string): void => void logged.push(line);
  return proposeDrift({ root: workspace.root, out, now, from, run, log });
}

/** The latest description with an amount as a string. */
const strings = (): string => workspace.changed("strings.yml", latest, ...amounts.slice(0, 1));

const written = (vendor: string, file: string): string =>
  readFileSync(join(out, vendor, file), "utf8");

describe("proposeDrift", () => {
  it("writes a patch and a page, and leaves the checkout clean", async () => {
    const proposals = await propose({ deepgram: [strings()] });
    expect(proposals).toEqual({ changed: [{ vendor: "deepgram", draft: true }], failed: [] });
    expect(git("status", "--porcelain")).toBe("");
    expect(written("deepgram", "page.md")).toMatch(/^## deepgram: major\n/);
    expect(written("deepgram", "page.md")).toContain("12,345 bytes before, 12,345 bytes after");
    git("apply", "--index", join(out, "deepgram/change.patch"));
    expect(git("diff", "--cached", "--name-only").trim().split("\n")).toEqual([
      expect.stringMatching(/^\.changeset\/deepgram-[0-9a-f]{12}\.md$/),
      "docs/vendors.md",
      "specs/deepgram/extract.yaml",
      "specs/deepgram/openapi.yaml",
      "specs/deepgram/provenance.json",
    ]);
    expect(calls).toContain("npm run --silent generate");
  });

  it("proposes one vendor's change if another vendor fails, and writes a page for both", async () => {
    const gone = join(out, "gone.yml");
    const proposals = await propose({ "genesys-cloud": [gone], deepgram: [strings()] });
    expect(proposals).toEqual({
      changed: [{ vendor: "deepgram", draft: true }],
      failed: ["genesys-cloud"],
    });
    expect(written("genesys-cloud", "page.md")).toMatch(/^## genesys-cloud: failed\n/);
    expect(existsSync(join(out, "genesys-cloud/change.patch"))).toBe(false);
    expect(logged[0]).toMatch(/^genesys-cloud: failed: .*gone\.yml: cannot be read/);
  });

  it("writes nothing if nothing changed", async () => {
    expect(await propose({ deepgram: [latest] })).toEqual({ changed: [], failed: [] });
    expect([calls, existsSync(join(out, "deepgram"))]).toEqual([[], false]);
  });

  it("refuses a checkout with uncommitted files", async () => {
    writeFileSync(join(workspace.root, "packages/deepgram/notes.txt"), "mine");
    await expect(propose({ deepgram: [latest] })).rejects.toThrow(
      "commit or remove these files first: packages/deepgram/notes.txt",
    );
  });
});
