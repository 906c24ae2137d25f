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
    throw usageError(`--${error.message}`, { cause: error });
  }
}

/** The month before a whole month; otherwise the same number of days before. */
export function periodBefore({ text, start, end }: BillPeriod): BillPeriod {
  const from = new Date(start);
  if (!text.includes("..")) return monthBefore(from);
  const first = dayOf(from.getTime() - (Date.parse(end) - from.getTime()));
  const last = dayOf(from.getTime() - 1);
  return { text: `${first}..${last}`, ...parsePeriod(`${first}..${last}`) };
}

function monthBefore(date: Date): BillPeriod {
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1);
  const text = dayOf(first).slice(0, 7);
  return { text, ...parsePeriod(text) };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
