import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Level, worst } from "../specs/diff/change.js";
import { type Drift, findDrift, moved, type Told } from "../specs/drift/drift.js";
import { renderPage } from "../specs/drift/page.js";
import { writeBuilt } from "../specs/sync.js";
import { requireCleanTree } from "./clean-tree.js";

/** Runs a program in the repository; what it prints goes to stderr. @throws {Error} when it fails */
export type Run = (program: string, args: readonly string[]) => Promise<string>;

export interface Setting {
  /** The repository: a clean checkout of the branch that the pull request is for. */
  readonly root: string;
  readonly base: string;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
  /** Read instead of where the vendors publish, by vendor. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
  readonly vendors: readonly string[];
  readonly run: Run;
  readonly say: (line: string) => void;
}

/** What sync, generate and changesets write. */
const WRITTEN = ["specs", "packages", ".changeset"];

/**
 * Looks for drift, and opens a pull request with contract, generated code and changeset, and the page
 * as its body. A branch is named after what it brings: a change that is already proposed is left to
 * whoever works on it. A branch without a pull request is what a run has left that was ended between
 * the two: it gets its own.
 * @returns the exit code: 1 when a vendor could not be told, else 0
 */
export async function proposeDrift(setting: Setting): Promise<number> {
  const { root, run, say } = setting;
  const drifts = await look(setting);
  for (const { name, problems } of drifts)
    for (const line of problems ?? []) say(`${name}: could not tell: ${line}`);
  const code = drifts.some(({ problems }) => problems !== undefined) ? 1 : 0;
  const news = moved(drifts);
  if (news.length === 0) {
    say("nothing to propose");
    return code;
  }
  const branch = `drift/${hashOf(news)}`;
  const isPushed = (await run("git", ["ls-remote", "--heads", "origin", branch])).trim() !== "";
  if (isPushed && (await pullRequestsOf(branch, run)) !== "") {
    say(`${branch} is already proposed`);
    return code;
  }
  const proposal = { branch, title: titleOf(news), page: await renderPage(root, drifts) };
  if (!isPushed) {
    await requireCleanTree(run);
    const built = news.map((each) => each.built);
    for (const line of await writeBuilt({ root }, built)) say(line);
    await run("npm", ["run", "--silent", "generate"]);
    await push(proposal, run);
  }
  await open(proposal, setting);
  return code;
}

/** What goes on the branch, and beside it. */
interface Proposal {
  readonly branch: string;
  readonly title: string;
  /** Markdown. */
  readonly page: string;
}

async function look({ from, ...setting }: Setting): Promise<Drift[]> {
  if (!from) return findDrift({ ...setting, from: [] });
  const drifts: Drift[] = [];
  for (const name of setting.vendors)
    drifts.push(...(await findDrift({ ...setting, vendors: [name], from: from[name] ?? [] })));
  return drifts;
}

/** The addresses of a branch's pull requests, closed ones too: those have been decided. */
async function pullRequestsOf(branch: string, run: Run): Promise<string> {
  const fields = ["--json", "url", "--jq", ".[].url"];
  return (await run("gh", ["pr", "list", "--head", branch, "--state", "all", ...fields])).trim();
}

async function push({ branch, title }: Proposal, run: Run): Promise<void> {
  await run("git", ["switch", "--create", branch]);
  await run("git", ["add", "--", ...WRITTEN]);
  await run("git", [
    ...["-c", "user.name=github-actions[bot]"],
    ...["-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com"],
    ...["commit", "--quiet", "--message", title],
  ]);
  await run("git", ["push", "origin", `HEAD:refs/heads/${branch}`]);
}

async function open(
  { branch, title, page }: Proposal,
  { run, base, say }: Pick<Setting, "run" | "base" | "say">,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "billkit-drift-"));
  try {
    const body = join(folder, "page.md");
    await writeFile(body, page);
    const address = await run("gh", [
      ...["pr", "create", "--base", base, "--head", branch],
      ...["--title", title, "--body-file", body],
    ]);
    say(address.trim());
    // What a workflow's own token pushes starts no other workflow; this does.
    await run("gh", ["workflow", "run", "ci.yml", "--ref", branch]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function titleOf(drifts: readonly Told[]): string {
  const levels = drifts.map(({ rating }): Level => rating?.level ?? "none");
  const names = drifts.map(({ name }) => name).join(" and ");
  return `Follow the new description of ${names} (${worst(levels)})`;
}

/** Of the contracts that a change leads to: the same change has the same branch. */
function hashOf(drifts: readonly Told[]): string {
  const hash = createHash("sha256");
  for (const { name, built } of drifts)
    hash.update(`${name}\0${built.files.get("openapi.yaml") ?? ""}\0`);
  return hash.digest("hex").slice(0, 12);
}
