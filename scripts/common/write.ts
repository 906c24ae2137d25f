import { constants } from "node:fs";
import { access, lstat, mkdir, readFile, realpath, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { messageOf, UserError, whyNoFile } from "./user-error.js";

/** One file to write or remove, with its text before. */
interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string | undefined;
}

/**
 * Writes files, each atomically. All paths are checked before the first write; if a write fails,
 * the files written before it get their old text back. A file whose text stays the same is not
 * touched. A killed process can leave some files new and some old, each of them whole: git is the
 * rollback.
 * @param folder contains all of the files; a symbolic link that leads out of it is refused
 * @param files text by path; undefined removes the file
 * @returns the paths that changed
 * @throws {UserError} if a path can't be written
 */
export async function writeAll(
  folder: string,
  files: ReadonlyMap<string, string | undefined>,
): Promise<string[]> {
  const changes: FileChange[] = [];
  for (const [path, text] of files) {
    const before = await readIfThere(path);
    if (before !== text) changes.push({ path, before, text });
  }
  for (const { path } of changes) await checkWritable(folder, path);
  const written: FileChange[] = [];
  for (const change of changes) {
    try {
      await put(change.path, change.text);
      written.push(change);
    } catch (cause) {
      for (const { path, before } of written.reverse()) await put(path, before);
      throw new UserError(`${change.path}: cannot be written: ${whyNoFile(cause)}`, { cause });
    }
  }
  return changes.map(({ path }) => path);
}

async function put(path: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, text);
}

/** Checks the nearest path that exists: it is in the folder, and can be written. */
async function checkWritable(folder: string, path: string): Promise<void> {
  let place = path;
  try {
    while (dirname(place) !== place && !(await isThere(place))) place = dirname(place);
    const fromFolder = relative(await realpath(folder).catch(() => folder), await realpath(place));
    // The folder itself may have to be made first.
    const isOutside = fromFolder === ".." || fromFolder.startsWith(`..${sep}`);
    if (isOutside && !folder.startsWith(join(place, sep)))
      throw new Error(`it is not in ${folder}`);
    await access(place, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error && !("code" in cause) ? messageOf(cause) : whyNoFile(cause);
    throw new UserError(`${place}: cannot be written: ${why}`, { cause });
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/**
 * A file's text, or undefined if there is none.
 * @throws {UserError} if it exists and can't be read
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(`${path}: cannot be read: ${whyNoFile(error)}`, { cause: error });
  }
}
