import { readFile } from "node:fs/promises";
import { StoreError } from "../store-error.js";

/** A file's text; undefined if there is none. @throws StoreError if it can't be read */
export async function readText(file: string): Promise<string | undefined> {
  return (await readBytes(file))?.toString("utf8");
}

/** A file's bytes; undefined if there is none. @throws StoreError if it can't be read */
export async function readBytes(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new StoreError(`${file} can't be read (${code}).`, error, "account");
  }
}

/** @throws StoreError if the text isn't JSON; accounts that don't need the file can still be stored */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, "isn't JSON", error);
  }
}

/** What to do about a file that isn't as it was written. */
export const damaged = (file: string, problem: string, cause?: unknown): StoreError =>
  new StoreError(
    `${file} ${problem}; restore it from a backup, or remove it and collect again.`,
    cause,
    "account",
  );
