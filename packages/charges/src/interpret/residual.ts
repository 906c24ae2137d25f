import { BillkitError } from "@billkit/core";
import Big from "big.js";
import { plain, toDecimal } from "../decimal.js";
import type { Draft } from "./row.js";
import type { Grouped } from "./totals.js";

/**
 * The difference between a vendor's totals and its rows, as one row each, so that rows add up to
 * the vendor's own total. All are of one view, which can come from several calls.
 * @param onFailure - receives an error for each total that can't be compared with its rows
 */
export function residuals(
  rows: readonly Grouped[],
  totals: readonly Grouped[],
  onFailure: (error: BillkitError) => void,
): Draft[] {
  const found: Draft[] = [];
  const rowsOf = rowsByTotal(rows);
  const known = new Set(totals.map((total) => keyOf(total, total.draft.currency)));
  for (const total of totals) {
    const { amount, currency, evidence } = total.draft;
    if (amount === undefined || currency === undefined) continue;
    const covered: Grouped[] = [];
    let incomparable: Grouped | undefined;
    for (const row of rowsOf(total)) {
      const isCovered = isOfItem(row, total);
      if (isCovered === true) covered.push(row);
      else if (isCovered === undefined && !decimalOf(row.draft).eq(0)) incomparable = row;
    }
    if (incomparable !== undefined) {
      onFailure(
        new BillkitError(
          `${evidence.operation}: the total ${amount} ${currency} can't be compared with the rows of ${incomparable.draft.evidence.operation}, which may belong to another item.`,
        ),
      );
      continue;
    }
    const foreign = covered.find(
      ({ draft }) => !decimalOf(draft).eq(0) && !known.has(keyOf(total, draft.currency)),
    );
    if (foreign !== undefined) {
      const other = foreign.draft.currency ?? "no currency";
      onFailure(
        new BillkitError(
          `${evidence.operation}: the total ${amount} ${currency} covers rows in ${other}, which can't be added to it.`,
        ),
      );
      continue;
    }
    const own = covered.filter(({ draft }) => draft.currency === currency);
    const sum = own.reduce((all, { draft }) => all.plus(decimalOf(draft)), new Big(0));
    const difference = toDecimal(amount).minus(sum);
    if (difference.eq(0)) continue;
    found.push({
      ...omitDetails(total.draft),
      category: "adjustment",
      item: "residual",
      description: "The part of the vendor's total that its rows lack",
      amount: plain(difference),
      currency,
      basis: "computed",
      evidence: {
        ...evidence,
        formula: `${amount} (total of ${evidence.operation}) - ${plain(sum)} (sum of ${own.length} rows)`,
      },
    });
  }
  return found;
}

const decimalOf = ({ amount = "0" }: Draft): Big => toDecimal(amount);

/** What a total and its rows have in common. */
const placeOf = ({ draft }: Grouped, group?: string): string =>
  JSON.stringify([draft.accountId, draft.billingPeriodStart, draft.invoiceId, group]);

const keyOf = (total: Grouped, currency: string | undefined): string =>
  JSON.stringify([placeOf(total, total.group), total.items, currency]);

/** Finds the rows that a total can cover, in any currency. */
function rowsByTotal(rows: readonly Grouped[]): (total: Grouped) => readonly Grouped[] {
  const index = new Map<string, Grouped[]>();
  for (const row of rows) {
    const place = placeOf(row, row.group);
    const others = index.get(place);
    if (others === undefined) index.set(place, [row]);
    else others.push(row);
  }
  return (total) => {
    // Rows of definitions without totals, such as taxes, are in no group.
    const places = [placeOf(total, total.group), placeOf(total)];
    return places.flatMap((place) => index.get(place) ?? []);
  };
}

/**
 * Whether a row was read for the item that has the total. Undefined if that can't be known: it was read
 * for an item of another operation, by a definition without totals.
 */
function isOfItem(row: Grouped, total: Grouped): boolean | undefined {
  const others = Object.entries(total.items)
    .map(([loop, item]) => [item, row.items[loop] ?? item] as const)
    .filter(([item, own]) => item !== own);
  if (others.length === 0) return true;
  const isComparable = others.some(([item, own]) => operationOf(item) === operationOf(own));
  return isComparable || row.group !== undefined ? false : undefined;
}

/** Of an item as `itemsOf` writes it. */
const operationOf = (item: string): string | undefined => item.split(" ")[0];

/** Fields of the row that the total was found by, not of the total itself. */
function omitDetails(draft: Draft): Draft {
  const copy = { ...draft };
  delete copy.quantity;
  delete copy.unit;
  delete copy.unitPrice;
  delete copy.listAmount;
  delete copy.sku;
  return copy;
}
