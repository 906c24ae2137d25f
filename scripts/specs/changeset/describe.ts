import type { BuiltVendor } from "../build.js";
import type { Change } from "../rate/level.js";
import type { Release } from "./changeset.js";
import { sourcesIn } from "../contract/provenance.js";
import { textAt } from "../../common/json.js";

const LEVELS = ["major", "minor", "patch"] as const;

/**
 * The terminal lines about a vendor's next release, or about why a new description needs none.
 * @param previous the previous contract and provenance.json
 */
export function describeRelease(
  built: Pick<BuiltVendor, "name" | "files">,
  release: Release,
  { contract, provenance }: { contract: string | undefined; provenance: string | undefined },
): string[] {
  const { name } = built;
  const { rating, isReleased, file } = release;
  if (rating && file !== undefined) {
    const counts = countsOf(rating.diff.changes);
    return [
      `${name}: ${rating.diff.level} since the last release (${counts}); ${file}`,
      ...visibleChanges(rating.diff.changes),
    ];
  }
  // A new vendor has no previous description.
  if (provenance === undefined) return [];
  if (contract !== built.files.get("openapi.yaml"))
    return [`${name}: the contract changed; ${whyNoChangeset(release)}`];
  const [before, after] = [provenance, built.files.get("provenance.json")].map((text) =>
    sourcesIn(text).map((source) => textAt(source, "sha256")),
  );
  if (!before || !after || before.join() === after.join()) return [];
  const short = (hashes: readonly string[]): string =>
    hashes.map((hash) => hash.slice(0, 8)).join(", ") || "none";
  const about = isReleased ? "no change for users: " : "";
  return [
    `${name}: ${about}the contract is the same; description: sha256 ${short(before)} → ${short(after)}`,
  ];
}

/** For a contract that changed and has no changeset. */
export function whyNoChangeset({ isReleased }: Release): string {
  const why = isReleased ? "it equals the released one" : "it isn't released yet";
  return `no changeset is needed, since ${why}`;
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
