import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { carryOut, type Entry, recover, stage } from "./journal.js";
import { messageOf, SpecsError, whyNoFile } from "./problems.js";

/**
 * Writes files, all or none, even when the process is killed on the way: see journal.ts. A file that
 * would not change is not touched.
 * @param folder in which all of them stand
 * @param files by path; one without a text is removed
 * @returns the paths that changed
 * @throws {SpecsError} when one cannot be written; then all are as they were
 */
export async function writeAll(
  folder: string,
  files: ReadonlyMap<string, string | undefined>,
): Promise<string[]> {
  await recover(folder);
  const entries: Entry[] = [];
  for (const [path, text] of files) {
    const before = await readIfThere(path);
    if (before !== text) entries.push({ to: relative(folder, path), before, text });
  }
  if (entries.length === 0) return [];
  try {
    await stage(folder, entries);
    await carryOut(folder);
  } catch (cause) {
    if (cause instanceof SpecsError) throw cause;
    throw new SpecsError(`${placeOf(cause, folder)}: cannot be written: ${messageOf(cause)}`, {
      cause,
    });
  }
  return entries.map(({ to }) => join(folder, to));
}

/** Where the file system met an obstacle: a rename knows both of its ends. */
function placeOf(error: unknown, folder: string): string {
  const { dest, path } = error as { dest?: unknown; path?: unknown };
  return [dest, path].find((place) => typeof place === "string") ?? folder;
}

/**
 * A file's text, or undefined when there is none.
 * @throws {SpecsError} when it is there and cannot be read
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new SpecsError(`${path}: cannot be read: ${whyNoFile(error)}`, { cause: error });
  }
}
