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
import { recover } from "./journal.js";
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
    expect(await writeAll(folder, files)).toEqual([join(folder, "new/file")]);
    expect(readFileSync(join(folder, "new/file"), "utf8")).toBe("2");
    expect(readdirSync(join(folder, "new"))).toEqual(["file"]);
  });

  it.each<[string, string, string]>([
    ["cannot be read, for it is a folder", "c", "read"],
    ["cannot be put in its place", "dangling/d", "written"],
  ])("leaves everything as it was when the last file %s", async (_, last, done) => {
    writeFileSync(join(folder, "a"), "old");
    mkdirSync(join(folder, "c"));
    symlinkSync(join(folder, "gone"), join(folder, "dangling"));
    const paths = [join(folder, "a"), join(folder, "b"), `${folder}/${last}`];
    const problems = await problemsOfAsync(() =>
      writeAll(folder, new Map(paths.map((path) => [path, "1"]))),
    );
    expect(problems).toEqual([
      expect.stringContaining(
        `${folder}/${dirname(last) === "." ? last : dirname(last)}: cannot be ${done}: `,
      ),
    ]);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("old");
    expect(readdirSync(folder).sort()).toEqual(["a", "c", "dangling"]);
  });

  it("removes a file that has no text, and puts it back when the last cannot be put in its place", async () => {
    const gone = join(folder, "gone");
    writeFileSync(gone, "old");
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
    const files = new Map([
      [gone, undefined],
      [join(folder, "dangling/d"), "1"],
    ]);
    expect(await problemsOfAsync(() => writeAll(folder, files))).toHaveLength(1);
    expect(readFileSync(gone, "utf8")).toBe("old");
    expect(await writeAll(folder, new Map([[gone, undefined]]))).toEqual([gone]);
    expect(await writeAll(folder, new Map([[gone, undefined]]))).toEqual([]);
    expect(readdirSync(folder)).toEqual(["dangling"]);
  });

  it("finishes a removal that was decided and not carried out", async () => {
    writeFileSync(join(folder, "gone"), "old");
    mkdirSync(join(folder, ".specs-staged"));
    writeFileSync(join(folder, ".specs-staged/0.old"), "old");
    const steps = [{ to: "gone", existed: true, goes: true }];
    writeFileSync(join(folder, ".specs-staged/journal.json"), JSON.stringify(steps));
    expect(await recover(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("follows no journal out of its folder", async () => {
    mkdirSync(join(folder, ".specs-staged"));
    writeFileSync(join(folder, ".specs-staged/0.new"), "1");
    const steps = [{ to: "../elsewhere", existed: false }];
    writeFileSync(join(folder, ".specs-staged/journal.json"), JSON.stringify(steps));
    expect(await problemsOfAsync(() => recover(folder))).toEqual([
      expect.stringContaining(`"../elsewhere" is not a file in ${folder}; remove .specs-staged`),
    ]);
  });

  it("finishes turning back what was being turned back", async () => {
    const staged = join(folder, ".specs-staged");
    mkdirSync(staged);
    writeFileSync(join(folder, "a"), "new");
    writeFileSync(join(folder, "b"), "new");
    const texts = { "0.old": "old", "2.new": "new", undo: "" };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(staged, name), text);
    const steps = [
      { to: "a", existed: true },
      { to: "b", existed: false },
      { to: "c", existed: false },
    ];
    writeFileSync(join(staged, "journal.json"), JSON.stringify(steps));
    expect(await recover(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("old");
    expect(await recover(folder)).toBe(false);
  });
});
