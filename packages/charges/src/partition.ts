import type { Charge } from "@billkit/core/charges";

/** The rows of a vendor's account in one view and billing period, which are replaced together. */
export type PartitionKey = Pick<Charge, "vendor" | "accountId" | "view" | "billingPeriodStart">;

/** The partition's identity as text. */
export const partitionOf = (row: PartitionKey): string =>
  JSON.stringify([row.vendor, row.accountId, row.view, row.billingPeriodStart]);

/**
 * Returns a function to pass each source's rows through, in the order of the sources. It drops the rows
 * of partitions (vendor, account, view and billing period) that an earlier source had: two credentials
 * that see one account don't double its rows.
 */
export function dropRepeatedPartitions(): (rows: readonly Charge[]) => Charge[] {
  const taken = new Set<string>();
  return (rows) => {
    const own = rows.filter((row) => !taken.has(partitionOf(row)));
    for (const row of own) taken.add(partitionOf(row));
    return own;
  };
}
