import type { Charge } from "@billkit/charges";
import Big from "big.js";
import { titleOf } from "../vendors/registry.js";
import { groupBy } from "./group.js";

/** The rows of one item, such as one per day, merged. */
export interface MergedItem {
  readonly service: string;
  readonly item: string;
  /** The item, with its service if it differs from the vendor. */
  readonly label: string;
  /** Absent if a row has none. */
  readonly quantity?: Big;
  readonly unit?: string;
  /** Absent if no row has one. */
  readonly amount?: Big;
  readonly currency?: string;
  /** `open`, `computed`, `credit` … */
  readonly marks: readonly string[];
}

const uncertain = new Set<string>(["computed", "estimated"]);

/** Merges rows by service, item, unit, currency, category and state; largest amount first. */
export function mergeItems(charges: readonly Charge[]): MergedItem[] {
  const groups = groupBy(charges, ({ service, item, unit, currency, amount, ...charge }) =>
    JSON.stringify([
      ...[service, item, unit, currency, amount === undefined],
      ...[charge.category, charge.basis, charge.final],
    ]),
  );
  return [...groups.values()].map(merge).sort(byAmount);
}

function merge(rows: readonly Charge[]): MergedItem {
  const [first] = rows;
  if (first === undefined) throw new TypeError("mergeItems: no rows");
  const { vendor, service, item, unit, currency, amount, category, basis, final } = first;
  const isObvious = service === item || service === titleOf(vendor);
  const quantities = rows.map(({ quantity }) => quantity).filter((each) => each !== undefined);
  const marks = [
    ...(category === "usage" ? [] : [category]),
    ...(amount === undefined ? ["unpriced"] : []),
    ...(final ? [] : ["open"]),
    // Without an amount, nothing is computed.
    ...(amount !== undefined && uncertain.has(basis) ? [basis] : []),
  ];
  return {
    ...{ service, item, marks, label: isObvious ? item : `${service}: ${item}` },
    ...(quantities.length === rows.length ? { quantity: sum(quantities) } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(amount === undefined ? {} : { amount: sum(rows.map((row) => row.amount ?? "0")) }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function sum(figures: readonly string[]): Big {
  return figures.reduce((total, figure) => total.plus(figure), new Big(0));
}

function byAmount(a: MergedItem, b: MergedItem): number {
  const zero = new Big(0);
  return (b.amount ?? zero).cmp(a.amount ?? zero) || (a.label < b.label ? -1 : 1);
}
