import type { Plugin } from "esbuild";
import path from "node:path";
import { bundle } from "./bundle.js";
import type { Entry, Role } from "./entries.js";

/** What is installed beside Billkit's own packages, and nothing more. */
const OUTSIDE = ["openapi-fetch"];

const MAY_IMPORT: Readonly<Record<Role, readonly Role[]>> = {
  core: [],
  vendor: ["core"],
  facade: ["core", "vendor"],
};

/** What only some entries may keep: modules of core, by what they are for. */
const APART = [
  {
    what: "the poller",
    modules: /\/core\/src\/poll(er|-schedule|-delay)\.ts$/,
    isFor: (entry: string) => ["@billkit/core", "billkit", "billkit/genesys-cloud"].includes(entry),
  },
  {
    what: "pacing",
    modules: /\/core\/src\/(pacing|layers\/(pace|pacing|learned-limit))\.ts$/,
    isFor: (entry: string) => entry.endsWith("/pacing"),
  },
] as const;

/** What an import of one entry reaches. */
export interface Reach {
  readonly entry: string;
  /** The packages whose published files are read, its own left out. */
  readonly packages: readonly string[];
  /** The source modules of which a bundle keeps something. */
  readonly modules: readonly string[];
  /** What it reaches and must not. */
  readonly problems: readonly string[];
}

/** What an import of this entry reaches, published and in source, and what of that is wrong. */
export async function reach(root: string, entry: Entry, entries: readonly Entry[]): Promise<Reach> {
  const contents = `export * from "${entry.name}"`;
  const published = await bundle(contents, root, [toEntries(root, entries, "built")]);
  const source = await bundle(contents, root, [toEntries(root, entries, "source")]);
  const packages = new Set(published.read.map((file) => packageOf(file, entries)));
  packages.delete(entry.package);
  const found = [...packages].sort();
  return {
    entry: entry.name,
    packages: found,
    modules: source.kept,
    problems: [
      ...found.filter((name) => !mayImport(entry, name, entries)).map((name) => `imports ${name}`),
      ...APART.flatMap(({ what, modules, isFor }) => {
        const kept = source.kept.filter((file) => modules.test(`/${file}`));
        return kept.length > 0 && !isFor(entry.name) ? [`keeps ${what}: ${kept.join(", ")}`] : [];
      }),
      ...foreignVendors(entry, source.kept, entries),
    ],
  };
}

function mayImport(entry: Entry, name: string, entries: readonly Entry[]): boolean {
  const other = entries.find((each) => each.package === name);
  if (other === undefined) return OUTSIDE.includes(name);
  return MAY_IMPORT[entry.role].includes(other.role);
}

/** An entry that is named after a vendor keeps nothing of another one. */
function foreignVendors(
  entry: Entry,
  kept: readonly string[],
  entries: readonly Entry[],
): string[] {
  const folders = entries
    .filter(({ role, name, package: own }) => role === "vendor" && name === own)
    .map(({ source }) => source.split("/").slice(0, 2).join("/"));
  const own = folders.find(
    (folder) => entry.source.startsWith(`${folder}/`) || entry.name.endsWith(folder.slice(8)),
  );
  if (own === undefined) return [];
  const others = kept.filter((file) =>
    folders.some((folder) => folder !== own && file.startsWith(`${folder}/`)),
  );
  return others.length > 0 ? [`keeps another vendor's ${others.join(", ")}`] : [];
}

/** The package that a file belongs to: one of the workspaces, or one of node_modules. */
function packageOf(file: string, entries: readonly Entry[]): string {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
  if (installed !== undefined) return installed;
  const folder = file.split("/").slice(0, 2).join("/");
  return entries.find(({ built }) => built.startsWith(`${folder}/`))?.package ?? file;
}

/** Imports of our packages are taken from this repository, built or as source. */
function toEntries(root: string, entries: readonly Entry[], as: "built" | "source"): Plugin {
  return {
    name: "entries",
    setup(build) {
      build.onResolve({ filter: /^@?[a-z]/ }, ({ path: name }) => {
        const entry = entries.find((each) => each.name === name);
        return entry && { path: path.join(root, entry[as]), sideEffects: false };
      });
      // As TypeScript does: sources name what they import as it is once built.
      build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path: name, resolveDir, importer }) =>
        importer.endsWith(".ts")
          ? { path: path.join(resolveDir, name.replace(/\.js$/, ".ts")), sideEffects: false }
          : undefined,
      );
    },
  };
}
