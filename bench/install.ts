import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installLocked } from "../e2e/common/install.js";
import { packPackages } from "../e2e/common/pack.js";
import { runOrThrow as run } from "../scripts/common/run.js";
import type { Place } from "./clients.js";
import { packStock } from "./stock.js";

const folder = import.meta.dirname;

export interface Installation {
  /** Folders with node_modules and programs/. */
  readonly folders: Readonly<Record<Place, string>>;
  /** Bytes that `npm install` of one package leaves in an empty folder. */
  readonly installed: Readonly<Record<string, number>>;
}

/**
 * Installs all clients without install scripts: others' in the versions of bench/package-lock.json, ours
 * from tarballs.
 */
export async function installClients(root: string, work: string): Promise<Installation> {
  await installLocked(folder);
  const tarballs = await packPackages(root, work);
  const tarballOf = (name: string): string => {
    const file = tarballs.get(name);
    if (file === undefined) throw new Error(`npm pack made no tarball of ${name}`);
    return file;
  };
  const core = tarballOf("@billkit/core");
  const stock: string[] = [];
  const ours = [core, undici()];
  const installed: Record<string, number> = {};
  for (const vendor of ["deepgram", "genesys-cloud"]) {
    const name = `@billkit/${vendor}`;
    stock.push(await packStock(root, work, vendor));
    ours.push(tarballOf(name));
    const place = await installInto(work, `installed-${vendor}`, [core, tarballOf(name)]);
    installed[name] = bytesOf(path.join(place, "node_modules"));
  }
  const folders = {
    bench: folder,
    stock: await installInto(work, "stock", stock),
    billkit: await installInto(work, "billkit", ours),
  };
  return { folders, installed };
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
