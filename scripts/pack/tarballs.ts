import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A package as it would be published. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
  /** Paths inside the tarball, without the leading `package/`. */
  readonly files: readonly string[];
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the given workspaces, which must be built, into `directory`. */
export function packWorkspaces(
  root: string,
  workspaces: readonly string[],
  directory: string,
): Tarball[] {
  const output = execFileSync(
    "npm",
    [
      "pack",
      "--json",
      "--pack-destination",
      directory,
      ...workspaces.flatMap((name) => ["-w", name]),
    ],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const parsed = JSON.parse(output) as Packed[] | Record<string, Packed>;
  return Object.values(parsed).map(({ name, filename, files }) => ({
    name,
    file: path.join(directory, path.basename(filename)),
    files: files.map((file) => file.path),
  }));
}

/** The names of the packages that are published: every workspace that is not private. */
export function publishedPackages(root: string, folders: readonly string[]): string[] {
  return published(root, folders).map((manifest) => manifest.name);
}

/** What can be imported of them: `billkit`, `billkit/pacing`. */
export function entriesOf(root: string, folders: readonly string[]): string[] {
  return published(root, folders).flatMap(({ name, exports = { ".": "" } }) =>
    Object.keys(exports)
      .filter((entry) => entry !== "./package.json")
      .map((entry) => name + entry.slice(1)),
  );
}

function published(root: string, folders: readonly string[]): Manifest[] {
  return folders
    .map(
      (folder) =>
        JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")) as Manifest,
    )
    .filter((manifest) => manifest.private !== true);
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly private?: boolean;
}
