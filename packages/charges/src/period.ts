import { ConfigurationError } from "@billkit/core";
import type { Instants } from "@billkit/core/charges";
import { midnightOf, parseInstant } from "./instant.js";

/**
 * A month, `2026-06`; days, both included, `2026-06-01..2026-06-30`; or two instants,
 * the end excluded. In UTC.
 */
export type Period = string | { readonly start: string | Date; readonly end: string | Date };

const forms = 'a month such as "2026-06", days such as "2026-06-01..2026-06-30", or { start, end }';
const dayMs = 86_400_000;
/** A year outside of these is a typing error. */
const [firstYear, lastYear] = [1970, 2099];

/**
 * Reads a period.
 *
 * @param now - epoch milliseconds; a period that starts later is rejected.
 * @default no such check
 * @returns UTC instants, half-open
 * @throws ConfigurationError for a period that doesn't exist, is reversed, hasn't begun, or isn't in the
 *   years 1970 to 2099
 */
export function parsePeriod(period: Period, now = Infinity): Instants {
  const [start, end] = typeof period === "string" ? ofText(period) : ofInstants(period);
  if (start < Date.UTC(firstYear, 0) || end > Date.UTC(lastYear + 1, 0))
    throw invalid(period, `isn't in the years ${firstYear} to ${lastYear}`);
  if (end <= start) throw invalid(period, "ends before it starts");
  if (start > now) throw invalid(period, "is in the future");
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

function ofText(text: string): [number, number] {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  if (year !== undefined && month !== undefined) {
    const start = midnightOf(`${text}-01`);
    if (start === undefined) throw invalid(text, "is a month that doesn't exist");
    return [start, Date.UTC(Number(year), Number(month), 1)];
  }
  const [, first, last] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
  if (first === undefined || last === undefined) throw invalid(text, `isn't ${forms}`);
  return [dayOf(first, text), dayOf(last, text) + dayMs];
}

function ofInstants(period: Exclude<Period, string>): [number, number] {
  if (Object(period) !== period) throw invalid(period, `isn't ${forms}`);
  const read = (instant: unknown): number => {
    const ms = instant instanceof Date ? instant.getTime() : parseInstant(String(instant));
    if (ms === undefined || Number.isNaN(ms)) throw invalid(period, `isn't ${forms}`);
    return ms;
  };
  return [read(period.start), read(period.end)];
}

/** Midnight of a day. */
function dayOf(day: string, period: string): number {
  const midnight = midnightOf(day);
  if (midnight === undefined) throw invalid(period, `has ${day}, a day that doesn't exist`);
  return midnight;
}

function invalid(period: unknown, problem: string): ConfigurationError {
  return new ConfigurationError(`period: ${JSON.stringify(period)} ${problem}.`, {
    option: "period",
  });
}
