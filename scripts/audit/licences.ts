import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** What may be passed on with nothing but its text. Python-2.0 is that of argparse. */
const allowed = new Set([
  ...["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD"],
  "Python-2.0",
]);

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** As its package.json says. */
  readonly licence: string;
  readonly isAllowed: boolean;
  /** Which of ours need it, through whatever. */
  readonly neededBy: readonly string[];
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * What is installed with each published package, as found in node_modules.
 * @throws {Error} one is not installed
 */
export function dependenciesOf(root: string): Dependency[] {
  const packages = path.join(root, "packages");
  const ours = readdirSync(packages)
    .map((name) => path.join(packages, name))
    .filter((folder) => existsSync(path.join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: read(folder) }))
    .filter(({ manifest }) => manifest.private !== true);
  const names = new Set(ours.map(({ manifest }) => manifest.name));
  const found = new Map<string, { folder: string; neededBy: Set<string> }>();
  for (const { folder, manifest } of ours) walk(folder, manifest.name ?? "");
  return [...found.values()]
    .map(({ folder, neededBy }): Dependency => {
      const { name = "", version = "", license } = read(folder);
      const licence = typeof license === "string" ? license : "none that is told";
      return { name, version, licence, isAllowed: isFree(licence), neededBy: [...neededBy].sort() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  function walk(from: string, neededBy: string): void {
    const manifest = read(from);
    // npm installs peers too, but for those that are optional.
    const peers = Object.entries(manifest.peerDependencies ?? {}).filter(
      ([name]) => manifest.peerDependenciesMeta?.[name]?.optional !== true,
    );
    const dependencies = { ...manifest.dependencies, ...Object.fromEntries(peers) };
    for (const name of Object.keys({ ...dependencies, ...manifest.optionalDependencies })) {
      if (names.has(name)) continue;
      const folder = installed(root, from, name);
      if (folder === undefined) {
        // What is optional may be for another machine.
        if (!(name in dependencies)) continue;
        throw new Error(`${name}, which ${neededBy} needs, is not installed; run: npm ci`);
      }
      const known = found.get(folder) ?? { folder, neededBy: new Set<string>() };
      if (known.neededBy.has(neededBy)) continue;
      known.neededBy.add(neededBy);
      found.set(folder, known);
      walk(folder, neededBy);
    }
  }
}

/** Whether an SPDX expression lets everybody use it: one side of OR will do, both of AND have to. */
export function isFree(licence: string): boolean {
  const text = licence.trim().replace(/^\((.*)\)$/, "$1");
  if (text.includes("(")) return false;
  return text
    .split(/ OR /)
    .some((side) => side.split(/ AND /).every((each) => allowed.has(each.trim())));
}

/** Where Node finds a package from a folder. */
function installed(root: string, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return candidate;
    if (folder === root || folder === path.dirname(folder)) return undefined;
  }
}

function read(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}
