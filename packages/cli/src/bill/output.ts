import { lstat, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { CommandError, exitCodes, usageError } from "../failure.js";
import { replaceFile } from "./replace-file.js";

/**
 * Checks `--output` before anything is sent.
 *
 * @throws CommandError if it is a folder, or its folder doesn't exist
 */
export async function checkOutput(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  if (file === "" || file === "-") {
    throw usageError(`--output ${JSON.stringify(file)} isn't the name of a file.`);
  }
  if (file.endsWith("/") || (await isFolder(file))) {
    throw usageError(`--output ${JSON.stringify(file)} is a folder; pass the name of a file.`);
  }
  const folder = path.dirname(file);
  if (!(await isFolder(folder))) {
    throw usageError(`--output: the folder ${JSON.stringify(folder)} doesn't exist.`);
  }
}

/**
 * Writes a file whole, or leaves it as it was. What isn't a regular file, such as a pipe or a device,
 * is written to, and a link that leads to no file yet is followed.
 *
 * @throws CommandError if it can't be written
 */
export async function writeOutput(file: string, data: string | Uint8Array): Promise<void> {
  try {
    if (await isFile(file)) await replaceFile(file, data);
    else await writeFile(file, data, { flag: "a" });
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError(`--output ${file}: can't be written (${code}).`, exitCodes.failed, {
      cause: error,
    });
  }
}

/** Names of what a process has open: a file there has another name, and `>>` may continue it. */
const openFile = /^\/(?:dev\/(?:std(?:in|out|err)$|fd\/)|proc\/)/;

/** Whether a name is, or becomes, that of a regular file. */
export async function isFile(name: string): Promise<boolean> {
  if (openFile.test(path.resolve(name))) return false;
  const found = await stat(name).catch(() => lstat(name).catch(() => undefined));
  return found === undefined || found.isFile();
}

async function isFolder(name: string): Promise<boolean> {
  return (await stat(name).catch(() => undefined))?.isDirectory() ?? false;
}
