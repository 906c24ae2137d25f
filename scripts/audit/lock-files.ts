import { execFileSync } from "node:child_process";
import path from "node:path";

/** The folders that have a lock file of their own, from the root: "." first. */
export function lockedFolders(root: string): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "package-lock.json", "**/package-lock.json"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  const files = listed.split("\0").filter((file) => file !== "");
  return files.map((file) => path.dirname(file)).sort();
}
