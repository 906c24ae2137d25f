import type { Charge } from "@billkit/core/charges";

/** Views of the same money, in order: a total uses the first available one. */
const ranked = ["invoices", "costs", "estimated"];
/** Money that other views have too, or that belongs to no period. */
const beside = new Set(["purchases", "history", "beside"]);

/** A lower rank comes first; views of custom sources and `usage` come last. */
const rank = (view: string): number => {
  const at = ranked.indexOf(view);
  return at === -1 ? ranked.length + (view === "usage" ? 1 : 0) : at;
};

const groupOf = (row: Charge): string =>
  JSON.stringify([row.vendor, row.accountId, row.billingPeriodStart]);

/** Whether a view comes before another, whatever the order of rows. */
const precedes = (a: string, b: string): boolean =>
  rank(a) === rank(b) ? a < b : rank(a) < rank(b);

/** Usage, and the part of a vendor's total that its rows lack. */
export const isUse = ({ category, item, basis }: Charge): boolean =>
  category === "usage" ||
  (category === "adjustment" && item === "residual" && basis === "computed");

/**
 * The `charges` that a total uses: no purchases, and one view per vendor, account and billing
 * period.
 */
export function isTotalled(charges: readonly Charge[]): (charge: Charge) => boolean {
  const views = new Map<string, string>();
  const isCandidate = ({ view, category }: Charge): boolean =>
    !beside.has(view) && category !== "purchase";
  for (const row of charges.filter(isCandidate)) {
    const group = groupOf(row);
    const known = views.get(group);
    if (known === undefined || precedes(row.view, known)) views.set(group, row.view);
  }
  return (row) => isCandidate(row) && views.get(groupOf(row)) === row.view;
}
