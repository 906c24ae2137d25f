import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type Json, parseJson } from "../common/json.js";
import { UserError } from "../common/user-error.js";
import { type ChangedDrift, type Drift, failed, findDrift, isDraft } from "../specs/drift/drift.js";
import { renderPage } from "../specs/drift/page.js";
import { writeBuilt } from "../specs/sync.js";

/** Runs a program in the repository and returns its stdout. @throws {Error} if it fails */
export type Run = (program: string, args: readonly string[]) => Promise<string>;

export interface ProposeOptions {
  /** The repository: a clean checkout. */
  readonly root: string;
  /** The folder for `<vendor>/change.patch` and `<vendor>/page.md`. */
  readonly out: string;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
  /** Read instead of where the vendors publish, by vendor; then only these vendors. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  readonly run: Run;
  readonly log: (line: string) => void;
}

/** What sync, generate and changesets write. */
const WRITTEN = ["specs", "packages", ".changeset", "docs/vendors.md", "docs/credentials.md"];

/**
 * Reads every vendor's description. Where one changed, syncs and generates, and writes the change
 * as a patch and a page; the checkout is clean again afterwards. A vendor that fails gets a page
 * alone, and the others are still read.
 * @throws {UserError} if the checkout has changes that aren't committed
 */
export async function proposeDrift(options: ProposeOptions) {
  const status = await options.run("git", ["status", "--porcelain"]);
  const files = status.split("\n").flatMap((line) => line.slice(3) || []);
  if (files.length > 0)
    throw new UserError(`commit or remove these files first: ${files.join(", ")}`);
  const changed: { vendor: string; draft: boolean }[] = [];
  const broken: string[] = [];
  for (const drift of await findDrifts(options)) {
    const { name } = drift;
    if (drift.kind === "unchanged") continue;
    const failure =
      drift.kind === "failed" ? drift : await prepare(drift, options).catch(failed(name));
    if (failure) {
      broken.push(name);
      for (const line of failure.problems) options.log(`${name}: failed: ${line}`);
      await save(options, name, { "page.md": await renderPage(options.root, [failure]) });
    } else if (drift.kind === "changed") {
      changed.push({ vendor: name, draft: isDraft(drift) });
      options.log(`${name}: ${drift.rating?.diff.level ?? "none"}, patch and page written`);
    }
  }
  return { changed, failed: broken };
}

async function findDrifts({ from, ...options }: ProposeOptions): Promise<Drift[]> {
  if (!from) return findDrift({ ...options, vendors: [], from: [] });
  const drifts: Drift[] = [];
  for (const [name, places] of Object.entries(from))
    drifts.push(...(await findDrift({ ...options, vendors: [name], from: places })));
  return drifts;
}

/** Makes the change in the checkout, saves it with its page, and takes it back. */
async function prepare(drift: ChangedDrift, options: ProposeOptions): Promise<undefined> {
  const { root, run } = options;
  const { name } = drift;
  const before = await packedBytes(name, run);
  try {
    await writeBuilt({ root }, [drift.built]);
    await run("npm", ["run", "--silent", "generate"]);
    const after = await packedBytes(name, run);
    await run("git", ["add", "--all", "--", ...WRITTEN]);
    const diff = ["diff", "--cached", "--no-color", "--no-ext-diff"];
    const docsDiff = await run("git", [...diff, "--", `packages/${name}/docs`]);
    const effects = { packedBytes: { before, after }, docsDiff };
    await save(options, name, {
      "change.patch": await run("git", [...diff, "--binary", "--full-index"]),
      "page.md": await renderPage(root, [drift], effects),
    });
  } finally {
    await run("git", ["reset", "--quiet", "HEAD", "--", ...WRITTEN]);
    await run("git", ["checkout", "--quiet", "HEAD", "--", ...WRITTEN]);
    await run("git", ["clean", "--quiet", "--force", "-d", "--", ...WRITTEN]);
  }
  return undefined;
}

async function save(
  { out }: ProposeOptions,
  vendor: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = join(out, vendor);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** The size of the package's tarball; undefined if it doesn't build, which CI shows. */
async function packedBytes(vendor: string, run: Run): Promise<number | undefined> {
  const workspace = `packages/${vendor}`;
  try {
    await run("npx", ["turbo", "run", "build", `--filter=./${workspace}`]);
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--workspace", workspace];
    const packed: Json | undefined = parseJson(await run("npm", args));
    const [first] = Array.isArray(packed) ? packed : [];
    return isObject(first) && typeof first.size === "number" ? first.size : undefined;
  } catch {
    return undefined;
  }
}
