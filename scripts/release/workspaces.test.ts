import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { repository } from "../specs/testing/repository.js";
import { Workspace } from "../specs/testing/workspace.js";
import { changelogOf, sectionOf } from "./changelog.js";
import { stampVersion } from "./stamp.js";
import { rangeProblems, readWorkspaces } from "./workspaces.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

const versions = (): Record<string, string> =>
  Object.fromEntries(readWorkspaces(workspace.root).map(({ name, version }) => [name, version]));

/** Uses a changeset up as `npm run release:version` does. */
function release(name: string, level: string): void {
  const text = `---\n"${name}": ${level}\n---\n\nA change.\n`;
  writeFileSync(join(workspace.root, ".changeset/some.md"), text);
  const options = { cwd: workspace.root, stdio: "pipe" } as const;
  const command = join(workspace.root, "node_modules/@changesets/cli/bin.js");
  execFileSync(process.execPath, [command, "version"], options);
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], options);
}

it("each package comes after what it needs", () => {
  const names = readWorkspaces(repository).map(({ name }) => name);
  for (const { name, needs } of readWorkspaces(repository))
    for (const other of Object.keys(needs))
      expect([name, names.indexOf(other) < names.indexOf(name)]).toEqual([name, true]);
  expect(names).toContain("billkit");
});

describe("ranges between the packages", () => {
  it("are the versions that are here", () => {
    expect(rangeProblems(repository)).toEqual([]);
  });

  it("may not be another, in a package or in the lock file", () => {
    workspace.edit(
      "packages/billkit/package.json",
      '"@billkit/core": "0.1.0"',
      '"@billkit/core": "^0.1.0"',
    );
    workspace.edit("packages/core/package.json", '"version": "0.1.0"', '"version": "0.1.1"');
    expect(rangeProblems(workspace.root)).toEqual(
      expect.arrayContaining([
        "packages/billkit/package.json: asks for @billkit/core ^0.1.0, which is 0.1.1 here",
        "package-lock.json, packages/billkit: asks for @billkit/core 0.1.0, which is 0.1.1 here",
        "package-lock.json: packages/core is 0.1.0, and 0.1.1 in its package.json",
      ]),
    );
  });

  it.each([
    [
      "@billkit/deepgram",
      "patch",
      { "@billkit/deepgram": "0.1.1", billkit: "0.1.1", "@billkit/genesys-cloud": "0.1.0" },
    ],
    [
      "@billkit/genesys-cloud",
      "minor",
      { "@billkit/genesys-cloud": "0.2.0", billkit: "0.1.1", "@billkit/deepgram": "0.1.0" },
    ],
    [
      "@billkit/core",
      "major",
      {
        "@billkit/core": "1.0.0",
        "@billkit/deepgram": "0.1.1",
        "@billkit/genesys-cloud": "0.1.1",
        billkit: "0.1.1",
      },
    ],
    ["@billkit/sandbox", "minor", { "@billkit/sandbox": "0.2.0", billkit: "0.1.0" }],
  ])("stay right when %s has a %s: what builds on it is released too", (name, level, expected) => {
    release(name, level);
    expect(versions()).toMatchObject(expected);
    expect(rangeProblems(workspace.root)).toEqual([]);
    for (const each of readWorkspaces(workspace.root))
      if (each.version !== "0.1.0")
        expect(changelogOf(workspace.root, each.folder, each.version)).not.toBe("");
  });
});

it("the version of @billkit/core goes into its source", () => {
  const file = "packages/core/src/internal/version.ts";
  mkdirSync(join(workspace.root, "packages/core/src"));
  cpSync(join(repository, file), join(workspace.root, file));
  workspace.edit("packages/core/package.json", '"version": "0.1.0"', '"version": "7.8.9"');
  stampVersion(workspace.root);
  expect(workspace.read(file)).toContain('export const version = "7.8.9";\n');
});

describe("a changelog", () => {
  const changelog =
    "# billkit\n\n## 0.2.0\n\n### Minor Changes\n\n- More.\n\n## 0.1.1\n\n- Less.\n";
  it.each([
    ["0.2.0", "### Minor Changes\n\n- More."],
    ["0.1.1", "- Less."],
    ["0.1", ""],
    ["0.3.0", ""],
  ])("says of %s: %j", (version, expected) => {
    expect(sectionOf(changelog, version)).toBe(expected);
  });
});
