import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { passLint } from "../testing/pass-lint.js";
import { deepgramHistory } from "../testing/replay.js";
import { Workspace } from "../testing/workspace.js";

jest.setTimeout(180_000);

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace();
  passLint(workspace.root);
});
afterAll(() => {
  workspace.remove();
});

/** Each version follows the one before, so that the contract grows as a real one does. */
describe("a history of descriptions", () => {
  it.each(deepgramHistory())("$name: $level", async ({ name, text, level, notice }) => {
    const from = join(workspace.root, "description.json");
    const page = join(workspace.root, "page.md");
    writeFileSync(from, text);
    const code = await workspace.run(["drift", "deepgram", "--from", from, "--page", page]);
    const rated = /^## deepgram: (\w+)/.exec(readFileSync(page, "utf8"))?.[1] ?? "none";
    expect([name, workspace.err, rated, code]).toEqual([name, [], level, level === "none" ? 0 : 3]);
    expect(await workspace.run(["sync", "deepgram", "--from", from])).toBe(0);
    if (notice !== undefined) expect(workspace.out.join("\n")).toContain(notice);
    expect(await workspace.run(["drift", "deepgram", "--from", from])).toBe(0);
  });
});
