import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { StoreError } from "../store-error.js";

/** A file that is on the disk under another name. */
export interface PreparedFile {
  /** Puts it in its place, at once. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** A temporary file of a process that ended is older. */
const staleMs = 3_600_000;

/**
 * Writes and syncs a file beside its place. Readers see the old file or the new one, never a part.
 * @throws StoreError if it can't be written; then nothing is left of it
 */
export async function prepareFile(file: string, data: string | Uint8Array): Promise<PreparedFile> {
  const folder = path.dirname(file);
  const temporary = path.join(
    folder,
    `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`,
  );
  const discard = (): Promise<void> => rm(temporary, { force: true });
  try {
    await mkdir(folder, { recursive: true });
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard().catch(() => undefined);
    throw failure(file, error);
  }
  return {
    discard,
    commit: () =>
      rename(temporary, file).catch((error: unknown) => {
        throw failure(file, error);
      }),
  };
}

/** Writes a file whole, or leaves it as it was. @throws StoreError if it can't be written */
export async function replaceFile(file: string, data: string | Uint8Array): Promise<void> {
  const prepared = await prepareFile(file, data);
  await prepared.commit();
}

/** Removes temporary files of processes that were killed. */
export async function removeStale(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..*\.tmp$/.test(name)) continue;
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found !== undefined && now - found.mtimeMs > staleMs)
      await unlink(file).catch(() => undefined);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it would exceed the limit on file sizes (ulimit -f)",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOTDIR: "a part of its path is a file",
};

/** What failed, without the temporary name. */
export function failure(file: string, error: unknown): StoreError {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  const affects = code === "ENOTDIR" || code === "ENAMETOOLONG" ? "account" : "store";
  return new StoreError(`${file} can't be written: ${reasons[code] ?? code}.`, error, affects);
}
