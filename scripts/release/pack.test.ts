import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "../specs/testing/repository.js";
import { Workspace } from "../specs/testing/workspace.js";
import { emptied } from "./folder.js";
import { unready } from "./ready.js";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

it("the repository as it is may be packed", async () => {
  expect(await unready(workspace.root)).toEqual([]);
});

it("a text that is still to be written keeps everything back", async () => {
  const text = "description: Kind of order, such as `promotional`. May be absent.";
  workspace.edit("specs/deepgram/overlay.yaml", text, "description: 'To be written: the kind.'");
  expect(await unready(workspace.root)).toEqual([
    expect.stringMatching(/^specs\/deepgram\/overlay\.yaml:\d+: To be written: the kind\.$/),
  ]);
});

it("a range that is not the version beside it keeps everything back", async () => {
  workspace.edit(
    "packages/billkit/package.json",
    '"@billkit/core": "0.1.0"',
    '"@billkit/core": "*"',
  );
  expect(await unready(workspace.root)).toEqual([
    "packages/billkit/package.json: asks for @billkit/core *, which is 0.1.0 here",
  ]);
});

it("options that there are not are refused in one line", () => {
  const { status, stdout, stderr } = spawnSync(
    path.join(repository, "node_modules/.bin/tsx"),
    [path.join(repository, "scripts/release/pack.ts"), "--fast"],
    { cwd: repository, encoding: "utf8" },
  );
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^release:pack: Unknown option '--fast'; usage: npm run release:pack .*\n$/,
  );
});

describe("the folder of the tarballs", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "billkit-tarballs-"));
    for (const file of ["packages.json", "billkit-0.1.0.tgz"])
      writeFileSync(path.join(folder, file), "");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is rid of those of an earlier release, or made", () => {
    emptied(folder);
    expect(readdirSync(folder)).toEqual([]);
    emptied(path.join(folder, "new"));
    expect(readdirSync(folder)).toEqual(["new"]);
  });

  it("is left as it was where it holds anything else", () => {
    mkdirSync(path.join(folder, "src"));
    expect(() => {
      emptied(folder);
    }).toThrow(`${folder} holds src, which is no tarball: name a folder of its own`);
    expect(readdirSync(folder)).toHaveLength(3);
  });
});
