import type { Charge } from "@billkit/core/charges";

/** What is replaced whole: the rows of a vendor's account in one view and billing period. */
export type PartitionKey = Pick<Charge, "vendor" | "accountId" | "view" | "billingPeriodStart">;

/** The partition's identity as text. */
export const partitionOf = (row: PartitionKey): string =>
  JSON.stringify([row.vendor, row.accountId, row.view, row.billingPeriodStart]);
