import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a file under another name and renames it, so that the file is whole or what it was. A link stays
 * one, and a file keeps its owner and its permissions.
 *
 * @throws the error of the system; then nothing is left of what was written
 */
export async function replaceFile(file: string, data: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const name = `.billkit-${randomBytes(6).toString("hex")}.tmp`;
  const temporary = path.join(path.dirname(target), name);
  try {
    const handle = await open(temporary, "wx");
    try {
      await copyAccess(target, handle);
      // Unlike `write`, it goes on after a part, and so notices that the disk is full.
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function copyAccess(from: string, to: FileHandle): Promise<void> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) return;
  // Only root can give a file away, and some file systems have no permissions: the file is written anyway.
  await to.chown(found.uid, found.gid).catch(() => undefined);
  await to.chmod(found.mode).catch(() => undefined);
}
