import { describe, expect, it, jest } from "@jest/globals";
import { follow } from "../testing/follow.js";
import { deepgramHistory } from "../testing/replay.js";
import { Workspace } from "../testing/workspace.js";

jest.setTimeout(180_000);

const workspace = Workspace.for("all tests");

/** Each version follows the one before, so that the contract grows as a real one does. */
describe("a history of descriptions", () => {
  it.each(deepgramHistory())("$name: $level", async (version) => {
    const { level, exitCodes, synced } = await follow(workspace, version);
    expect([level, ...exitCodes]).toEqual([version.level, version.exitCode, 0]);
    expect(synced).toContain(version.notice ?? "");
  });
});
