import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The files below a folder by path from it; a symbolic link has no text. */
export function readFolder(folder: string): Map<string, string> {
  const entries = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
    : [];
  return new Map(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(folder, file).split(path.sep).join("/");
        return [name, entry.isFile() ? readFileSync(file, "utf8") : ""];
      }),
  );
}
