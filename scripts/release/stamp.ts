import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const file = "packages/core/src/internal/version.ts";
const constant = /(export const version = ")[^"]*(";)/;

/**
 * Writes the version of @billkit/core, which its `User-Agent` names, into its source.
 * @throws {Error} the source has no place for it
 */
export function stampVersion(root: string): void {
  const manifest = readFileSync(path.join(root, "packages/core/package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const target = path.join(root, file);
  const text = readFileSync(target, "utf8");
  if (!constant.test(text)) throw new Error(`${file} has no constant called version`);
  writeFileSync(target, text.replace(constant, `$1${version}$2`));
}
