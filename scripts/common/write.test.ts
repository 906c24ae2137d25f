import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { problemsOfAsync } from "../specs/testing/problems.js";
import { writeAll } from "./write.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billkit-write-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** So long that no temporary name fits beside it: the write itself fails. */
const tooLong = "x".repeat(255);

describe("writeAll", () => {
  it("makes folders, removes files without text, and returns what changed", async () => {
    writeFileSync(join(folder, "same"), "1");
    writeFileSync(join(folder, "gone"), "1");
    const files = new Map([
      [join(folder, "same"), "1"],
      [join(folder, "new/file"), "2"],
      [join(folder, "gone"), undefined],
    ]);
    expect(await writeAll(folder, files)).toEqual([join(folder, "new/file"), join(folder, "gone")]);
    expect(readFileSync(join(folder, "new/file"), "utf8")).toBe("2");
    expect(readdirSync(join(folder, "new"))).toEqual(["file"]);
    expect(readdirSync(folder).sort()).toEqual(["new", "same"]);
  });

  it("can make a folder at the root of the file system", async () => {
    const path = join("/billkit-none", "page.md");
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
    // The second path ends it before anything is written.
    const files = new Map([path, join(folder, "dangling/d")].map((each) => [each, "1"]));
    const [problem] = await problemsOfAsync(() => writeAll(dirname(path), files));
    expect(problem).toMatch(/cannot be written: /);
    expect(problem).not.toMatch(/^\/: .*it is not in/);
  });

  it.each([
    ["is a folder", "c", /c: cannot be read: it is a folder/],
    ["has a dangling link in its path", "dangling/d", /dangling: cannot be written: /],
    ["follows a link out of the folder", "out/d", /out: cannot be written: it is not in /],
    ["can't be written", tooLong, /cannot be written: its name is too long/],
  ])("leaves all files as they were if the last path %s", async (_, last, problem) => {
    writeFileSync(join(folder, "a"), "old");
    writeFileSync(join(folder, "gone"), "old");
    mkdirSync(join(folder, "c"));
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
    symlinkSync(dirname(folder), join(folder, "out"));
    const files = new Map<string, string | undefined>([
      [join(folder, "a"), "1"],
      [join(folder, "b"), "1"],
      [join(folder, "gone"), undefined],
      [join(folder, last), "1"],
    ]);
    expect(await problemsOfAsync(() => writeAll(folder, files))).toEqual([
      expect.stringMatching(problem),
    ]);
    for (const name of ["a", "gone"]) expect(readFileSync(join(folder, name), "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["a", "c", "dangling", "gone", "out"]);
  });
});
