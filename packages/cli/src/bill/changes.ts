import type { Charge } from "@billkit/charges";
import Big from "big.js";
import { groupBy } from "./group.js";

/** An item's amount in two periods of one currency. */
export interface ItemChange {
  readonly vendor: string;
  readonly currency: string;
  readonly item: string;
  readonly before: Big;
  readonly after: Big;
}

/**
 * How much each item changed, largest change first. Only charges with an amount count.
 *
 * @param after - charges of the period's total
 * @param before - the same for the previous period
 */
export function itemChanges(after: readonly Charge[], before: readonly Charge[]): ItemChange[] {
  const [newer, older] = [after, before].map(sumItems);
  const keys = new Set([...(newer?.keys() ?? []), ...(older?.keys() ?? [])]);
  const zero = new Big(0);
  return [...keys]
    .map((key) => {
      const [vendor = "", currency = "", item = ""] = JSON.parse(key) as string[];
      const sums = { before: older?.get(key) ?? zero, after: newer?.get(key) ?? zero };
      return { vendor, currency, item, ...sums };
    })
    .filter((change) => !change.before.eq(change.after))
    .sort((a, b) => difference(b).abs().cmp(difference(a).abs()));
}

/** By how much an item changed. */
export function difference({ before, after }: Pick<ItemChange, "before" | "after">): Big {
  return after.minus(before);
}

function sumItems(charges: readonly Charge[]): Map<string, Big> {
  const groups = groupBy(
    charges.filter(({ amount, currency }) => amount !== undefined && currency !== undefined),
    ({ vendor, currency, item }) => JSON.stringify([vendor, currency, item]),
  );
  return new Map(
    [...groups].map(([key, rows]) => [
      key,
      rows.reduce((sum, { amount = 0 }) => sum.plus(amount), new Big(0)),
    ]),
  );
}
