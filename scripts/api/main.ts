/**
 * `npm run api [-- --check]`: what each entry of the published, built packages lets its users name, in
 * packages/<name>/api. With `--check` nothing is written, each page that differs is named, exit 1.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { entriesOf } from "../build/entries.js";
import { changeOf } from "./change.js";
import { surfaceOf } from "./surface.js";

interface Page {
  /** From the root. */
  readonly file: string;
  readonly now: string | undefined;
  readonly then: string | undefined;
}

const root = path.resolve(import.meta.dirname, "../..");

try {
  const { check = false, json = false } = parseArgs({
    options: { check: { type: "boolean" }, json: { type: "boolean" } },
  }).values;
  process.exitCode = run(check, json);
} catch (error) {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  process.stderr.write(`api: ${first}\n`);
  process.exitCode = 1;
}

function run(check: boolean, json: boolean): number {
  const { pages, problems } = readAll();
  const differs = pages.filter(({ now, then }) => now !== then);
  const ok = problems.length === 0 && (!check || differs.length === 0);
  if (!check && problems.length === 0) differs.forEach(put);
  if (json) {
    const files = differs.map((page) => ({ file: page.file, ...changeOf(page) }));
    process.stdout.write(
      `${JSON.stringify({ ok, pages: pages.length, differs: files, problems })}\n`,
    );
    return ok ? 0 : 1;
  }
  for (const problem of problems) process.stderr.write(`api: ${problem}\n`);
  for (const page of differs) {
    const { gone, come } = changeOf(page);
    process.stdout.write(`${page.file} ${check || problems.length > 0 ? "differs" : "written"}\n`);
    for (const line of gone) process.stdout.write(`  - ${line}\n`);
    for (const line of come) process.stdout.write(`  + ${line}\n`);
  }
  process.stdout.write(`${pages.length} pages, ${differs.length || "none"} of them changed\n`);
  if (check && differs.length > 0) {
    process.stderr.write(
      "api: what users can name has changed; look at it, then run: npm run api\n",
    );
  }
  return ok ? 0 : 1;
}

/** What there is and what ought to be, of every package that is published. */
function readAll(): { pages: Page[]; problems: string[] } {
  const scratch = mkdtempSync(path.join(tmpdir(), "billkit-api-"));
  try {
    const pages: Page[] = [];
    const problems: string[] = [];
    for (const name of readdirSync(path.join(root, "packages")).sort()) {
      const folder = path.join(root, "packages", name);
      const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
        private?: boolean;
        exports?: unknown;
      };
      if (manifest.private === true) continue;
      const old = new Map(
        readPages(path.join(folder, "api")).map((file) => [
          file,
          readFileSync(path.join(folder, "api", file), "utf8"),
        ]),
      );
      // Commands are not for import.
      for (const entry of entriesOf({ exports: manifest.exports })) {
        const { report, problems: found } = surfaceOf(folder, entry, scratch);
        problems.push(...found.map((each) => `packages/${name}: ${each}`));
        const file = `${entry}.api.md`;
        pages.push({ file: `packages/${name}/api/${file}`, now: report, then: old.get(file) });
        old.delete(file);
      }
      for (const [file, then] of old) {
        pages.push({ file: `packages/${name}/api/${file}`, now: undefined, then });
      }
    }
    return { pages, problems };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readPages(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".api.md"));
  } catch {
    return [];
  }
}

function put({ file, now }: Page): void {
  const target = path.join(root, file);
  if (now === undefined) {
    rmSync(target);
    return;
  }
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, now);
}
