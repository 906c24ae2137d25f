import type { Instants, PeriodFields } from "@billkit/core/charges";
import { midnightOf } from "../instant.js";
import { textValue, type Scope } from "./value.js";

const dayMs = 86_400_000;
const form =
  /^(\d{4}-\d\d)(?:(-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?$/i;

interface Moment {
  readonly ms: number;
  /** The first instant after it, if it is the last month, day or second of a period. */
  readonly endMs: number;
}

/**
 * A period's instants, half-open. An end that is a month, a day or a last second (`23:59:59Z`) is
 * included, as vendors mean it; any other instant is excluded.
 * @returns undefined if the start isn't an instant, or the end isn't and there is no length
 */
export function instantsOf(fields: PeriodFields, scope: Scope): Instants | undefined {
  const start = momentOf(textValue(fields.start, scope));
  if (start === undefined) return undefined;
  const end = momentOf(textValue(fields.end, scope));
  const endMs = end?.endMs ?? (fields.length && after(start.ms, fields.length));
  if (endMs === undefined || endMs < start.ms) return undefined;
  return { start: iso(start.ms), end: iso(endMs) };
}

/** The calendar month (UTC) that an instant is in. */
export function monthOf(instant: string): Instants {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: iso(Date.UTC(year, month, 1)), end: iso(Date.UTC(year, month + 1, 1)) };
}

/** The parts of a period that lie in one calendar month each. */
export function monthsOf({ start, end }: Instants): Instants[] {
  const parts: Instants[] = [];
  for (let from = start; from < end;) {
    const month = monthOf(from);
    const to = month.end < end ? month.end : end;
    parts.push({ start: from, end: to });
    from = to;
  }
  return parts;
}

/** Whether a period begins and ends with a calendar month (UTC). */
export const isWholeMonths = ({ start, end }: Instants): boolean =>
  [start, end].every((instant) => monthOf(instant).start === instant);

/** Whether an instant lies in a half-open period; both as `toISOString` writes them. */
export const isWithin = (instant: string, { start, end }: Instants): boolean =>
  instant >= start && instant < end;

/** An instant as `toISOString` writes it; undefined if it isn't one. */
export const toInstant = (text: string | undefined): string | undefined => spanOf(text)?.start;

/** A whole month or day, or an instant; undefined if it is none of these. */
export function spanOf(text: string | undefined): Instants | undefined {
  const moment = momentOf(text);
  return moment && { start: iso(moment.ms), end: iso(moment.endMs) };
}

function momentOf(text: string | undefined): Moment | undefined {
  if (text === undefined) return undefined;
  // Unix seconds; bills before 1973 don't exist.
  if (/^\d{9,11}(?:\.0+)?$/.test(text)) return exact(Number(text) * 1000);
  const [, month, day, time, second = "00", offset = "Z"] = form.exec(text) ?? [];
  if (month === undefined) return undefined;
  const date = `${month}${day ?? "-01"}`;
  const midnight = midnightOf(date);
  if (midnight === undefined) return undefined;
  if (day === undefined) return { ms: midnight, endMs: after(midnight, "month") };
  if (time === undefined) return { ms: midnight, endMs: midnight + dayMs };
  const zone = offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
  const ms = Date.parse(`${date}T${time}:${second}${zone}`);
  if (Number.isNaN(ms)) return undefined;
  // Time zones differ by whole quarters of an hour.
  return second === "59" && /(?:14|29|44|59)$/.test(time) ? { ms, endMs: ms + 1000 } : exact(ms);
}

const exact = (ms: number): Moment => ({ ms, endMs: ms });
const iso = (ms: number): string => new Date(ms).toISOString();

function after(ms: number, length: "day" | "month"): number {
  if (length === "day") return ms + dayMs;
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}
