/**
 * `npm run pack:check`: packs every published package and looks at what each tarball holds; installs
 * the tarballs into an empty folder outside the workspaces, and uses them as a stranger would: `import`,
 * `require`, `tsc --strict` under nodenext and bundler on the README's snippets, the sandbox's command,
 * and the size of one vendor. With `--json` it prints one document instead of lines.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { collectSnippets } from "../docs/snippets.js";
import { findVendors, packageName } from "../generate/vendors.js";
import { unwritten } from "../specs/add/placeholder.js";
import { problemsOf } from "./problems.js";
import { entriesOf, packWorkspaces, publishedPackages, type Tarball } from "./tarballs.js";

const root = process.cwd();
const largestVendorBytes = 1_000_000;
const directory = mkdtempSync(path.join(tmpdir(), "billkit-pack-"));
const json = process.argv.includes("--json");
const checks: { what: string; ok: boolean; detail?: string }[] = [];

try {
  const folders = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
  const tarballs = packWorkspaces(root, publishedPackages(root, folders), directory);
  const all = install("all", tarballs);
  for (const tarball of tarballs) {
    for (const [what, problems] of await problemsOf(root, all, tarball)) {
      report(problems.length === 0, `${tarball.name}: ${what}`, problems.join("\n"));
    }
  }
  for (const entry of entriesOf(root, folders)) usableBothWays(all, entry);
  compiles(all, "NodeNext", "NodeNext");
  compiles(all, "ESNext", "Bundler");
  commandAnswers(all);
  for (const vendor of findVendors(root)) {
    smallEnough(packageName(root, vendor), tarballs);
    const left = await unwritten(root, vendor);
    report(left.length === 0, `every text of ${vendor} has been written`, left.join("\n"));
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
const isRight = checks.every(({ ok }) => ok);
if (json) process.stdout.write(`${JSON.stringify({ ok: isRight, checks }, null, 2)}\n`);
process.exitCode = isRight ? 0 : 1;

function install(name: string, tarballs: readonly Tarball[]): string {
  const folder = path.join(directory, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), '{ "name": "stranger", "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", ...tarballs.map(({ file }) => file)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return folder;
}

function usableBothWays(folder: string, name: string): void {
  const names = "Object.keys(m).sort().join()";
  const imported = node(folder, [
    "--input-type=module",
    "-e",
    `import * as m from "${name}"; console.log(${names})`,
  ]);
  const required = node(folder, [
    "--input-type=commonjs",
    "-e",
    `const m = require("${name}"); console.log(${names})`,
  ]);
  const exported = (text: string): string =>
    text
      .trim()
      .split(",")
      .filter((key) => !["default", "module.exports", "__esModule"].includes(key))
      .join();
  const same = imported.ok && required.ok && exported(imported.text) === exported(required.text);
  report(
    same && exported(imported.text) !== "",
    `import and require ${name}`,
    imported.text + required.text,
  );
}

function compiles(folder: string, module: string, moduleResolution: string): void {
  const src = path.join(folder, `src-${moduleResolution}`);
  mkdirSync(src);
  writeFileSync(path.join(src, "package.json"), '{ "type": "module" }\n');
  // What imports other libraries needs more than what is installed here.
  const foreign = /from "(?!@?billkit[/"]|node:)/;
  const snippets = collectSnippets(root).filter(
    ({ code, kind, place }) =>
      kind === "program" && place.includes("README.md") && !foreign.test(code),
  );
  const files = snippets.map(({ code }, index) => {
    const file = path.join(src, `snippet-${index}.ts`);
    writeFileSync(file, `${code}\nexport {};\n`);
    return file;
  });
  const tsc = path.join(root, "node_modules/.bin/tsc");
  const args = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "false",
    "--target",
    "ES2022",
    "--module",
    module,
    "--moduleResolution",
    moduleResolution,
    "--typeRoots",
    path.join(root, "node_modules/@types"),
    "--types",
    "node",
    ...files,
  ];
  const { status, stdout } = spawnSync(tsc, args, { cwd: src, encoding: "utf8" });
  report(
    status === 0 && files.length > 0,
    `tsc --strict under ${moduleResolution} on ${files.length} snippets`,
    stdout,
  );
}

function commandAnswers(folder: string): void {
  const { status, stdout, stderr } = spawnSync(
    path.join(folder, "node_modules/.bin/billkit-sandbox"),
    ["--help"],
    { encoding: "utf8" },
  );
  report(status === 0 && stdout.includes("--port"), "billkit-sandbox --help", stderr);
}

/** A vendor's package with what npm installs for it. */
function smallEnough(vendor: string, tarballs: readonly Tarball[]): void {
  const needed = tarballs.filter(({ name }) => name === vendor || name === "@billkit/core");
  const folder = install(vendor.replace(/\W+/g, "-"), needed);
  const bytes = bytesOf(path.join(folder, "node_modules"));
  const [size, largest] = [bytes, largestVendorBytes].map((each) => Math.round(each / 1000));
  report(
    bytes <= largestVendorBytes,
    `${vendor} installed with what it needs: ${size} kB of at most ${largest} kB`,
    "look at what the tarballs hold, and at what they depend on",
  );
}

function bytesOf(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(entry).reduce((sum, name) => sum + bytesOf(path.join(entry, name)), 0);
}

function node(folder: string, args: readonly string[]): { ok: boolean; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
  });
  return { ok: status === 0, text: stdout + stderr };
}

function report(ok: boolean, what: string, detail: string): void {
  checks.push({ what, ok, ...(ok ? {} : { detail: detail.trim() }) });
  if (json) return;
  process.stdout.write(`${ok ? "ok  " : "FAIL"}  ${what}\n`);
  if (!ok) process.stdout.write(`${detail.trim()}\n`);
}
