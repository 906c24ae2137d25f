import { readFileSync } from "node:fs";
import path from "node:path";

/** What the checks read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly sideEffects?: unknown;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

/** Each file that a manifest names: what others load, and their declarations. */
export function namedFiles(manifest: unknown): string[] {
  if (typeof manifest === "string") {
    return manifest.startsWith("./") ? [path.posix.normalize(manifest)] : [];
  }
  if (typeof manifest !== "object" || manifest === null) return [];
  return [...new Set(Object.values(manifest).flatMap(namedFiles))].sort();
}
