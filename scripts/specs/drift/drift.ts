import { join } from "node:path";
import { messageOf, UserError } from "../../common/user-error.js";
import { parseDescription } from "../../common/yaml.js";
import { type BuildOptions, buildVendors } from "../build.js";
import { rate } from "../judge/judge.js";
import { countsOf, visibleChanges, describeRelease } from "../changeset/describe.js";
import type { Outcome } from "../commands.js";
import { undescribed } from "../contract/complete.js";
import { planOf } from "../sync.js";
import { chooseVendors } from "../vendors.js";
import { readIfThere, writeAll } from "../../common/write.js";
import { renderPage } from "./page.js";

/** One vendor's changes that sync would make. */
export type Drift = Awaited<ReturnType<typeof driftOf>> | FailedDrift;
export type ChangedDrift = Extract<Drift, { kind: "changed" }>;
/** A vendor whose description can't be read or can't become a contract. */
export type FailedDrift = ReturnType<ReturnType<typeof failed>>;

interface DriftOptions extends BuildOptions {
  /** The file for the Markdown page. */
  readonly page?: string | undefined;
}

/**
 * Reports what sync would change, and writes nothing but the page.
 * @returns exit code 0 if nothing changes, 3 if something does, 1 if a vendor failed
 * @throws {UserError} if a vendor doesn't exist or the page can't be written
 */
export async function drift({ page, ...options }: DriftOptions): Promise<Outcome> {
  const drifts = await findDrift(options);
  if (page !== undefined)
    await writeAll(join(page, ".."), new Map([[page, await renderPage(options.root, drifts)]]));
  const has = (kind: Drift["kind"]): boolean => drifts.some((one) => one.kind === kind);
  const exitCode = has("failed") ? 1 : has("changed") ? 3 : 0;
  return { lines: drifts.flatMap(linesOf), exitCode };
}

/** The drift of each vendor. Whatever one of them throws, the others are still read. */
export async function findDrift(options: Omit<DriftOptions, "page">): Promise<Drift[]> {
  const names = await chooseVendors(options.root, options.vendors, options.from);
  const drifts: Drift[] = [];
  for (const name of names) drifts.push(await driftOf(name, options).catch(failed(name)));
  return drifts;
}

/** For `catch`: turns an error into a failed drift. */
export function failed(name: string) {
  return (error: unknown) => ({
    kind: "failed" as const,
    name,
    problems: error instanceof UserError ? error.problems : [`internal error: ${messageOf(error)}`],
  });
}

/** Whether a pull request should start as a draft: it breaks users, or a person has to write texts. */
export function isDraft({ rating, undescribed: places }: ChangedDrift): boolean {
  return rating?.diff.level === "major" || places.length > 0;
}

async function driftOf(name: string, options: BuildOptions) {
  const { root } = options;
  const [built] = await buildVendors({ ...options, vendors: [name] });
  if (!built) throw new Error(`${name} was not built`);
  const { release, files: candidates, previous } = await planOf(root, built);
  const files: string[] = [];
  for (const [file, text] of candidates)
    if ((await readIfThere(join(root, file))) !== text) files.push(file);
  const contract = `specs/${name}/openapi.yaml`;
  const text = previous.contract;
  if (text === undefined) throw new UserError(`${contract}: there is no such file`);
  // A description that changes neither contract nor changeset is reported only with a new notice.
  const isFelt = files.some((file) => file === contract || release.files.has(file));
  if (!isFelt && built.fresh.length === 0) {
    /** Why a new description changes nothing; empty if the description is the same. */
    const lines = describeRelease(built, { ...release, rating: undefined }, previous);
    return { kind: "unchanged" as const, name, lines };
  }
  const before = parseDescription(text, contract);
  const known = new Set(undescribed(before));
  return {
    kind: "changed" as const,
    name,
    built,
    /** The files that sync would change, by path from the root. */
    files: files.sort(),
    /** The new contract rated against the current one; undefined if the contract is the same. */
    rating: files.includes(contract) ? await rate(before, built.contract) : undefined,
    release,
    /** New places without a text: work for the reviewer. */
    undescribed: undescribed(built.contract).filter((place) => !known.has(place)),
  };
}

function linesOf(one: Drift): readonly string[] {
  const { name } = one;
  if (one.kind === "failed") return one.problems.map((line) => `${name}: failed: ${line}`);
  if (one.kind === "unchanged") return one.lines.length > 0 ? one.lines : [`${name}: no change`];
  const changes = one.rating?.diff.changes ?? [];
  const rated = one.rating ? `${one.rating.diff.level} (${countsOf(changes)})` : "none";
  return [
    `${name}: ${rated}; sync would change ${one.files.join(", ")}`,
    ...one.built.fresh.map((line) => `${name}: ${line}`),
    ...visibleChanges(changes),
  ];
}
