import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findVendors, packageName } from "../generate/vendors.js";

/** What a package is to the others: imports run facade → vendor → core, and never back. */
export type Role = "core" | "vendor" | "facade";

/** One thing that a user can import. */
export interface Entry {
  /** `@billkit/deepgram/pacing`. */
  readonly name: string;
  readonly package: string;
  readonly role: Role;
  /** From the root: what is published, and what it was built from. */
  readonly built: string;
  readonly source: string;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly import: { default: string } }>>;
}

/** Every entry of the packages that users bundle: core, each vendor's, the facade. */
export function clientEntries(root: string): Entry[] {
  const vendors = findVendors(root);
  const roles = new Map<string, Role>([
    ["core", "core"],
    ...vendors.map((vendor) => [vendor, "vendor"] as const),
    ["billkit", "facade"],
  ]);
  return [...roles].flatMap(([folder, role]) => entriesOf(root, `packages/${folder}`, role));
}

/** The names of the vendors' packages. */
export function vendorPackages(root: string): string[] {
  return findVendors(root).map((vendor) => packageName(root, vendor));
}

function entriesOf(root: string, folder: string, role: Role): Entry[] {
  const manifest = JSON.parse(
    readFileSync(path.join(root, folder, "package.json"), "utf8"),
  ) as Manifest;
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    if (typeof target === "string") return [];
    const built = target.import.default;
    return {
      name: manifest.name + key.slice(1),
      package: manifest.name,
      role,
      built: path.join(folder, built),
      source: sourceOf(root, folder, built),
    };
  });
}

/** A generated package's sources lie under src/generated, the others' under src. */
function sourceOf(root: string, folder: string, built: string): string {
  const file = path.basename(built).replace(/\.m?js$/, ".ts");
  const candidates = ["src/generated", "src"].map((each) => path.join(folder, each, file));
  const found = candidates.find((each) => existsSync(path.join(root, each)));
  if (found !== undefined) return found;
  const there = readdirSync(path.join(root, folder, "src")).join(", ");
  throw new Error(`${folder}: no source of ${built} is in src (${there})`);
}
