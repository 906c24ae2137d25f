import { ConfigurationError } from "@billkit/core";
import type { Instants } from "@billkit/core/charges";
import { parsePeriod, type Period } from "../period.js";

/** What to collect: a period, or the months that recent days can have changed. */
export interface CollectSpan {
  readonly period?: Period | undefined;
  /** Whole days, 0 to 3660: the months that these last days touch. */
  readonly lookback?: number | undefined;
}

const dayMs = 86_400_000;
const maxLookback = 3660;

/**
 * The whole months (UTC) that a span touches, since a partition is replaced whole.
 *
 * @param now - epoch milliseconds
 * @throws ConfigurationError for an invalid span, none, or both
 */
export function wholeMonths({ period, lookback }: CollectSpan, now: number): Instants {
  if ((period === undefined) === (lookback === undefined))
    throw new ConfigurationError("collect: pass either period or lookback.", { option: "period" });
  const { start, end } =
    period === undefined ? lookbackFrom(lookback ?? 0, now) : parsePeriod(period, now);
  const [first, last] = [new Date(start), new Date(Date.parse(end) - 1)];
  return {
    start: new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)).toISOString(),
    end: new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1)).toISOString(),
  };
}

function lookbackFrom(days: number, now: number): Instants {
  if (!Number.isInteger(days) || days < 0 || days > maxLookback)
    throw new ConfigurationError(
      `collect: lookback is ${String(days)}; allowed: whole days from 0 to ${maxLookback}.`,
      { option: "lookback" },
    );
  return {
    start: new Date(now - days * dayMs).toISOString(),
    end: new Date(now + 1).toISOString(),
  };
}
