import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../common/run.js";

/**
 * Installs Schemathesis into a virtual environment of its own, unless it is there already.
 * @returns the command
 * @throws {Error} without Python 3.11 or later, or with pip's message
 */
export async function installSchemathesis(root: string): Promise<string> {
  const requirements = path.join(import.meta.dirname, "requirements.txt");
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const place = path.join(root, "node_modules/.cache", `schemathesis-${hash}`);
  const stamp = path.join(place, "installed");
  if (!existsSync(stamp)) {
    rmSync(place, { recursive: true, force: true });
    const python = (...args: string[]) => run("python3", args, { cwd: root });
    await python("-c", "import sys; assert sys.version_info >= (3, 11), 'Python 3.11 is required'");
    await python("-m", "venv", place);
    const pip = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements];
    await run(path.join(place, "bin/python"), pip, { cwd: root });
    writeFileSync(stamp, "");
  }
  return path.join(place, "bin/schemathesis");
}
