import { totals, type Charge, type Total, type TotalsOptions } from "@billkit/charges";
import type { GroupColumn } from "./columns.js";

/** A group's values and the total of one of its currencies. */
export interface Group extends Total {
  /** By column name. */
  readonly by: Readonly<Record<string, string>>;
}

/**
 * Totals per group and currency, sorted by the group's values.
 *
 * @param entering - the charges of the totals
 */
export function groupTotals(
  entering: readonly Charge[],
  columns: readonly GroupColumn[],
  options: TotalsOptions,
): Group[] {
  const groups = groupBy(entering, (charge) =>
    JSON.stringify(columns.map(({ valueOf }) => valueOf(charge))),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, rows]) => {
      const values = JSON.parse(key) as string[];
      const by = Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? ""]));
      return totals(rows, options).map((total) => ({ by, ...total }));
    });
}

/** Items by key, in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
