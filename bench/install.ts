import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installLocked } from "../e2e/common/install.js";
import { packPackages } from "../e2e/common/pack.js";
import { run } from "../e2e/common/run.js";
import { clients, type Client, type Place } from "./clients.js";
import { packStock } from "./stock.js";

const folder = import.meta.dirname;

export interface Installation {
  readonly clients: readonly Client[];
  /** Folders with node_modules and programs/, by place. */
  readonly folders: ReadonlyMap<Place, string>;
  /** Bytes that `npm install` of one package leaves in an empty folder. */
  readonly installed: Readonly<Record<string, number>>;
}

/**
 * Installs all clients without install scripts: others' in the versions of bench/package-lock.json, ours
 * from tarballs.
 */
export async function installClients(root: string, work: string): Promise<Installation> {
  await installLocked(folder);
  const ours = await packPackages(root, work);
  const vendors = ["deepgram", "genesys-cloud"];
  const tarballs = vendors.map((vendor) => tarballOf(ours, `@billkit/${vendor}`));
  const core = tarballOf(ours, "@billkit/core");
  const stock: string[] = [];
  for (const vendor of vendors) stock.push(await packStock(root, work, vendor));
  const folders = new Map<Place, string>([
    ["bench", folder],
    ["stock", await installInto(work, "stock", stock)],
    ["billkit", await installInto(work, "billkit", [core, ...tarballs, undici()])],
  ]);
  const installed: Record<string, number> = {};
  for (const [index, tarball] of tarballs.entries()) {
    const vendor = vendors[index] ?? "";
    const place = await installInto(work, `installed-${vendor}`, [core, tarball]);
    installed[`@billkit/${vendor}`] = bytesOf(path.join(place, "node_modules"));
  }
  return { clients, folders, installed };
}

function tarballOf(tarballs: ReadonlyMap<string, string>, name: string): string {
  const file = tarballs.get(name);
  if (file === undefined) throw new Error(`npm pack made no tarball of ${name}`);
  return file;
}

/** undici in the version of bench/package.json. */
function undici(): string {
  const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  return `undici@${dependencies.undici ?? ""}`;
}

async function installInto(work: string, name: string, packages: readonly string[]) {
  const place = path.join(work, `place-${name}`);
  mkdirSync(place);
  cpSync(path.join(folder, "programs"), path.join(place, "programs"), { recursive: true });
  writeFileSync(path.join(place, "package.json"), '{ "private": true, "type": "module" }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", ...packages, ...flags], { cwd: place });
  return place;
}

function bytesOf(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(entry)
    .filter((name) => name !== ".package-lock.json")
    .reduce((sum, name) => sum + bytesOf(path.join(entry, name)), 0);
}
