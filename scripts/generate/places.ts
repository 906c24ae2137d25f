import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { UserError } from "../common/user-error.js";

/** Which files of `.generated/` are wanted: turbo leaves those of a later run there when it restores an earlier one. */
const manifest = "manifest.json";

/** The folders of a vendor package that hold nothing but generated files. */
const owned = ["docs", "src/generated", "test/generated"];

export interface Difference {
  /** Path from the root. */
  readonly file: string;
  readonly kind: "differs" | "missing" | "no longer generated";
  /** What it is to be; undefined: it is to go. */
  readonly text: string | undefined;
}

/** What stands in a vendor's package against what was generated for it, in order. */
export function compareVendor(root: string, vendor: string): Difference[] {
  const folder = path.join(root, "packages", vendor);
  const wanted = readWanted(path.join(folder, ".generated"));
  const present = readFolders(folder);
  const differences: Difference[] = [];
  for (const name of [...new Set([...wanted.keys(), ...present.keys()])].sort()) {
    const text = wanted.get(name);
    const before = present.get(name);
    if (text === before) continue;
    const kind =
      text === undefined ? "no longer generated" : before === undefined ? "missing" : "differs";
    differences.push({ file: `packages/${vendor}/${name}`, kind, text });
  }
  return differences;
}

/**
 * Puts each file in its place; what is as it should be is left alone.
 * @throws {UserError} A folder is in the way; nothing was written.
 */
export function writeDifferences(root: string, differences: readonly Difference[]): void {
  for (const { file, text } of differences) {
    if (
      text !== undefined &&
      statSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory()
    )
      throw new UserError(`${file} is a folder, where a generated file belongs; remove it`);
  }
  for (const { file, text } of differences) {
    const target = path.join(root, file);
    if (text === undefined) {
      rmSync(target);
      continue;
    }
    mkdirSync(path.dirname(target), { recursive: true });
    // A reader, an editor's type checker for one, sees the old file or the new one.
    const temporary = `${target}.${process.pid}.tmp`;
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  }
}

export function writeManifest(folder: string, names: readonly string[]): void {
  writeFileSync(path.join(folder, manifest), JSON.stringify(names));
}

function readWanted(folder: string): Map<string, string> {
  const names: unknown = JSON.parse(readFileSync(path.join(folder, manifest), "utf8"));
  if (!Array.isArray(names)) throw new Error(`${folder}/${manifest} is not a list`);
  return new Map(
    names
      .filter((name) => typeof name === "string")
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

function readFolders(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const part of owned) {
    const start = path.join(folder, part);
    if (!existsSync(start)) continue;
    for (const entry of readdirSync(start, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(folder, file).split(path.sep).join("/");
      // A link, say, is nothing that was generated, whatever it leads to.
      files.set(name, entry.isFile() ? readFileSync(file, "utf8") : "");
    }
  }
  return files;
}
