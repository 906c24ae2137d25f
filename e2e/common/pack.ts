import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runOrThrow as run } from "../../scripts/common/run.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
}

/** The packages that are published, by folder. */
export function publishedPackages(root: string): Manifest[] {
  return readdirSync(path.join(root, "packages"))
    .map((name) => path.join(root, "packages", name, "package.json"))
    .map((file) => JSON.parse(readFileSync(file, "utf8")) as Manifest)
    .filter((manifest) => manifest.private !== true);
}

/**
 * Packs every published package, which must be built.
 * @returns tarball by package name
 */
export async function packPackages(root: string, target: string): Promise<Map<string, string>> {
  const names = publishedPackages(root).map(({ name }) => name);
  const workspaces = names.flatMap((name) => ["-w", name]);
  const flags = ["--ignore-scripts", "--loglevel=error", "--pack-destination", target];
  await run("npm", ["pack", ...flags, ...workspaces], { cwd: root });
  return new Map(
    publishedPackages(root).map(({ name, version }) => {
      const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
      return [name, path.join(target, file)];
    }),
  );
}
