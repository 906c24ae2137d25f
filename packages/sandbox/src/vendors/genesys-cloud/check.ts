import { InputError } from "../../engine/input-error.js";
import type { GenesysCloudState } from "./state.js";

/**
 * What the schema can't express: ids are unique, and dates exist in the calendar.
 * @throws InputError with a pointer to the problem
 */
export function checkState({ organizations }: GenesysCloudState, at: string): void {
  const clients = new Set<string>();
  for (const [index, organization] of organizations.entries()) {
    const place = `${at}/organizations/${index}`;
    for (const [number, { clientId }] of organization.clients.entries()) {
      once(clients, clientId, `${place}/clients/${number}/clientId`);
    }
    const trustors = new Set<string>();
    for (const [number, trustor] of organization.trustors.entries()) {
      once(trustors, trustor.id, `${place}/trustors/${number}/id`);
      const starts = trustor.periods.map((period) => instant(period.billingPeriodStartDate));
      for (const [period, start] of starts.entries()) {
        const isOrdered = period === 0 || start < (starts[period - 1] ?? NaN);
        if (isOrdered) continue;
        const pointer = `${place}/trustors/${number}/periods/${period}/billingPeriodStartDate`;
        throw new InputError(`${pointer}: is not before that of the previous period`);
      }
    }
    const reports = new Set<string>();
    for (const [number, { startDate, endDate }] of organization.reports.entries()) {
      const key = `${instant(startDate)} ${instant(endDate)}`;
      once(reports, key, `${place}/reports/${number}`);
    }
  }
}

function once(seen: Set<string>, value: string, place: string): void {
  if (seen.has(value)) throw new InputError(`${place}: isn't unique`);
  seen.add(value);
}

/** A leap second is a valid date-time but not a valid Date: it sorts as the second before. */
function instant(dateTime: string): number {
  const time = Date.parse(dateTime);
  return Number.isNaN(time) ? Date.parse(dateTime.replace(/:60/, ":59")) : time;
}
