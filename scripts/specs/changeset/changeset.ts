import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isObject, listAt, parseJson, textAt } from "../../common/json.js";
import type { BuiltVendor } from "../build.js";
import type { Level } from "../rate/level.js";
import { rate, type Rating } from "../judge/judge.js";
import { renderMarkdown } from "../rate/render.js";
import { readIfThere } from "../../common/write.js";
import { movedPackages } from "./packages.js";
import { readReleased } from "./released.js";

/** What the next release of a vendor's package has to say. */
export interface Release {
  /** None when the contract is the released one, or none has been released. */
  readonly rating: Rating | undefined;
  /** The changeset, from the root. */
  readonly file: string | undefined;
  /** To be written; undefined: to be removed. By path from the root. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/**
 * The changeset of a vendor: the difference between the released contract and the one that has been
 * built. There is one a vendor, named after the contract, so that another sync replaces it and one
 * that takes the change back removes it. A changeset that is there for this contract is left as a
 * person may have edited it.
 */
export async function releaseOf(
  root: string,
  { name, contract, files }: Pick<BuiltVendor, "name" | "contract" | "files">,
): Promise<Release> {
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
  return { rating, file, files: changes };
}

/** What stands in .changeset/ for a vendor and should not, or should and does not; a line each. */
export async function changesetProblems(
  root: string,
  built: Parameters<typeof releaseOf>[1],
): Promise<string[]> {
  const { files } = await releaseOf(root, built);
  const lines: string[] = [];
  for (const [file, text] of files) {
    if (text === undefined) lines.push(`${file}: is about a contract that is no longer the one`);
    else if ((await readIfThere(join(root, file))) === undefined)
      lines.push(`${file}: is missing: the contract is not the released one`);
  }
  return lines;
}

/** The changesets that sync has written for a vendor and no release has used up. */
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
  const { info } = contract;
  const title = isObject(info) ? textAt(info, "title") : "";
  const lines = [...packages].map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  return `---\n${lines.join("\n")}\n---\n\n${title}: ${summaries[diff.level]}\n\n${renderMarkdown(diff)}`;
}

const summaries: Readonly<Record<Level, string>> = {
  none: "nothing has changed.",
  patch: "the contract has changed in ways that no code feels.",
  minor: "there is more than before, and code that worked goes on working.",
  major: "code that worked may have to change.",
};

/** The hashes of the descriptions that a provenance.json names. */
export function sourceHashes(provenance: string | undefined): string[] {
  const json = parseJson(provenance);
  return isObject(json)
    ? listAt(json, "sources")
        .filter(isObject)
        .map((source) => textAt(source, "sha256"))
    : [];
}

/** Identifies a contract by its content. */
function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
