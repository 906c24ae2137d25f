import { join, relative } from "node:path";
import { buildVendors, type BuildOptions, type BuiltVendor } from "./build.js";
import { releaseOf } from "./changeset/changeset.js";
import { describeRelease } from "./changeset/describe.js";
import { isObject, objectAt } from "../common/json.js";
import { readIfThere, writeAll } from "../common/write.js";

/**
 * Writes extract, contract, provenance and changeset from published descriptions. Nothing is written if
 * any vendor fails.
 * @returns lines for each vendor: written files, findings that vendor.yaml accepts, notices, and its next
 *   release
 * @throws {UserError}
 */
export async function sync(options: BuildOptions): Promise<string[]> {
  return writeBuilt(options, await buildVendors(options));
}

/**
 * Writes the built files, with the changesets unless `out` replaces specs/.
 * @returns the lines of {@link sync}
 * @throws {UserError} if one can't be rated or written; then nothing is written
 */
export async function writeBuilt(
  options: Pick<BuildOptions, "root" | "out">,
  built: readonly BuiltVendor[],
): Promise<string[]> {
  const out = options.out ?? join(options.root, "specs");
  const texts = new Map<string, string | undefined>();
  const releases = new Map<string, string[]>();
  for (const vendor of built) {
    for (const [file, text] of vendor.files) texts.set(join(out, vendor.name, file), text);
    if (options.out !== undefined) continue;
    const release = await releaseOf(options.root, vendor);
    for (const [file, text] of release.files) texts.set(join(options.root, file), text);
    const contract = await readIfThere(join(out, vendor.name, "openapi.yaml"));
    const provenance = await readIfThere(join(out, vendor.name, "provenance.json"));
    releases.set(vendor.name, describeRelease(vendor, release, { contract, provenance }));
  }
  const changed = await writeAll(options.out ?? options.root, texts);
  return built.flatMap((vendor) => [
    lineOf(vendor, join(out, vendor.name), changed),
    ...vendor.accepted.map((line) => `${vendor.name}: ${line}`),
    ...vendor.notices.map((line) => `${vendor.name}: notice: ${line}`),
    ...(releases.get(vendor.name) ?? []),
  ]);
}

function lineOf(
  { name, extract }: BuiltVendor,
  folder: string,
  changed: readonly string[],
): string {
  const items = Object.values(objectAt(extract, "paths")).filter(isObject);
  const operations = items.flatMap((item) => Object.keys(item)).length;
  const mine = changed.map((path) => relative(folder, path));
  const written = mine.filter((path) => /^[^/\\]+$/.test(path)).join(", ");
  return `${name}: ${operations} operations; ${written ? `${written} written` : "unchanged"}`;
}
