import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the changelog of a package says of one version; nothing where there is no such part. */
export function changelogOf(root: string, folder: string, version: string): string {
  const file = path.join(root, folder, "CHANGELOG.md");
  return existsSync(file) ? sectionOf(readFileSync(file, "utf8"), version) : "";
}

/** The part under `## version`. */
export function sectionOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((text) => text.split("\n", 1)[0]?.trim() === version) ?? "";
  return part.slice(version.length).trim();
}
