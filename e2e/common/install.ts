import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runOrThrow as run } from "../../scripts/common/run.js";

/**
 * Installs a folder outside the workspaces from its own lock file, without install scripts. Skipped
 * if its node_modules is from the same lock file.
 */
export async function installLocked(folder: string): Promise<void> {
  const stamp = path.join(folder, "node_modules/.installed");
  const lock = readFileSync(path.join(folder, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  writeFileSync(stamp, hash);
}
