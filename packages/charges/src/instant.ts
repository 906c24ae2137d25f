const form = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A day's first instant in UTC, in epoch milliseconds; undefined for a day that doesn't exist. */
export function midnightOf(day: string): number | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse reads 31 June as 1 July.
  const isDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === day;
  return isDay ? midnight : undefined;
}

/**
 * Reads a date, or a date and time with `Z` or an offset such as `+02:00` (RFC 3339); without one it
 * is in UTC, on every machine.
 * @returns epoch milliseconds; undefined for any other text, and for a day that doesn't exist
 */
export function parseInstant(text: string): number | undefined {
  const [, day, offset] = form.exec(text) ?? [];
  if (day === undefined || midnightOf(day) === undefined) return undefined;
  // Date.parse reads a time without an offset as local time.
  const instant = Date.parse(text.length > day.length && offset === undefined ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}
