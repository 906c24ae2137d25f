import { isTotalled, summarize, totals, type Charge, type Total } from "@billkit/charges";
import { itemChanges, type ItemChange } from "./changes.js";
import type { FetchedBill } from "./fetch.js";
import { groupBy } from "./group.js";

/** A vendor's total in one currency, and how it changed. */
export interface VendorTotal extends Total {
  readonly vendor: string;
  /** The amount of the period before; absent if it isn't known. */
  readonly before?: string;
  /** What changed, largest change first. */
  readonly changes: readonly ItemChange[];
}

/** What a reader wants to know first. */
export interface BillSummary {
  readonly vendors: readonly VendorTotal[];
  readonly totals: readonly Total[];
  /** Bought in the period, such as prepaid credit. Not part of the totals. */
  readonly purchases: readonly Total[];
  /** The part of the totals that was drawn from prepaid credit. */
  readonly drawn: readonly Total[];
  /** Charges that enter the totals. */
  readonly entering: readonly Charge[];
}

/**
 * Sums a bill up.
 *
 * @param before - the bill of the period before, if it was read
 */
export function summarizeBill(bill: FetchedBill, before?: FetchedBill): BillSummary {
  const rows = bill.charges.filter(isTotalled(bill.charges));
  const older = before?.charges.filter(isTotalled(before.charges));
  const changes = older ? itemChanges(rows, older) : [];
  const { errors } = bill;
  const failed = new Set(before?.errors.map(({ vendor }) => vendor));
  const olderTotals = older && vendorTotals(older, before?.errors ?? []);
  const vendors = vendorTotals(rows, errors).map(([vendor, total]): VendorTotal => {
    const isKnown = olderTotals !== undefined && !failed.has(vendor);
    const same = olderTotals?.find(
      ([name, each]) => name === vendor && each.currency === total.currency,
    );
    return {
      ...{ vendor, ...total },
      ...(isKnown ? { before: same?.[1].amount ?? "0" } : {}),
      changes: changes.filter((each) => each.vendor === vendor && each.currency === total.currency),
    };
  });
  const settlement = (charge: Charge) => bill.accountOf(charge)?.settlement;
  return { ...summarize(bill.charges, { errors, settlement }), vendors, entering: rows };
}

function vendorTotals(
  rows: readonly Charge[],
  errors: FetchedBill["errors"],
): (readonly [string, Total])[] {
  return [...groupBy(rows, ({ vendor }) => vendor)].flatMap(([vendor, own]) => {
    const failures = errors.filter((error) => error.vendor === vendor);
    return totals(own, { errors: failures }).map((total) => [vendor, total] as const);
  });
}
