import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readIfThere } from "../write.js";

/** What every text that a person has still to write begins with. */
const MARK = "To be written";

/** A text that builds, and that nothing may be published with. */
export function placeholder(what: string): string {
  return `${MARK}: ${what}.`;
}

/**
 * The texts of a vendor that nobody has written yet.
 * @returns `file:line: text` for each
 */
export async function unwritten(root: string, vendor: string): Promise<string[]> {
  const files = [
    `specs/${vendor}/vendor.yaml`,
    `specs/${vendor}/overlay.yaml`,
    `packages/${vendor}/package.json`,
    `packages/${vendor}/README.md`,
  ];
  const found: string[] = [];
  for (const file of files)
    found.push(...unwrittenIn(file, (await readIfThere(join(root, file))) ?? ""));
  return found;
}

/** The placeholders of one file, each as `file:line: text`. */
export function unwrittenIn(file: string, text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const start = line.indexOf(`${MARK}:`);
    if (start === -1) return [];
    return [`${file}:${index + 1}: ${line.slice(start).replace(/["',]+$/, "")}`];
  });
}

/** The folders of a repository's packages. */
export async function packageFolders(root: string): Promise<string[]> {
  const entries = await readdir(join(root, "packages"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
