import { createRequire } from "node:module";
import path from "node:path";
import { run } from "../generate/tools/run.js";

const folder = import.meta.dirname;

/**
 * Installs the clients that this folder's lock file names. Nobody who does not run this gets them.
 * @throws Error in one line where npm cannot.
 */
export async function installClients(): Promise<void> {
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  const { code, output, failure } = await run("npm", args, { cwd: folder });
  if (code === 0) return;
  const [said = ""] = /^npm error .*$/m.exec(output) ?? [];
  throw new Error(`the vendors' clients cannot be installed: ${said || (failure ?? "npm failed")}`);
}

/** What a client's package exports, and its version, as they are installed. */
export function loadClient(name: string): { exports: unknown; version: string } {
  const require = createRequire(path.join(folder, "package.json"));
  const manifest: unknown = require(path.join(folder, "node_modules", name, "package.json"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "";
  return { exports: require(name), version };
}
