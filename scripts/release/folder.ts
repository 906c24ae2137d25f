import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * An empty folder: there, and without what an earlier `npm run release:pack` has left in it.
 * @throws {Error} it holds something else, of which nothing is removed
 */
export function emptied(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(folder);
  const other = files.find((file) => !/^packages\.json$|\.tgz$/.test(file));
  if (other !== undefined)
    throw new Error(`${folder} holds ${other}, which is no tarball: name a folder of its own`);
  for (const file of files) rmSync(path.join(folder, file));
}
