import { BillkitError } from "@billkit/core";
import type { Charge, Instants } from "@billkit/core/charges";
import { partlyCovered } from "./interpret/covered.js";
import { isWholeMonths, isWithin } from "./interpret/instants.js";
import { quote } from "./message.js";

/** Views that list money of any time; it never enters a total. */
const undated: ReadonlySet<string> = new Set(["history", "beside"]);

/**
 * Why a row doesn't belong to a period: by neither its charge nor its billing period it begins in it
 * and, unless the period is whole months, ends in it.
 */
export function outsidePeriod(row: Charge, period: Instants): BillkitError | undefined {
  if (undated.has(row.view)) return undefined;
  const charge = { start: row.chargePeriodStart, end: row.chargePeriodEnd };
  const billing = { start: row.billingPeriodStart, end: row.billingPeriodEnd };
  const isWhole = isWholeMonths(period);
  const belongs = ({ start, end }: Instants): boolean =>
    isWithin(start, period) && (isWhole || end <= period.end);
  if (belongs(charge) || belongs(billing)) return undefined;
  const owner = `row ${quote(row.id)}`;
  return (
    partlyCovered(owner, charge, period) ??
    new BillkitError(
      `${owner} has a charge period from ${charge.start} to ${charge.end}, which isn't in the requested period, from ${period.start} to ${period.end}.`,
    )
  );
}
