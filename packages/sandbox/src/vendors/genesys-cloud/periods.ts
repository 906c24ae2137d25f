/** A billing period with the service's dates: the last second is part of it. */
export interface BillingPeriod {
  /** Its first instant, in milliseconds since 1970. */
  readonly startMs: number;
  /** Its last second. */
  readonly endMs: number;
  readonly open: boolean;
}

/**
 * The period `index` periods before the one of `now`. Periods are months that begin at midnight
 * (UTC) on the organization's own `firstDay`, from 1 to 28.
 */
export function billingPeriod(now: number, firstDay: number, index: number): BillingPeriod {
  const date = new Date(now);
  const begun = date.getUTCDate() >= firstDay ? 0 : -1;
  const month = date.getUTCMonth() + begun - index;
  const startMs = Date.UTC(date.getUTCFullYear(), month, firstDay);
  const nextMs = Date.UTC(date.getUTCFullYear(), month + 1, firstDay);
  return { startMs, endMs: nextMs - 1000, open: index === 0 };
}
