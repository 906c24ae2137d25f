/** A whole calendar month in UTC, in the vendors' forms. */
export interface Month {
  /** First and last day, both included: `2026-06-01`, `2026-06-30`. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Half-open: from the first instant to the first instant of the next month. */
  readonly startDate: string;
  readonly endDate: string;
}

/** The last whole month (UTC) before `now`, in epoch milliseconds. */
export function lastWholeMonth(now: number): Month {
  const today = new Date(now);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const start = new Date(Date.UTC(year, month - 1, 1)).toISOString();
  const end = new Date(Date.UTC(year, month, 1)).toISOString();
  const lastDay = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return {
    firstDay: start.slice(0, 10),
    lastDay,
    startDate: start,
    endDate: end,
  };
}
