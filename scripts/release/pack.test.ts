import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { Workspace } from "../specs/testing/workspace.js";
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
