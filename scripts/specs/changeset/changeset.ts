import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { objectAt, textAt } from "../../common/json.js";
import type { BuiltVendor } from "../build.js";
import type { Level } from "../rate/level.js";
import { rate, type Rating } from "../judge/judge.js";
import { renderMarkdown } from "../rate/render.js";
import { readIfThere } from "../../common/write.js";
import { movedPackages } from "./packages.js";
import { readReleased } from "./released.js";

/** The changeset of a vendor's next release. */
export type Release = Awaited<ReturnType<typeof releaseOf>>;

/**
 * The changeset of a vendor: the difference between the released contract and the new one. There is one
 * per vendor, named after the contract: a later sync replaces it, or removes it if the change is undone.
 * If this contract already has one, it stays as people edited it.
 */
export async function releaseOf(
  root: string,
  { name, contract, files }: Pick<BuiltVendor, "name" | "contract" | "files">,
) {
  const released = await readReleased(root, name);
  const text = files.get("openapi.yaml") ?? "";
  const rating =
    released === undefined || released.text === text
      ? undefined
      : await rate(released.contract, contract);
  const level: Level = rating?.diff.level ?? "none";
  const file = level === "none" ? undefined : `.changeset/${name}-${shortHash(text)}.md`;
  const changes = new Map<string, string | undefined>(
    (await pendingChangesets(root, name))
      .filter((other) => other !== file)
      .map((other) => [other, undefined]),
  );
  if (file !== undefined && rating && level !== "none") {
    const packages = await movedPackages(root, name, level);
    const present = await readIfThere(join(root, file));
    changes.set(file, present ?? changesetText(packages, contract, rating));
  }
  return {
    /** Undefined if the contract is the released one, or none was released. */
    rating,
    isReleased: released !== undefined,
    /** The changeset, from the root. */
    file,
    /** The files to write, by path from the root; undefined: to remove. */
    files: changes,
  };
}

/** A line for each changeset of a vendor that is missing or out of date. */
export async function changesetProblems(
  root: string,
  built: Parameters<typeof releaseOf>[1],
): Promise<string[]> {
  const { files } = await releaseOf(root, built);
  const lines: string[] = [];
  for (const [file, text] of files) {
    if (text === undefined) lines.push(`${file}: describes a contract that has changed since`);
    else if ((await readIfThere(join(root, file))) === undefined)
      lines.push(`${file}: is missing: the contract differs from the released one`);
  }
  return lines;
}

/** The changesets that sync wrote for a vendor since its last release. */
async function pendingChangesets(root: string, vendor: string): Promise<string[]> {
  const names = await readdir(join(root, ".changeset")).catch((): string[] => []);
  const mine = new RegExp(`^${vendor}-[0-9a-f]{12}\\.md$`);
  return names.filter((name) => mine.test(name)).map((name) => `.changeset/${name}`);
}

function changesetText(
  packages: ReadonlyMap<string, string>,
  contract: BuiltVendor["contract"],
  { diff }: Rating,
): string {
  const title = textAt(objectAt(contract, "info"), "title");
  const lines = [...packages].map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  return `---\n${lines.join("\n")}\n---\n\n${title}: ${summaries[diff.level]}\n\n${renderMarkdown(diff)}`;
}

const summaries: Readonly<Record<Level, string>> = {
  none: "nothing changed.",
  patch: "the contract changed, but nothing that your code sees.",
  minor: "additions; existing code keeps working.",
  major: "breaking changes; existing code may need an update.",
};

/** Identifies a contract by its content. */
function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
