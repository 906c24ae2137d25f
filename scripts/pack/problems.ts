import { readFileSync } from "node:fs";
import path from "node:path";
import { findVendors, packageName } from "../generate/vendors.js";
import { type ContentsList, unlisted, unreached } from "./contents.js";
import { typeProblems, undocumented } from "./declarations.js";
import { allowedDependencies, dependencyProblems } from "./dependencies.js";
import { publintProblems, typesWrong } from "./lint.js";
import { readManifest } from "./manifest.js";
import { mapProblems } from "./source-maps.js";
import type { Tarball } from "./tarballs.js";

/** What was looked at, and what is wrong with it. */
export type Check = readonly [what: string, problems: readonly string[]];

/**
 * What is wrong with a tarball, by what was looked at.
 * @param installed a folder in whose node_modules it is installed
 */
export async function problemsOf(
  root: string,
  installed: string,
  { name, file, files }: Tarball,
): Promise<Check[]> {
  const folder = path.join(installed, "node_modules", name);
  const list = path.join(import.meta.dirname, "contents.json");
  const contents = JSON.parse(readFileSync(list, "utf8")) as ContentsList;
  const vendors = findVendors(root).map((vendor) => packageName(root, vendor));
  const allowed = allowedDependencies(vendors).get(name);
  const isFree = readManifest(folder).sideEffects === false;
  return [
    ["publint", await publintProblems(folder)],
    ["attw", typesWrong(root, file)],
    ["holds what the list says", unlisted(name, files, contents)],
    ["everything in it is reached", unreached(folder, files)],
    ["depends on what it may", dependencyProblems(folder, files, allowed)],
    ["exports are documented", undocumented(folder)],
    ["source maps lead to its sources", mapProblems(folder, files)],
    ["no side effects", isFree ? [] : ['"sideEffects" is not false']],
    // The others run in Node alone.
    ...(allowed === undefined ? [] : [["types need no Node", typeProblems(folder)] as const]),
  ];
}
