import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readFolder } from "../common/folder.js";
import { UserError } from "../common/user-error.js";
import { writeAll } from "../common/write.js";

/**
 * All generated files of a vendor, in one: of a folder, turbo would leave a later run's files when it
 * restores an earlier one.
 */
const output = ".generated/files.json";

/** The folders of a vendor package that contain only generated files. */
const owned = ["docs", "src/generated", "test/generated"];

export interface Difference {
  /** Path from the root. */
  readonly file: string;
  readonly kind: "differs" | "missing" | "no longer generated";
  /** Its new text; undefined to remove it. */
  readonly text: string | undefined;
}

/** Compares the files in a vendor's package with the generated ones, in order. */
export function compareVendor(root: string, vendor: string): Difference[] {
  const folder = path.join(root, "packages", vendor);
  return compareFiles(`packages/${vendor}/`, readOutput(folder), readFolders(folder));
}

/** @param prefix from the root to the folder of the files */
export function compareFiles(
  prefix: string,
  wanted: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, string>,
): Difference[] {
  return [...new Set([...wanted.keys(), ...present.keys()])].sort().flatMap((name) => {
    const [text, before] = [wanted.get(name), present.get(name)];
    if (text === before) return [];
    const kind =
      text === undefined ? "no longer generated" : before === undefined ? "missing" : "differs";
    return [{ file: prefix + name, kind, text }];
  });
}

/**
 * Writes the files that differ, each by a rename: a killed process leaves every file old or new,
 * never half of one. Between two renames it leaves some files old and some new; `generate --check`
 * lists those, with any temporary file, and the next `generate` completes them.
 * @throws {UserError} if a folder is in a file's place or a file can't be written; files written
 *   before it get their old text back
 */
export async function writeDifferences(
  root: string,
  differences: readonly Difference[],
): Promise<void> {
  const links: string[] = [];
  for (const { file, text } of differences) {
    const present = lstatSync(path.join(root, file), { throwIfNoEntry: false });
    if (text !== undefined && present?.isDirectory())
      throw new UserError(`${file} is a folder in the place of a generated file; remove it`);
    if (present?.isSymbolicLink()) links.push(path.join(root, file));
  }
  // Writing would follow a link to a file that isn't generated.
  for (const link of links) rmSync(link);
  await writeAll(root, new Map(differences.map(({ file, text }) => [path.join(root, file), text])));
}

/** @param folder of the vendor's package */
export function writeOutput(folder: string, files: ReadonlyMap<string, string>): void {
  const file = path.join(folder, output);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(files)));
}

export function readOutput(folder: string): Map<string, string> {
  const files = JSON.parse(readFileSync(path.join(folder, output), "utf8")) as Record<
    string,
    string
  >;
  return new Map(Object.entries(files));
}

/** A symbolic link was never generated, whatever its target: it has another text. */
function readFolders(folder: string): Map<string, string> {
  return new Map(
    owned.flatMap((part) =>
      [...readFolder(path.join(folder, part))].map(([name, text]) => [`${part}/${name}`, text]),
    ),
  );
}
