/**
 * `npm run pack:check [-- --json]`: packs every published package and looks at what each tarball holds; installs
 * the tarballs into an empty folder outside the workspaces, and uses them as a stranger would: `import`,
 * `require`, `tsc --strict` under nodenext and bundler on the README's snippets, the sandbox's command,
 * and the size of one vendor. Exit 1 if something is wrong.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { findVendors, packageName } from "../generate/vendors.js";
import { unwritten } from "../specs/add/placeholder.js";
import { usageError } from "../common/arguments.js";
import { type Check, problemsOf } from "./problems.js";
import { entriesOf, packWorkspaces, publishedPackages, type Tarball } from "./tarballs.js";
import { commandAnswers, compiles, usableBothWays } from "./use.js";

const root = process.cwd();
const largestVendorBytes = 1_000_000;
const checks: { what: string; ok: boolean; detail?: string }[] = [];

try {
  const json = readOptions();
  const directory = mkdtempSync(path.join(tmpdir(), "billkit-pack-"));
  try {
    await lookAt(directory, (check) => {
      report(check, json);
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const ok = checks.every((check) => check.ok);
  if (json) process.stdout.write(`${JSON.stringify({ ok, checks }, null, 2)}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`pack:check: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readOptions(): boolean {
  try {
    return parseArgs({ options: { json: { type: "boolean", default: false } } }).values.json;
  } catch (error) {
    throw usageError(error, "usage: npm run pack:check [-- --json]");
  }
}

async function lookAt(directory: string, tell: (check: Check) => void): Promise<void> {
  const folders = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
  const tarballs = packWorkspaces(root, publishedPackages(root, folders), directory);
  const all = install(path.join(directory, "all"), tarballs);
  for (const tarball of tarballs)
    for (const [what, problems] of await problemsOf(root, all, tarball))
      tell([`${tarball.name}: ${what}`, problems]);
  for (const entry of entriesOf(root, folders)) tell(usableBothWays(all, entry));
  tell(compiles(root, all, "nodenext"));
  tell(compiles(root, all, "bundler"));
  tell(commandAnswers(all));
  for (const vendor of findVendors(root)) {
    tell(smallEnough(path.join(directory, vendor), packageName(root, vendor), tarballs));
    tell([`every text of ${vendor} has been written`, await unwritten(root, vendor)]);
  }
}

function install(folder: string, tarballs: readonly Tarball[]): string {
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), '{ "name": "stranger", "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...tarballs.map(({ file }) => file)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return folder;
}

/** A vendor's package with what npm installs for it. */
function smallEnough(folder: string, vendor: string, tarballs: readonly Tarball[]): Check {
  const needed = tarballs.filter(({ name }) => name === vendor || name === "@billkit/core");
  const bytes = bytesOf(path.join(install(folder, needed), "node_modules"));
  const [size, largest] = [bytes, largestVendorBytes].map((each) => Math.round(each / 1000));
  return [
    `${vendor} installed with what it needs: ${size} kB of at most ${largest} kB`,
    bytes <= largestVendorBytes
      ? []
      : ["look at what the tarballs hold, and at what they depend on"],
  ];
}

function bytesOf(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(entry).reduce((sum, name) => sum + bytesOf(path.join(entry, name)), 0);
}

function report([what, problems]: Check, json: boolean): void {
  const ok = problems.length === 0;
  const detail = problems.join("\n").trim();
  checks.push({ what, ok, ...(ok ? {} : { detail }) });
  if (json) return;
  process.stdout.write(`${ok ? "ok  " : "FAIL"}  ${what}\n`);
  if (!ok) process.stdout.write(`${detail}\n`);
}
