import type { Charge, ChargesDefinition } from "@billkit/core/charges";
import { compare } from "./compare.js";
import { readBodies } from "./read-bodies.js";
import { readCharges, readManifest } from "./folder.js";
import { labelOf, type KeptSource, type MissingRows } from "./manifest.js";
import { recompute, type Difference } from "./recompute.js";

/** What {@link verify} found. */
export interface Verification {
  /** Rows that were recomputed byte for byte. */
  readonly verified: number;
  readonly differences: readonly Difference[];
  /** What failed when the bill was read: rows are missing, which aren't differences. */
  readonly failures: readonly MissingRows[];
  /** Vendors whose rows can't be recomputed because no definition of that contract was passed. */
  readonly unverified: readonly string[];
}

/**
 * Recomputes an evidence folder's rows from its bodies, offline, and compares them byte for byte.
 *
 * @param definitions - from the vendors' packages, e.g. `deepgramChargesDefinition`
 * @throws BillkitError if the folder has no readable evidence
 */
export async function verify(
  folder: string,
  definitions: readonly ChargesDefinition[],
): Promise<Verification> {
  const manifest = await readManifest(folder);
  const kept = await readCharges(folder);
  const bodies = await readBodies(folder, manifest);
  const { rows, missing, failures, unknown } = await recompute(manifest, definitions, bodies.all);
  const vendors = new Set(manifest.sources.map(({ vendor }) => vendor));
  const foreign = kept.filter(({ vendor }) => !vendors.has(vendor));
  const checked = kept.filter((row) => vendors.has(row.vendor) && !isOfAny(unknown, row));
  const found = compare(checked, rows);
  const ids = new Set(checked.map(({ id }) => id));
  return {
    verified: checked.length - found.filter(({ id }) => ids.has(id)).length,
    differences: [
      ...bodies.problems,
      ...missing,
      ...found,
      ...foreign.map(({ id, vendor }) => ({ id, problem: `is of ${vendor}, which wasn't read` })),
    ],
    failures,
    unverified: [...new Set(unknown.map((each) => `${labelOf(each)} (${each.contract})`))],
  };
}

/** Whether a row is of one of the sources, as far as it says. */
const isOfAny = (sources: readonly KeptSource[], { vendor, evidence }: Charge): boolean =>
  sources.some((each) => each.vendor === vendor && each.contract === evidence.contract);
