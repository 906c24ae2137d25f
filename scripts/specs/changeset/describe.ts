import type { BuiltVendor } from "../build.js";
import { groupBy } from "../compare/sides.js";
import type { Change } from "../rate/level.js";
import { sourceHashes, type Release } from "./changeset.js";

const LEVELS = ["major", "minor", "patch"] as const;

/**
 * The terminal lines about a vendor's next release, or about why a new description needs none.
 * @param previous the previous contract and provenance.json
 */
export function describeRelease(
  built: Pick<BuiltVendor, "name" | "vendor" | "files">,
  { rating, isReleased, file }: Release,
  { contract, provenance }: { contract: string | undefined; provenance: string | undefined },
): string[] {
  const { name } = built;
  if (rating && file !== undefined) {
    const counts = countsOf(rating.diff.changes);
    return [
      `${name}: ${rating.diff.level} since the last release (${counts}); ${file}`,
      ...visibleChanges(rating.diff.changes),
    ];
  }
  // A new vendor has no previous description.
  if (provenance === undefined) return [];
  if (contract !== built.files.get("openapi.yaml")) {
    const why = isReleased ? "it equals the released one" : "it isn't released yet";
    return [`${name}: the contract changed; no changeset is needed, since ${why}`];
  }
  const [before, after] = [provenance, built.files.get("provenance.json")].map(sourceHashes);
  if (!before || !after || before.join() === after.join()) return [];
  return whyUnchanged(built, isReleased, before, after);
}

export function countsOf(changes: readonly Change[]): string {
  return LEVELS.map(
    (level) => `${changes.filter((change) => change.level === level).length} ${level}`,
  ).join(", ");
}

/** A line for each change except patches, which only the page and the changeset list. */
export function visibleChanges(changes: readonly Change[]): string[] {
  return changes
    .filter(({ level }) => level !== "patch")
    .map(({ level, rule, message }) => `  ${level}: ${message} (${rule})`);
}

/** Why a new description results in the same contract. */
function whyUnchanged(
  { name, vendor }: Pick<BuiltVendor, "name" | "vendor">,
  isReleased: boolean,
  before: readonly string[],
  after: readonly string[],
): string[] {
  const short = (hashes: readonly string[]): string =>
    hashes.map((hash) => hash.slice(0, 8)).join(", ") || "none";
  const leftOut = [
    `all but ${vendor.operations.length} operations`,
    ...counted("parameter", vendor.droppedParameters),
    ...[...groupBy(vendor.accepted, ({ about }) => about)].flatMap(([about, accepted]) =>
      counted(
        about,
        accepted.map((each) => each.name),
      ),
    ),
    "prose, examples, order, its own operation ids, tags and schema names",
  ];
  return [
    `${name}: ${isReleased ? "no change for users: " : ""}the contract is the same`,
    `  description: sha256 ${short(before)} → ${short(after)}`,
    `  left out by specs/${name}/vendor.yaml:`,
    ...leftOut.map((line) => `    ${line}`),
  ];
}

/** How many there are and the first of them; vendor.yaml lists the rest. */
function counted(noun: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names
    .slice(0, 3)
    .map((name) => (name.length > 60 ? `${name.slice(0, 59)}…` : name));
  const more = names.length - shown.length;
  return [
    `${names.length} ${names.length === 1 ? noun : plural(noun)}`,
    ...shown.map((name) => `  ${name}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const words: Readonly<Record<string, string>> = { securityScheme: "security scheme" };
const plural = (noun: string): string => `${words[noun] ?? noun}s`;
