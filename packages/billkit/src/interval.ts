/** A half-open interval: includes `start`, excludes `end`. Both as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export interface UtcInterval {
  start: string;
  end: string;
}

const dayMs = 86_400_000;
const form =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Normalizes a billing period, so that periods of several vendors can be compared and joined. Vendors
 * write the end of a period in three ways:
 *
 * | end | meaning | result |
 * |---|---|---|
 * | `2026-06-30` | includes the day | the next midnight |
 * | `2026-06-30T23:59:59Z`, `…59.999Z` | includes its last second | the next full second |
 * | `2026-07-01T00:00:00Z` | exclusive | unchanged |
 *
 * The last second of any quarter of an hour counts as inclusive, so that a month ends right in all time
 * zones: 18:29:59Z is midnight in India, 18:14:59Z in Nepal. A time without an offset is UTC, and a date
 * is a day in UTC.
 *
 * @param start - a date (`YYYY-MM-DD`) or an ISO 8601 date-time
 * @param end - likewise
 * @throws RangeError if either is invalid, or if `end` is before `start`
 */
export function utcInterval(start: string, end: string): UtcInterval {
  const from = instant(start).ms;
  const to = exclusive(instant(end));
  if (to < from) throw new RangeError(`utcInterval: the end ${end} is before the start ${start}`);
  return { start: new Date(from).toISOString(), end: new Date(to).toISOString() };
}

interface Instant {
  readonly ms: number;
  readonly wholeDay: boolean;
  readonly lastSecond: boolean;
}

function instant(text: string): Instant {
  const [, date, time, second, fraction = "", offset = "Z"] = form.exec(text) ?? [];
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const minutes = time ?? "00:00";
  const iso = `${date ?? ""}T${minutes}:${second ?? "00"}.${milliseconds}${zone(offset)}`;
  const ms = Date.parse(iso);
  // Date.parse reads 30 February as 2 March, so compare the day that comes back.
  const midnight = Date.parse(`${date ?? ""}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(midnight).toISOString().slice(0, 10) !== date) {
    const given = JSON.stringify(text);
    throw new RangeError(
      `utcInterval: ${given} is not a date; allowed: YYYY-MM-DD or an ISO 8601 date-time`,
    );
  }
  // Time zones differ by whole quarters of an hour.
  const lastSecond = second === "59" && /:(14|29|44|59)$/.test(time ?? "");
  return { ms, wholeDay: time === undefined, lastSecond };
}

function exclusive({ ms, wholeDay, lastSecond }: Instant): number {
  if (wholeDay) return ms + dayMs;
  return lastSecond ? Math.floor(ms / 1000) * 1000 + 1000 : ms;
}

/** `+0200` and `+02` are valid ISO 8601, but Date.parse accepts only `+02:00`. */
function zone(offset: string): string {
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return sign === undefined ? "Z" : `${sign}${hours ?? ""}:${minutes}`;
}
