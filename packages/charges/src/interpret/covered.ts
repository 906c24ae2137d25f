import { BillkitError } from "@billkit/core";
import type { Instants } from "@billkit/core/charges";
import { isWholeMonths } from "./instants.js";

/**
 * A month's amount can't be divided: in a bill of some days it would be missing, or be the whole
 * month's. A bill of whole months has those that begin in one.
 * @param period - of the bill
 * @throws BillkitError for an amount that lies in the period only in part
 */
export function checkCovered(owner: string, { start, end }: Instants, period: Instants): void {
  const isApart = end <= period.start || start >= period.end;
  if (isApart || (start >= period.start && end <= period.end) || isWholeMonths(period)) return;
  const last = new Date(Date.parse(end) - 1).toISOString();
  throw new BillkitError(
    `${owner} has amounts for ${start.slice(0, 10)}..${last.slice(0, 10)}, of which the period covers only a part; choose whole months.`,
  );
}
