/** The last whole month (UTC), as a request for billable usage names it. */
export interface Month {
  readonly startDate: string;
  readonly endDate: string;
}

export function lastMonth(nowMs: number): Month {
  const now = new Date(nowMs);
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth()) - 1000;
  const text = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");
  return { startDate: text(start), endDate: text(end) };
}
