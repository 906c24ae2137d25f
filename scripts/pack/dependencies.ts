import { builtinModules } from "node:module";
import { namedFiles, readManifest } from "./manifest.js";
import { walk } from "./walk.js";

/**
 * What the packages that users ship may depend on, by name: the vendors' on the core, the facade on
 * both, and only the core on anything that is not ours.
 * @param vendors names of the vendors' packages
 */
export function allowedDependencies(
  vendors: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const core = "@billkit/core";
  return new Map([
    [core, ["openapi-fetch"]],
    ...vendors.map((vendor): [string, string[]] => [vendor, [core]]),
    ["billkit", [core, ...vendors]],
  ]);
}

/**
 * What a package declares and imports beyond what it may.
 * @param allowed undefined for a package that runs in Node alone, and may declare what it likes
 */
export function dependencyProblems(
  folder: string,
  files: readonly string[],
  allowed: readonly string[] | undefined,
): string[] {
  const manifest = readManifest(folder);
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest;
  const declared = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
  const entries = namedFiles(manifest).filter((file) => files.includes(file));
  const { foreign } = walk(folder, files, entries);
  const used = new Set([...foreign.keys()].map(packageOf));
  return [
    ...declared
      .filter((name) => allowed?.includes(name) === false)
      .map((name) => `it may not depend on ${name}`),
    ...declared.filter((name) => !used.has(name)).map((name) => `nothing imports ${name}`),
    ...[...foreign]
      .filter(([specifier]) => !isThere(specifier, declared, allowed !== undefined))
      .map(([specifier, file]) => `${file} imports ${specifier}, which is no dependency`),
  ];
}

function isThere(specifier: string, declared: readonly string[], isWeb: boolean): boolean {
  const isBuiltin = specifier.startsWith("node:") || builtinModules.includes(specifier);
  return declared.includes(packageOf(specifier)) || (isBuiltin && !isWeb);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
