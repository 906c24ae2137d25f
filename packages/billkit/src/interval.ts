/** From `start` on and up to, but without, `end`; both as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export interface UtcInterval {
  start: string;
  end: string;
}

const dayMs = 86_400_000;
const form =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * One form for the three in which vendors write where a period ends, so that periods of several vendors
 * can be compared and joined:
 *
 * | an end such as | means | here |
 * |---|---|---|
 * | `2026-06-30` | the day is included | the next midnight |
 * | `2026-06-30T23:59:59Z`, `…59.999Z` | its last second is included | the next full second |
 * | `2026-07-01T00:00:00Z` | exclusive | as it is |
 *
 * A time without an offset is taken as UTC, a day as the day in UTC. What a service sent is not changed:
 * keep it beside what this gives.
 *
 * @param start - a date (`YYYY-MM-DD`) or an ISO 8601 date-time
 * @param end - likewise
 * @throws RangeError when either is neither, or `end` comes before `start`
 */
export function utcInterval(start: string, end: string): UtcInterval {
  const from = instant(start).ms;
  const to = exclusive(instant(end));
  if (to < from) throw new RangeError(`The end ${end} comes before the start ${start}`);
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
  // Date.parse takes 30 February for 2 March: the day that comes back must be the one that was given.
  const given = Date.parse(`${date ?? ""}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(given).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`Not a date (YYYY-MM-DD) or an ISO 8601 date-time: ${text}`);
  }
  const lastSecond = time?.endsWith(":59") === true && second === "59";
  return { ms, wholeDay: time === undefined, lastSecond };
}

function exclusive({ ms, wholeDay, lastSecond }: Instant): number {
  if (wholeDay) return ms + dayMs;
  return lastSecond ? Math.floor(ms / 1000) * 1000 + 1000 : ms;
}

/** `+0200` and `+02` are ISO 8601 as well, but Date.parse takes only `+02:00`. */
function zone(offset: string): string {
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return sign === undefined ? "Z" : `${sign}${hours ?? ""}:${minutes}`;
}
