import { join } from "node:path";
import { buildVendors, type BuildOptions, type BuiltVendor, checkFrom } from "../build.js";
import { releaseOf } from "../changesets/changeset.js";
import { countsOf, sayFelt, sayRelease } from "../changesets/say.js";
import { rate, type Rating } from "../changesets/rating.js";
import type { Outcome } from "../commands.js";
import { UserError } from "../../common/user-error.js";
import { chooseVendors } from "../vendors.js";
import { readIfThere, writeAll } from "../write.js";
import { parseDescription } from "../../common/yaml.js";
import { renderPage } from "./page.js";

/** What a sync of one vendor would bring. */
export type Drift = Told | Untold;

/** A vendor that could not be told, with a line for each reason. */
export interface Untold {
  readonly name: string;
  readonly problems: readonly string[];
}

export interface Told {
  readonly name: string;
  readonly problems?: undefined;
  readonly built: BuiltVendor;
  /** Files that would change, from the root; none where users would feel and read nothing. */
  readonly files: readonly string[];
  /** Of the new contract against the one that is here. */
  readonly rating: Rating | undefined;
  /** What the terminal says where nothing would change for users. */
  readonly quiet: readonly string[];
}

interface DriftOptions extends Omit<BuildOptions, "out"> {
  /** Where the page goes. */
  readonly page?: string | undefined;
}

const NOTHING = 0;
const COULD_NOT_TELL = 1;
const SOMETHING = 3;

/**
 * Says what sync would change, and writes nothing but the page.
 * @throws {UserError} a vendor that does not exist, or a page that cannot be written
 */
export async function drift({ page, ...options }: DriftOptions): Promise<Outcome> {
  const drifts = await findDrift(options);
  if (page !== undefined)
    await writeAll(join(page, ".."), new Map([[page, await renderPage(options.root, drifts)]]));
  return { lines: drifts.flatMap(sayDrift), exitCode: exitCodeOf(drifts) };
}

/** What each of the vendors would bring; one that cannot be told does not keep the others back. */
export async function findDrift(options: Omit<DriftOptions, "page">): Promise<Drift[]> {
  const names = await chooseVendors(options.root, options.vendors);
  checkFrom(options.from, names);
  const drifts: Drift[] = [];
  for (const name of names) {
    try {
      drifts.push(await driftOf(name, options));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      drifts.push({ name, problems: error.problems });
    }
  }
  return drifts;
}

/** The vendors of which something would change. */
export function moved(drifts: readonly Drift[]): Told[] {
  return drifts.flatMap((drift) => (!drift.problems && drift.files.length > 0 ? [drift] : []));
}

/** Something outweighs nothing, and not knowing outweighs both. */
function exitCodeOf(drifts: readonly Drift[]): number {
  if (drifts.some(({ problems }) => problems !== undefined)) return COULD_NOT_TELL;
  return moved(drifts).length > 0 ? SOMETHING : NOTHING;
}

async function driftOf(name: string, options: BuildOptions): Promise<Told> {
  const { root } = options;
  const [built] = await buildVendors({ ...options, vendors: [name] });
  if (!built) throw new Error(`${name} was not built`);
  const here = (file: string): Promise<string | undefined> => readIfThere(join(root, file));
  const release = await releaseOf(root, built);
  const candidates = new Map<string, string | undefined>(release.files);
  for (const [file, text] of built.files) candidates.set(`specs/${name}/${file}`, text);
  const files: string[] = [];
  for (const [file, text] of candidates) if ((await here(file)) !== text) files.push(file);
  const contract = `specs/${name}/openapi.yaml`;
  const before = await here(contract);
  if (before === undefined) throw new UserError(`${contract}: there is no such file`);
  // A description that says the same in other words is no news, wherever the overlay had said it.
  const isNews = files.some((file) => file === contract || release.files.has(file));
  return {
    name,
    built,
    files: isNews ? files.sort() : [],
    rating: files.includes(contract)
      ? await rate(parseDescription(before, contract), built.contract, contract)
      : undefined,
    quiet: isNews
      ? []
      : sayRelease(
          built,
          { ...release, rating: undefined },
          await here(`specs/${name}/provenance.json`),
        ),
  };
}

function sayDrift(drift: Drift): string[] {
  const { name } = drift;
  if (drift.problems) return drift.problems.map((line) => `${name}: could not tell: ${line}`);
  if (drift.files.length === 0)
    return drift.quiet.length > 0 ? [...drift.quiet] : [`${name}: nothing`];
  const { rating } = drift;
  const rated = rating ? `${rating.level} (${countsOf(rating.diff.changes)})` : "none";
  return [
    `${name}: ${rated}; sync would change ${drift.files.join(", ")}`,
    ...sayFelt(rating?.diff.changes ?? []),
  ];
}
