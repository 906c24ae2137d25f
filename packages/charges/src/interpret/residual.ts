import type { ViewDefinition } from "@billkit/core/charges";
import Big from "big.js";
import { plain, toDecimal } from "../decimal.js";
import type { Draft } from "./row.js";

/** A row or total, and the group that the vendor's total is of. */
export interface Grouped {
  readonly draft: Draft;
  readonly group: string;
}

/**
 * What a vendor's totals have and its rows lack, as a row each: so that rows add up to the vendor's own
 * total.
 */
export function residuals(
  view: ViewDefinition,
  rows: readonly Grouped[],
  totals: readonly Grouped[],
): Draft[] {
  const found: Draft[] = [];
  for (const { draft, group } of totals) {
    const { amount, currency } = draft;
    if (amount === undefined || currency === undefined) continue;
    const own = rows.filter((each) => each.group === group && each.draft.currency === currency);
    const sum = own.reduce(
      (all, each) => all.plus(toDecimal(each.draft.amount ?? "0")),
      new Big(0),
    );
    const difference = toDecimal(amount).minus(sum);
    if (difference.eq(0)) continue;
    found.push({
      ...omitFigures(draft),
      category: "adjustment",
      item: "residual",
      description: "What the vendor's total has and its rows lack",
      amount: plain(difference),
      currency,
      basis: "computed",
      evidence: {
        ...draft.evidence,
        formula: `${amount} (total of ${view.operation}) - ${plain(sum)} (sum of ${own.length} rows)`,
      },
    });
  }
  return found;
}

function omitFigures(draft: Draft): Draft {
  const copy = { ...draft };
  delete copy.quantity;
  delete copy.unit;
  delete copy.unitPrice;
  delete copy.listAmount;
  delete copy.sku;
  return copy;
}
