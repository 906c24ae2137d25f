import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../scripts/generate/tools/run.js";
import { pinned } from "./machine.js";
import type { Subject } from "./subjects.js";

/** A client installed in a folder of its own, as a user would have it. */
export interface Installed {
  readonly subject: Subject;
  readonly folder: string;
  /** Of all files under node_modules. */
  readonly bytes: number;
  readonly packages: number;
}

interface Lock {
  packages: Record<string, object>;
}

/**
 * Installs what a client needs into an empty folder, in the versions of bench/package-lock.json and
 * without install scripts, and puts the programs beside it.
 *
 * @param tarballs by package name: what comes from this repository
 * @throws {Error} with npm's own lines
 */
export async function install(
  root: string,
  work: string,
  subject: Subject,
  tarballs: ReadonlyMap<string, string>,
): Promise<Installed> {
  const folder = path.join(work, `${subject.group}-${subject.kind}`);
  mkdirSync(folder);
  const versions = pinned(root);
  const dependencies = Object.fromEntries(
    subject.packages.map((name) => [name, sourceOf(name, tarballs, versions)]),
  );
  const manifest = { name: "stranger", version: "0.0.0", private: true, type: "module" };
  write(folder, "package.json", { ...manifest, dependencies });
  cpSync(path.join(root, "bench/programs"), folder, { recursive: true });
  writeFileSync(path.join(folder, "entry.mjs"), `${subject.client ?? ""}\n`);
  if (subject.packages.length === 0) return { subject, folder, bytes: 0, packages: 0 };
  // npm takes the versions of what is needed from the lock, and leaves out the rest of it.
  const lock = JSON.parse(readFileSync(path.join(root, "bench/package-lock.json"), "utf8")) as Lock;
  lock.packages[""] = { name: manifest.name, version: manifest.version, dependencies };
  write(folder, "package-lock.json", { ...lock, ...manifest });
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await run("npm", args, { cwd: folder });
  if (code !== 0) throw new Error(`${subject.label} cannot be installed: ${output.trim()}`);
  const modules = path.join(folder, "node_modules");
  const { packages } = JSON.parse(
    readFileSync(path.join(modules, ".package-lock.json"), "utf8"),
  ) as Lock;
  return { subject, folder, bytes: bytesOf(modules), packages: Object.keys(packages).length };
}

function sourceOf(
  name: string,
  tarballs: ReadonlyMap<string, string>,
  versions: Readonly<Record<string, string>>,
): string {
  const tarball = tarballs.get(name);
  const source = tarball === undefined ? versions[name] : `file:${tarball}`;
  if (source === undefined) throw new Error(`${name} is not in bench/package.json`);
  return source;
}

/** npm's own list of what it has installed is left out. */
function bytesOf(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(entry)
    .filter((name) => name !== ".package-lock.json")
    .reduce((sum, name) => sum + bytesOf(path.join(entry, name)), 0);
}

function write(folder: string, file: string, json: object): void {
  writeFileSync(path.join(folder, file), `${JSON.stringify(json, null, 2)}\n`);
}
