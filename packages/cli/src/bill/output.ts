import { stat } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { CommandError, exitCodes, usageError } from "../failure.js";

/**
 * Checks `--output` before anything is sent.
 *
 * @throws CommandError if it is a folder, or its folder doesn't exist
 */
export async function checkOutput(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  if (file === "" || file.endsWith("/") || (await isFolder(file))) {
    throw usageError(`--output ${JSON.stringify(file)} is a folder; pass the name of a file.`);
  }
  const folder = path.dirname(file);
  if (!(await isFolder(folder))) {
    throw usageError(`--output: the folder ${JSON.stringify(folder)} doesn't exist.`);
  }
}

/**
 * Writes a file whole, or leaves it as it was.
 *
 * @throws CommandError if it can't be written
 */
export async function writeOutput(file: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFileAtomic(file, typeof data === "string" ? data : Buffer.from(data));
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError(`--output ${file}: can't be written (${code}).`, exitCodes.failed, {
      cause: error,
    });
  }
}

async function isFolder(name: string): Promise<boolean> {
  return (await stat(name).catch(() => undefined))?.isDirectory() ?? false;
}
