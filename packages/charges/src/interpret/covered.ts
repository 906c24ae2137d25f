import { BillkitError } from "@billkit/core";
import type { Instants } from "@billkit/core/charges";
import { isWholeMonths } from "./instants.js";

/**
 * A month's amount can't be divided: in a bill of some days it would be missing, or be the whole
 * month's. A bill of whole months has those that begin in one.
 * @param period - of the bill
 * @returns an error for an amount that lies in the period only in part
 */
export function partlyCovered(
  owner: string,
  { start, end }: Instants,
  period: Instants,
): BillkitError | undefined {
  const isApart = end <= period.start || start >= period.end;
  if (isApart || (start >= period.start && end <= period.end) || isWholeMonths(period))
    return undefined;
  const last = new Date(Date.parse(end) - 1).toISOString();
  return new BillkitError(
    `${owner} has amounts for ${start.slice(0, 10)}..${last.slice(0, 10)}, of which the period covers only a part; choose whole months.`,
  );
}

/** @throws the error of {@link partlyCovered} */
export function checkCovered(...input: Parameters<typeof partlyCovered>): void {
  const error = partlyCovered(...input);
  if (error !== undefined) throw error;
}
