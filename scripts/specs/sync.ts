import { join, relative } from "node:path";
import { buildVendors, type BuildOptions, type BuiltVendor } from "./build.js";
import { isObject, objectAt } from "./json.js";
import { writeAll } from "./write.js";

/** `out` is written to instead of specs/. */
export type SyncOptions = BuildOptions;

/**
 * From published descriptions to extract, contract and provenance. Nothing is written when anything
 * is wrong with any of the vendors.
 * @returns a line for each vendor, and for each oddity that its vendor.yaml accepts
 * @throws {SpecsError}
 */
export async function sync(options: SyncOptions): Promise<string[]> {
  const out = options.out ?? join(options.root, "specs");
  const built = await buildVendors(options);
  const texts = built.flatMap(({ name, files }) =>
    [...files].map(([file, text]) => [join(out, name, file), text] as const),
  );
  const changed = await writeAll(options.out ?? options.root, new Map(texts));
  return built.flatMap((vendor) => [
    lineOf(vendor, join(out, vendor.name), changed),
    ...vendor.accepted.map((line) => `${vendor.name}: ${line}`),
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
