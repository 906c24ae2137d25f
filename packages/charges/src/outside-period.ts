import { BillkitError } from "@billkit/core";
import type { Charge, Instants } from "@billkit/core/charges";
import { checkCovered } from "./interpret/covered.js";
import { isWholeMonths, isWithin } from "./interpret/instants.js";

/**
 * Checks that a row belongs to the requested period by its billing or its charge period.
 * @throws BillkitError for a row that doesn't begin in the period or, unless the period is whole
 *   months, that covers more
 */
export function checkInPeriod(row: Charge, period: Instants): void {
  const charge = { start: row.chargePeriodStart, end: row.chargePeriodEnd };
  const billing = { start: row.billingPeriodStart, end: row.billingPeriodEnd };
  const isWhole = isWholeMonths(period);
  const belongs = ({ start, end }: Instants): boolean =>
    isWithin(start, period) && (isWhole || end <= period.end);
  if (belongs(charge) || belongs(billing)) return;
  const owner = `row ${JSON.stringify(row.id)}`;
  checkCovered(owner, charge, period);
  throw new BillkitError(
    `${owner} has a charge period from ${charge.start} to ${charge.end}, which isn't in the requested period, from ${period.start} to ${period.end}.`,
  );
}
