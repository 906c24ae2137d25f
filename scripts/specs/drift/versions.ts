import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Bump } from "../rate/level.js";
import { isObject, parseJson, textAt } from "../../common/json.js";
import { readIfThere } from "../write.js";

/** The version of a package of the repository, by its name. */
export async function versionOf(root: string, name: string): Promise<string> {
  for (const folder of await readdir(join(root, "packages"))) {
    const manifest = parseJson(await readIfThere(join(root, "packages", folder, "package.json")));
    if (isObject(manifest) && textAt(manifest, "name") === name) return textAt(manifest, "version");
  }
  return "";
}

/** The version after one such release; what is not a plain version stays as it is. */
export function nextVersion(version: string, level: Bump): string {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (major === undefined) return version;
  if (level === "major") return `${Number(major) + 1}.0.0`;
  if (level === "minor") return `${major}.${Number(minor) + 1}.0`;
  return `${major}.${minor}.${Number(patch) + 1}`;
}
