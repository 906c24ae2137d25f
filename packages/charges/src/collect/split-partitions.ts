import { BillkitError } from "@billkit/core";
import type { Charge } from "@billkit/core/charges";
import { partitionOf } from "../partition.js";
import { sha256 } from "../sha256.js";
import { sum } from "../totals.js";
import type { CollectedPartition } from "./store.js";

/**
 * Groups rows by partition.
 *
 * @param now - epoch milliseconds: a billing period that ends later isn't final
 * @throws BillkitError if two rows have one id
 */
export async function splitPartitions(
  rows: readonly Charge[],
  now: number,
): Promise<CollectedPartition[]> {
  const groups = new Map<string, Charge[]>();
  for (const row of rows) {
    const key = partitionOf({ ...row, billingPeriodStart: isoInstant(row.billingPeriodStart) });
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return Promise.all([...groups.values()].map((group) => partitionWith(group, now)));
}

async function partitionWith(rows: readonly Charge[], now: number): Promise<CollectedPartition> {
  const [first] = rows as readonly [Charge];
  const { vendor, accountId, view, billingPeriodStart, billingPeriodEnd } = first;
  const ids = new Set(rows.map(({ id }) => id));
  if (ids.size < rows.length)
    throw new BillkitError(`${vendor}: several rows of ${view} have one id; ids must be unique.`);
  return {
    ...{ vendor, accountId, view, rows },
    billingPeriodStart: isoInstant(billingPeriodStart),
    billingPeriodEnd: isoInstant(billingPeriodEnd),
    contentHash: await contentHash(rows),
    rowCount: rows.length,
    openRows: rows.filter((row) => !row.final).length,
    final: rows.every((row) => row.final) && Date.parse(billingPeriodEnd) <= now,
    totals: sum(rows).map(({ currency, amount, count, unpriced }) => ({
      ...{ currency, amount, count, unpriced },
    })),
  };
}

/** A custom source can write an instant without milliseconds. */
const isoInstant = (text: string): string => new Date(text).toISOString();

/** Evidence has request ids, which differ each time that the same bill is read. */
async function contentHash(rows: readonly Charge[]): Promise<string> {
  const lines = rows
    .map((row) => ({ ...row, evidence: undefined, final: undefined }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
  return sha256(lines.join("\n"));
}
