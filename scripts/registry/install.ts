import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../generate/tools/run.js";

/**
 * Installs a folder that is no workspace from its own lockfile, without install scripts, unless its
 * node_modules already is what the lockfile says: what was fetched once stays there.
 * @throws Error with what npm said
 */
export async function installLocked(folder: string): Promise<void> {
  const stamp = path.join(folder, "node_modules/.installed");
  const lock = readFileSync(path.join(folder, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const { code, output } = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`npm ci in ${folder}\n${output.trim()}`);
  writeFileSync(stamp, hash);
}
