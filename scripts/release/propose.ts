import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireCleanTree } from "../drift/clean-tree.js";
import type { Run } from "../drift/propose.js";
import { changelogOf } from "./changelog.js";
import { readWorkspaces, type Workspace } from "./workspaces.js";

export interface Setting {
  /** The repository: a clean checkout of the branch that is released from. */
  readonly root: string;
  readonly base: string;
  readonly run: Run;
  /** Whether a version is at the registry. */
  readonly isPublished: (name: string, version: string) => boolean;
  readonly say: (line: string) => void;
}

/** There is one at a time, which follows what is merged. */
const branch = "release/next";
/** What changesets, released.yaml and the lock file are. */
const WRITTEN = [".changeset", "packages", "scripts", "examples", "specs", "package-lock.json"];

/** What looks at a pull request. */
const CHECKS = ["ci.yml", "matrix.yml", "release-dry.yml"];

/**
 * With changesets on the branch: uses them up, and opens or renews the pull request that says what the
 * next release brings. Without: tells which versions nobody has published yet, as after its merge.
 * @returns `name@version` of each package that is to be published now
 */
export async function proposeRelease(setting: Setting): Promise<string[]> {
  const { root, isPublished, say } = setting;
  if ((await pendingChangesets(root)).length > 0) {
    await propose(setting);
    return [];
  }
  const next = readWorkspaces(root)
    .filter(({ name, version }) => !isPublished(name, version))
    .map(({ name, version }) => `${name}@${version}`);
  say(next.length === 0 ? "nothing to release" : `to be published: ${next.join(", ")}`);
  return next;
}

async function pendingChangesets(root: string): Promise<string[]> {
  const names = await readdir(path.join(root, ".changeset"));
  return names.filter((name) => name.endsWith(".md") && name !== "README.md");
}

async function propose({ root, base, run, say }: Setting): Promise<void> {
  await requireCleanTree(run);
  const before = readWorkspaces(root);
  await run("npm", ["run", "--silent", "release:version"]);
  const moved = readWorkspaces(root).filter(
    ({ name, version }) => before.find((old) => old.name === name)?.version !== version,
  );
  const title = `Release ${moved.map(({ name, version }) => `${name} ${version}`).join(", ")}`;
  await run("git", ["switch", "--force-create", branch]);
  await run("git", ["add", "--", ...WRITTEN]);
  await run("git", [
    ...["-c", "user.name=github-actions[bot]"],
    ...["-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com"],
    ...["commit", "--quiet", "--message", title],
  ]);
  // The branch is nobody's work: what is on it follows from what is merged.
  await run("git", ["push", "--force", "origin", `HEAD:refs/heads/${branch}`]);
  const folder = await mkdtemp(path.join(tmpdir(), "billkit-release-"));
  try {
    const body = path.join(folder, "page.md");
    await writeFile(body, pageOf(root, moved));
    const open = ["--head", branch, "--state", "open", "--json", "number", "--jq", ".[0].number"];
    const number = (await run("gh", ["pr", "list", ...open])).trim();
    const text = ["--title", title, "--body-file", body];
    const told = await run(
      "gh",
      number === ""
        ? ["pr", "create", "--base", base, "--head", branch, ...text]
        : ["pr", "edit", number, ...text],
    );
    say(told.trim());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  // What a workflow's own token pushes starts no other workflow; this does.
  for (const workflow of CHECKS) await run("gh", ["workflow", "run", workflow, "--ref", branch]);
}

/** What each changelog gets. */
function pageOf(root: string, moved: readonly Workspace[]): string {
  const parts = moved.map(
    ({ name, version, folder }) => `## ${name} ${version}\n\n${changelogOf(root, folder, version)}`,
  );
  return `Merging this publishes what follows.\n\n${parts.join("\n\n")}\n`;
}
