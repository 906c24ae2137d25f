import type { Charge } from "@billkit/core/charges";
import { partitionOf } from "../partition.js";
import { sha256 } from "../sha256.js";
import type { Draft } from "./row.js";

/** What identifies a row when the bill is read again: no figures and nothing that can change. */
const keyOf = (row: Draft): string =>
  JSON.stringify([
    row.chargePeriodStart,
    row.chargePeriodEnd,
    row.category,
    row.subAccountId,
    row.service,
    row.item,
    row.sku,
    row.invoiceId,
    Object.entries(row.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/**
 * Adds ids to rows: vendor, partition and natural key, hashed, and an ordinal among rows that agree
 * in all of these.
 */
export function chargeIds(): (draft: Draft) => Promise<Charge> {
  const counts = new Map<string, number>();
  const partitions = new Map<string, string>();
  return async (draft) => {
    const partition = partitionOf(draft);
    const prefix = partitions.get(partition) ?? (await sha256(partition)).slice(0, 10);
    partitions.set(partition, prefix);
    const base = `${draft.vendor}-${prefix}-${(await sha256(keyOf(draft))).slice(0, 14)}`;
    const ordinal = (counts.get(base) ?? 0) + 1;
    counts.set(base, ordinal);
    return { id: ordinal === 1 ? base : `${base}-${ordinal}`, ...draft };
  };
}
