import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemsOfAsync } from "./testing/problems.js";
import { writeAll } from "./write.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billkit-write-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("writing all files or none", () => {
  it("makes folders and tells which files changed", async () => {
    writeFileSync(join(folder, "same"), "1");
    const files = new Map([
      [join(folder, "same"), "1"],
      [join(folder, "new/file"), "2"],
    ]);
    expect(await writeAll(files)).toEqual([join(folder, "new/file")]);
    expect(readFileSync(join(folder, "new/file"), "utf8")).toBe("2");
    expect(readdirSync(join(folder, "new"))).toEqual(["file"]);
  });

  it.each<[string, string, string]>([
    ["cannot be read, for it is a folder", "c", "read"],
    ["cannot be put in its place", "new/", "written"],
  ])("leaves everything as it was when the last file %s", async (_, last, done) => {
    writeFileSync(join(folder, "a"), "old");
    mkdirSync(join(folder, "c"));
    const paths = [join(folder, "a"), join(folder, "b"), `${folder}/${last}`];
    const problems = await problemsOfAsync(() =>
      writeAll(new Map(paths.map((path) => [path, "1"]))),
    );
    expect(problems).toEqual([expect.stringContaining(`${folder}/${last}: cannot be ${done}: `)]);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["a", "c"]);
  });
});
