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
  for (const total of totals) {
    const { amount, currency } = total.draft;
    if (amount === undefined || currency === undefined) continue;
    const covered = rows.filter((row) => isPartOf(row, total));
    const own = covered.filter(({ draft }) => draft.currency === currency);
    const foreign = covered.find((row) => !hasTotal(row, totals));
    if (foreign !== undefined) {
      const { evidence } = total.draft;
      onFailure(
        new BillkitError(
          `${evidence.operation}: the total ${amount} ${currency} covers rows in ${foreign.draft.currency ?? "no currency"}, which can't be added to it.`,
        ),
      );
      continue;
    }
    const sum = own.reduce(
      (all, each) => all.plus(toDecimal(each.draft.amount ?? "0")),
      new Big(0),
    );
    const difference = toDecimal(amount).minus(sum);
    if (difference.eq(0)) continue;
    const { evidence } = total.draft;
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

function isPartOf(row: Grouped, total: Grouped): boolean {
  const [own, other] = [row.draft, total.draft];
  return (
    own.accountId === other.accountId &&
    own.billingPeriodStart === other.billingPeriodStart &&
    own.invoiceId === other.invoiceId &&
    (row.group === undefined || row.group === total.group)
  );
}

/** Whether an amount is in the currency of a total that covers it. */
const hasTotal = (row: Grouped, totals: readonly Grouped[]): boolean =>
  row.draft.amount === undefined ||
  totals.some((each) => isPartOf(row, each) && each.draft.currency === row.draft.currency);

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
