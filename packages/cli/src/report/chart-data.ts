import type { Charge } from "@billkit/charges";
import Big from "big.js";
import { groupBy } from "../bill/group.js";
import type { BillPeriod } from "../bill/period.js";

/** Amounts of one currency by day or month, and vendor. */
export interface Timeline {
  /** `2026-06-01`, or `2026-06` for a period over two months. */
  readonly buckets: readonly string[];
  /** Sums per vendor, one per bucket. */
  readonly series: ReadonlyMap<string, readonly Big[]>;
  /** Sums per vendor of charges that span several buckets, so that no bar can show them. */
  readonly unplaced: ReadonlyMap<string, Big>;
}

/** An item's amount. */
export interface ItemSum {
  readonly vendor: string;
  readonly item: string;
  readonly amount: Big;
}

const dayMs = 86_400_000;
const mostDays = 62;

/** Spreads charges of one currency over the period. A charge that spans several buckets isn't split. */
export function timeline(charges: readonly Charge[], { start, end }: BillPeriod): Timeline {
  const isLong = Date.parse(end) - Date.parse(start) > mostDays * dayMs;
  const length = isLong ? 7 : 10;
  const buckets: string[] = [];
  for (let ms = Date.parse(start); ms < Date.parse(end); ms += dayMs) {
    const bucket = new Date(ms).toISOString().slice(0, length);
    if (buckets.at(-1) !== bucket) buckets.push(bucket);
  }
  const series = new Map<string, Big[]>();
  const unplaced = new Map<string, Big>();
  for (const { vendor, amount = "0", chargePeriodStart, chargePeriodEnd } of charges) {
    const last = new Date(Date.parse(chargePeriodEnd) - 1).toISOString();
    const at = buckets.indexOf(chargePeriodStart.slice(0, length));
    if (at === -1 || chargePeriodStart.slice(0, length) !== last.slice(0, length)) {
      unplaced.set(vendor, (unplaced.get(vendor) ?? new Big(0)).plus(amount));
      continue;
    }
    const sums = series.get(vendor) ?? buckets.map(() => new Big(0));
    sums[at] = (sums[at] ?? new Big(0)).plus(amount);
    series.set(vendor, sums);
  }
  return { buckets, series, unplaced };
}

/**
 * The largest items of one currency, whether charges or credits, and the sum of the others: together they
 * are the currency's total. Those of zero are left out.
 */
export function largestItems(
  charges: readonly Charge[],
  most: number,
): { readonly items: readonly ItemSum[]; readonly others: Big } {
  const sums = [...groupBy(charges, ({ vendor, item }) => JSON.stringify([vendor, item])).values()]
    .map((rows): ItemSum => {
      const { vendor = "", item = "" } = rows[0] ?? {};
      const amount = rows.reduce((sum, row) => sum.plus(row.amount ?? 0), new Big(0));
      return { vendor, item, amount };
    })
    .filter(({ amount }) => !amount.eq(0))
    .sort((a, b) => b.amount.abs().cmp(a.amount.abs()));
  const others = sums.slice(most).reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  const items = sums.slice(0, most).sort((a, b) => b.amount.cmp(a.amount));
  return { items, others };
}
