import { keysOf } from "../../common/json-pointer.js";
import { textAt } from "../../common/json.js";
import { sourcesIn } from "../contract/provenance.js";
import { whyNoChangeset } from "../changeset/describe.js";
import { movedPackages } from "../changeset/packages.js";
import type { Change } from "../rate/level.js";
import { renderMarkdown } from "../rate/render.js";
import type { ChangedDrift, Drift, FailedDrift } from "./drift.js";
import { code, codeBlock, escapeText, list } from "../rate/markdown.js";

/** A change's effect on the generated package; known only if it was generated and built. */
export interface PackageEffects {
  /** Packed size in bytes before and after; undefined if it could not be packed. */
  readonly packedBytes: { readonly before: number | undefined; readonly after: number | undefined };
  /** `git diff` of the package's pages. */
  readonly docsDiff: string;
}

/** GitHub takes 65,536 characters. */
const MAXIMUM = 60_000;
const MAXIMUM_DOCS = 20_000;

/** The page for a maintainer: the body of a pull request or an issue, or a file. */
export async function renderPage(
  root: string,
  drifts: readonly Drift[],
  effects?: PackageEffects,
): Promise<string> {
  const sections: string[] = [];
  for (const drift of drifts) {
    if (drift.kind === "failed") sections.push(failedSection(drift));
    if (drift.kind === "changed") sections.push(await changedSection(root, drift, effects));
  }
  const unchanged = drifts.filter(({ kind }) => kind === "unchanged").map(({ name }) => name);
  if (unchanged.length > 0)
    sections.push(`Nothing changes for users of ${unchanged.join(", ")}.\n`);
  const page = sections.join("\n");
  return page.length <= MAXIMUM
    ? page
    : `${page.slice(0, MAXIMUM)}\n\n… cut: the page is too long.\n`;
}

async function changedSection(
  root: string,
  drift: ChangedDrift,
  effects: PackageEffects | undefined,
): Promise<string> {
  const { name, rating, built, undescribed } = drift;
  const changes = rating?.diff.changes ?? [];
  const level = rating?.diff.level ?? "none";
  const parts = [
    `## ${name}: ${level}`,
    changesText(rating),
    level === "none" ? "" : await releaseLine(root, drift),
    titled("Upgrade notes", changes.filter(isRemovedField).map(upgradeNote)),
    titled("Left out, or worth a look", built.notices.map(escapeText)),
    titled("Where the two ratings disagree", (rating?.diff.notices ?? []).map(escapeText)),
    titled(
      "New and undescribed: write these texts in `overlay.yaml`",
      undescribed.map((place) => code(place)),
    ),
    titled("What was checked", checkedLines(drift, effects)),
    effects && effects.docsDiff !== ""
      ? `<details><summary>Diff of the documentation</summary>\n\n${codeBlock(effects.docsDiff, "diff", MAXIMUM_DOCS)}\n\n</details>`
      : "",
    `### What to decide

Is each change what the vendor intends, and is it rated right? Then merge: contract, generated code and changeset belong together. If the description is wrong, add a fix to \`specs/${name}/overlay.yaml\`; to accept an oddity, list it under \`accept\` in \`specs/${name}/vendor.yaml\`. Then, on this branch:

\`\`\`sh
npm run specs -- sync ${name}
npm run generate
\`\`\``,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function changesText(rating: ChangedDrift["rating"]): string {
  if (!rating) return "The contract stays the same.";
  if (rating.diff.changes.length > 0) return renderMarkdown(rating.diff).trim();
  return "The contract is spelled differently and means the same.";
}

function failedSection({ name, problems }: FailedDrift): string {
  return `## ${name}: failed

${list(problems.map((line) => code(line)))}

Until this is fixed, changes of this description aren't proposed. If an operation is gone, accept that in \`specs/${name}/vendor.yaml\` (\`accept: [{ operation: "METHOD /path", reason: … }]\`); if something required can't be expressed, drop the operation or correct it in \`specs/${name}/overlay.yaml\`. Then run \`npm run specs -- sync ${name}\`.
`;
}

function isRemovedField({ rule }: Change): boolean {
  return rule.endsWith("field-removed");
}

/** What to write instead of a field that is gone. */
function upgradeNote({ message, location, renamed }: Change): string {
  const name = code(keysOf(location.old).at(-1) ?? "");
  const advice =
    renamed === undefined ? `Remove uses of ${name}` : `Use ${code(renamed)} instead of ${name}`;
  return `${escapeText(message)}. ${advice}.`;
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `### ${title}\n\n${list(lines)}`;
}

async function releaseLine(root: string, { name, release }: ChangedDrift): Promise<string> {
  const level = release.rating?.diff.level ?? "none";
  if (level === "none") return `The contract changed; ${whyNoChangeset(release)}.`;
  const packages = [...(await movedPackages(root, name, level))];
  const moved = packages.map(([name, bump]) => `\`${name}\` (${bump})`);
  return `Next release: ${moved.join(", ")}.`;
}

function checkedLines({ rating, built }: ChangedDrift, effects?: PackageEffects): string[] {
  const beyond = [...new Set(rating?.beyondTypes.map(({ rule }) => rule) ?? [])];
  return [
    `Read: ${sourcesOf(built.files.get("provenance.json")).join("; ")}.`,
    "The new contract lints without a warning.",
    compiledLine(rating),
    ...(beyond.length > 0
      ? [`No compiler sees these, so read them twice: ${beyond.map(code).join(", ")}.`]
      : []),
    ...(effects ? [sizeLine(effects.packedBytes)] : []),
  ];
}

function compiledLine(rating: ChangedDrift["rating"]): string {
  if (!rating) return "The package's types are the same.";
  const breaks = rating.breaks.length;
  if (breaks === 0)
    return "Code that uses every operation, parameter, field and enum member of the old package compiles against the new one.";
  const places = breaks === 1 ? "1 place" : `${breaks} places`;
  return `Code that uses every operation, parameter, field and enum member of the old package breaks at ${places} of the new one.`;
}

function sizeLine({ before, after }: PackageEffects["packedBytes"]): string {
  const bytes = (count: number | undefined): string =>
    count === undefined ? "unknown" : `${count.toLocaleString("en-US")} bytes`;
  return `Packed tarball: ${bytes(before)} before, ${bytes(after)} after.`;
}

function sourcesOf(provenance: string | undefined): string[] {
  return sourcesIn(provenance).map((source) => {
    const place = textAt(source, "copy") || textAt(source, "published");
    return `${code(place)} (sha256 \`${textAt(source, "sha256").slice(0, 12)}\`)`;
  });
}
