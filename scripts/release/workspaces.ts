import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A package of this repository that is published. */
export interface Workspace {
  /** From the root: `packages/core`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** What it needs of the others, by name. */
  readonly needs: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The published packages, each after what it needs: in this order nobody meets one half there. */
export function readWorkspaces(root: string): Workspace[] {
  const all = foldersOf(root)
    .filter((folder) => folder.startsWith("packages/"))
    .map((folder) => ({ folder, manifest: readManifest(root, folder) }))
    .filter(({ manifest }) => manifest.private !== true);
  const names = new Set(all.map(({ manifest }) => manifest.name));
  const left = all.map(({ folder, manifest }): Workspace => {
    const { name = "", version = "" } = manifest;
    const needs = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
    const ours = needs.filter(([other]) => names.has(other));
    return { folder, name, version, needs: Object.fromEntries(ours) };
  });
  const sorted: Workspace[] = [];
  while (left.length > 0) {
    const isReady = ({ needs }: Workspace): boolean =>
      Object.keys(needs).every((name) => sorted.some((other) => other.name === name));
    const [next] = left.splice(Math.max(0, left.findIndex(isReady)), 1);
    if (next) sorted.push(next);
  }
  return sorted;
}

/**
 * Every package, published or not, names the others by exactly the version that they have here: what
 * is published together was tested together. The lock file says the same.
 * @returns a line for each range that does not
 */
export function rangeProblems(root: string): string[] {
  const versions = new Map(readWorkspaces(root).map(({ name, version }) => [name, version]));
  const problems: string[] = [];
  const hold = (file: string, given: Readonly<Record<string, string>> = {}): void => {
    for (const [name, range] of Object.entries(given)) {
      const version = versions.get(name);
      if (version !== undefined && range !== version)
        problems.push(`${file}: asks for ${name} ${range}, which is ${version} here`);
    }
  };
  const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, Manifest>>;
  };
  for (const folder of foldersOf(root)) {
    const manifest = readManifest(root, folder);
    const locked = lock.packages[folder];
    for (const [file, { dependencies, devDependencies, peerDependencies }] of [
      [`${folder}/package.json`, manifest],
      [`package-lock.json, ${folder}`, locked ?? {}],
    ] as const)
      hold(file, { ...devDependencies, ...peerDependencies, ...dependencies });
    if (locked?.version !== manifest.version)
      problems.push(
        `package-lock.json: ${folder} is ${locked?.version ?? "missing"}, and ${manifest.version ?? "nothing"} in its package.json`,
      );
  }
  return problems;
}

/** The folders of all npm workspaces. */
function foldersOf(root: string): string[] {
  const packages = readdirSync(path.join(root, "packages")).sort();
  return [...packages.map((name) => `packages/${name}`), "scripts", "examples"].filter((folder) =>
    existsSync(path.join(root, folder, "package.json")),
  );
}

function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest;
}
