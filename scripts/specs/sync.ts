import { join, relative } from "node:path";
import { buildVendors, type BuildOptions, type BuiltVendor } from "./build.js";
import { releaseOf } from "./changeset/changeset.js";
import { describeRelease } from "./changeset/describe.js";
import { operationsOf } from "./read/find-operation.js";
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
 * What sync would write for a vendor, by path from the root (undefined: to remove), and what is there.
 * @throws {UserError} if the vendor's contract can't be rated
 */
export async function planOf(root: string, built: BuiltVendor) {
  const release = await releaseOf(root, built);
  const files = new Map(release.files);
  for (const [file, text] of built.files) files.set(`specs/${built.name}/${file}`, text);
  const current = (file: string) => readIfThere(join(root, "specs", built.name, file));
  const previous = {
    contract: await current("openapi.yaml"),
    provenance: await current("provenance.json"),
  };
  return { release, files, previous };
}

/**
 * Writes the built files, with their changesets.
 * @returns the lines of {@link sync}
 * @throws {UserError} if one can't be rated or written; then nothing is written
 */
export async function writeBuilt(
  { root }: Pick<BuildOptions, "root">,
  built: readonly BuiltVendor[],
): Promise<string[]> {
  const texts = new Map<string, string | undefined>();
  const releases = new Map<string, string[]>();
  for (const vendor of built) {
    const { release, files, previous } = await planOf(root, vendor);
    for (const [file, text] of files) texts.set(join(root, file), text);
    releases.set(vendor.name, describeRelease(vendor, release, previous));
  }
  const changed = await writeAll(root, texts);
  return built.flatMap((vendor) => [
    lineOf(vendor, join(root, "specs", vendor.name), changed),
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
  const mine = changed.map((path) => relative(folder, path));
  const written = mine.filter((path) => /^[^/\\]+$/.test(path)).join(", ");
  return `${name}: ${operationsOf(extract).length} operations; ${written ? `${written} written` : "unchanged"}`;
}
