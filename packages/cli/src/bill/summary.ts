import {
  isTotalled,
  noCurrency,
  summarize,
  totals,
  type Charge,
  type Total,
} from "@billkit/charges";
import Big from "big.js";
import { itemChanges, type ItemChange } from "./changes.js";
import type { FetchedBill } from "./fetch.js";
import { groupBy } from "./group.js";
import { isUnpriced } from "../text/money.js";

/** A total, and that of the previous period. */
export interface ComparedTotal extends Total {
  /** The amount of the previous period; absent if it isn't known. */
  readonly before?: string;
}

/** A vendor's total in one currency, and how it changed. */
export interface VendorTotal extends ComparedTotal {
  readonly vendor: string;
  /** What changed, largest change first. */
  readonly changes: readonly ItemChange[];
}

/** What a reader wants to know first. */
export interface BillSummary {
  /** Per vendor and currency, including those only in the previous period. */
  readonly vendors: readonly VendorTotal[];
  /** Per currency. Charges without one are counted with their vendor only. */
  readonly totals: readonly ComparedTotal[];
  /** Purchases in the period, such as prepaid credit. Not part of the totals. */
  readonly purchases: readonly Total[];
  /** The part of the totals that was drawn from prepaid credit. */
  readonly drawn: readonly Total[];
  /** The charges of the totals. */
  readonly entering: readonly Charge[];
  /** Vendors that answered without any charge, and have no total. */
  readonly idle: readonly string[];
}

/**
 * Summarizes a bill.
 * @param before - the bill of the previous period, if it was read
 */
export function summarizeBill(bill: FetchedBill, before?: FetchedBill): BillSummary {
  const entering = bill.charges.filter(isTotalled(bill.charges));
  const { errors } = bill;
  const settlement = (charge: Charge) => bill.accountOf(charge)?.settlement;
  const sums = summarize(bill.charges, { errors, settlement });
  const vendors = compareVendors(entering, errors, before);
  const all = sums.totals.filter(({ currency }) => currency !== noCurrency);
  const idle = bill.idle.filter((name) => vendors.every(({ vendor }) => vendor !== name));
  const compared = all.map((total) => compareTotal(total, vendors));
  return { ...sums, entering, idle, vendors, totals: compared };
}

/** A total now and before; undefined if either isn't known. */
export function comparison(total: ComparedTotal): { before: Big; after: Big } | undefined {
  const { before, amount } = total;
  if (before === undefined || isUnpriced(total)) return undefined;
  return { before: new Big(before), after: new Big(amount) };
}

/** Vendors for a table. Charges without a currency are listed only if their vendor has no others. */
export function listedVendors({ vendors }: BillSummary): VendorTotal[] {
  return vendors.filter(
    ({ vendor, currency }) =>
      currency !== noCurrency || vendors.filter((each) => each.vendor === vendor).length === 1,
  );
}

/** How many charges of each vendor are unpriced, open or computed, in all currencies. */
export function countByVendor(
  { vendors }: BillSummary,
  state: "unpriced" | "open" | "computed",
): { readonly vendor: string; readonly count: number }[] {
  return [...groupBy(vendors, ({ vendor }) => vendor)]
    .map(([vendor, own]) => ({ vendor, count: own.reduce((sum, each) => sum + each[state], 0) }))
    .filter(({ count }) => count > 0);
}

type OwnTotal = Total & { readonly vendor: string };

function compareVendors(
  entering: readonly Charge[],
  errors: FetchedBill["errors"],
  before: FetchedBill | undefined,
): VendorTotal[] {
  const own = vendorTotals(entering, errors);
  if (before === undefined) return own.map((total) => ({ ...total, changes: [] }));
  const olderRows = before.charges.filter(isTotalled(before.charges));
  const older = vendorTotals(olderRows, before.errors);
  const changes = itemChanges(entering, olderRows);
  // What is missing in one period would count as a change.
  const failed = new Set([...errors, ...before.errors].map(({ vendor }) => vendor));
  const gone = older.filter(
    (total) =>
      total.currency !== noCurrency && !failed.has(total.vendor) && !own.some(isSame(total)),
  );
  const all = [...own, ...gone.map(({ vendor, currency }) => ({ vendor, ...nothing(currency) }))];
  return [...groupBy(all, ({ vendor }) => vendor).values()].flat().map((total) =>
    failed.has(total.vendor)
      ? { ...total, changes: [] }
      : {
          ...total,
          before: older.find(isSame(total))?.amount ?? "0",
          changes: changes.filter(isSame(total)),
        },
  );
}

type Owner = Pick<VendorTotal, "vendor" | "currency">;

const isSame =
  ({ vendor, currency }: Owner) =>
  (other: Owner): boolean =>
    other.vendor === vendor && other.currency === currency;

const nothing = (currency: string): Total => ({
  ...{ currency, amount: "0", complete: true },
  ...{ count: 0, unpriced: 0, open: 0, computed: 0 },
});

function compareTotal(total: Total, vendors: readonly VendorTotal[]): ComparedTotal {
  const older = vendors
    .filter(({ currency }) => currency === total.currency)
    .map(({ before }) => before);
  const known = older.filter((before) => before !== undefined);
  if (known.length < older.length) return total;
  return { ...total, before: known.reduce((sum, each) => sum.plus(each), new Big(0)).toFixed() };
}

function vendorTotals(rows: readonly Charge[], errors: FetchedBill["errors"]): OwnTotal[] {
  return [...groupBy(rows, ({ vendor }) => vendor)].flatMap(([vendor, own]) => {
    const failures = errors.filter((error) => error.vendor === vendor);
    return totals(own, { errors: failures }).map((total) => ({ vendor, ...total }));
  });
}
