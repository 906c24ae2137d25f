import { ConfigurationError } from "@billkit/core";
import { parsePeriod } from "@billkit/charges";
import { usageError } from "../failure.js";

/** Whole days in UTC. */
export interface BillPeriod {
  /** `2026-06` for a whole month, else `2026-06-01..2026-06-14`, both days included. */
  readonly text: string;
  /** The first instant. */
  readonly start: string;
  /** The first instant after the period. */
  readonly end: string;
}

/**
 * Parses `--period`; absent, it is the last whole month (UTC).
 *
 * @param nowMs - epoch milliseconds
 * @throws CommandError for an impossible, reversed or future period
 */
export function readPeriod(text: string | undefined, nowMs: number): BillPeriod {
  if (text === undefined) return monthBefore(new Date(nowMs));
  try {
    const { start, end } = parsePeriod(text, nowMs);
    return { text, start, end };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // The command line takes text only.
    const problem = error.message
      .replace(/^period: /, "--period ")
      .replace(/, (days .*), or \{ start, end \}/, " or $1");
    throw usageError(problem, { cause: error });
  }
}

/** As many whole months before whole months; otherwise as many days before. */
export function periodBefore({ text, start, end }: BillPeriod): BillPeriod {
  const [from, to] = [new Date(start), new Date(end)];
  if (!text.includes("..")) return monthBefore(from);
  const isMonths = from.getUTCDate() === 1 && to.getUTCDate() === 1;
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth();
  const first = isMonths
    ? Date.UTC(from.getUTCFullYear(), 2 * from.getUTCMonth() - months, 1)
    : from.getTime() - (to.getTime() - from.getTime());
  return {
    text: `${dayOf(first)}..${dayOf(from.getTime() - 1)}`,
    start: new Date(first).toISOString(),
    end: start,
  };
}

function monthBefore(date: Date): BillPeriod {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const first = Date.UTC(year, month - 1, 1);
  return {
    text: dayOf(first).slice(0, 7),
    start: new Date(first).toISOString(),
    end: new Date(Date.UTC(year, month, 1)).toISOString(),
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
