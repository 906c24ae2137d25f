import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** Formats files as `npm run format` does. A file that prettier has no parser for stays as it is. */
export async function formatFiles(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const require = createRequire(join(resolve(root), "package.json"));
  const prettier = join(dirname(require.resolve("prettier/package.json")), "bin/prettier.cjs");
  const args = [prettier, "--write", "--ignore-unknown", "--log-level", "warn", ...paths];
  await promisify(execFile)(process.execPath, args, { cwd: root });
}
