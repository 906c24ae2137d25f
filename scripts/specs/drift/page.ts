import { movedPackages } from "../changesets/packages.js";
import { listAt, isObject, parseJson, textAt } from "../../common/json.js";
import type { Bump } from "../diff/change.js";
import { renderMarkdown } from "../diff/diff.js";
import type { Drift, Told } from "./drift.js";
import { nextVersion, versionOf } from "./versions.js";

/** The page that a maintainer reads: as the body of a pull request, or in a file. */
export async function renderPage(root: string, drifts: readonly Drift[]): Promise<string> {
  const sections: string[] = [];
  for (const drift of drifts) {
    if (drift.problems) sections.push(untold(drift.name, drift.problems));
    else if (drift.files.length > 0) sections.push(await told(root, drift));
  }
  const quiet = drifts.filter((drift) => !drift.problems && drift.files.length === 0);
  if (quiet.length > 0)
    sections.push(
      `Nothing has changed for users of ${quiet.map(({ name }) => name).join(", ")}.\n`,
    );
  return sections.join("\n");
}

async function told(root: string, drift: Told): Promise<string> {
  const { name, rating, built } = drift;
  const level = rating?.level ?? "none";
  const list = rating ? renderMarkdown(rating.diff) : "";
  const versions = level === "none" ? "" : await versionTable(root, name, level);
  return `## ${name}: ${level}

${list || "The contract is written otherwise, and means the same.\n"}
${versions}### What was checked

- Read: ${sourcesOf(built.files.get("provenance.json")).join("; ")}.
- The new contract lints without a warning, and each operation, parameter and field is described.
- ${compiledLine(rating)}
${beyondLine(rating)}
### What to decide

Is each change above the vendor's intention, and rightly rated? Then merge: contract, generated code and changeset belong together. If the description is wrong and the service is not, add a fix by name to \`specs/${name}/overlay.yaml\`; if an oddity is to be accepted, say so in \`specs/${name}/vendor.yaml\`. Then, on this branch:

\`\`\`sh
npm run specs -- sync ${name}
npm run generate
\`\`\`
`;
}

async function versionTable(root: string, vendor: string, level: Bump): Promise<string> {
  const packages = await movedPackages(root, vendor, level);
  const rows: string[] = [];
  for (const [name, bump] of packages) {
    const now = await versionOf(root, name);
    rows.push(`| \`${name}\` | ${now} | ${nextVersion(now, bump)} |`);
  }
  return `| package | now | next, at least |\n| --- | --- | --- |\n${rows.join("\n")}\n\n`;
}

function compiledLine(rating: Told["rating"]): string {
  if (!rating) return "The package's types are the same.";
  return rating.breaks === 0
    ? "Code that uses every operation, parameter, field and enum member of the old package compiles against the new one."
    : `Code that uses every operation, parameter, field and enum member of the old package breaks at ${rating.breaks} ${rating.breaks === 1 ? "place" : "places"} of the new one; each is listed above as breaking.`;
}

function beyondLine(rating: Told["rating"]): string {
  const rules = [...new Set(rating?.beyondTypes.map(({ rule }) => rule) ?? [])];
  if (rules.length === 0) return "";
  const list = rules.map((rule) => `\`${rule}\``).join(", ");
  return `- No compiler sees these, so read them twice: ${list}.\n`;
}

function sourcesOf(provenance: string | undefined): string[] {
  const json = parseJson(provenance);
  if (!isObject(json)) return [];
  return listAt(json, "sources")
    .filter(isObject)
    .map(
      (source) =>
        `${code(textAt(source, "copy") || textAt(source, "published"))} (sha256 \`${textAt(source, "sha256").slice(0, 12)}\`)`,
    );
}

function untold(name: string, problems: readonly string[]): string {
  return `## ${name}: could not tell

${problems.map((line) => `- ${code(line)}`).join("\n")}
`;
}

/** Text from outside, as a span of code that it cannot end. */
function code(text: string): string {
  return `\`${text.replace(/[\r\n`]+/g, " ")}\``;
}
