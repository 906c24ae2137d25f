import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { messageOf, SpecsError, whyNoFile } from "./problems.js";

interface Staged {
  readonly from: string;
  readonly to: string;
  /** What stood there, to be put back when a later file cannot be written. */
  readonly before: string | undefined;
}

/**
 * Writes files, all or none: each under another name beside its place first, then all renamed. A
 * file that would not change is not touched.
 * @returns the paths that changed
 * @throws {SpecsError} when one cannot be written; then all are as they were
 */
export async function writeAll(files: ReadonlyMap<string, string>): Promise<string[]> {
  const staged: Staged[] = [];
  const placed: Staged[] = [];
  let current = "";
  try {
    for (const [to, text] of files) {
      current = to;
      const before = await readIfThere(to);
      if (before === text) continue;
      const from = join(dirname(to), `.${basename(to)}.${process.pid}.tmp`);
      staged.push({ from, to, before });
      await mkdir(dirname(to), { recursive: true });
      await writeFile(from, text);
    }
    for (const file of staged) {
      current = file.to;
      await rename(file.from, file.to);
      placed.push(file);
    }
  } catch (cause) {
    for (const { to, before } of placed) {
      await (before === undefined ? rm(to, { force: true }) : writeFile(to, before));
    }
    if (cause instanceof SpecsError) throw cause;
    throw new SpecsError(`${current}: cannot be written: ${messageOf(cause)}`, { cause });
  } finally {
    await Promise.allSettled(staged.map(({ from }) => rm(from, { force: true })));
  }
  return staged.map(({ to }) => to);
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
