// Checks of strings that only some services need. Generated code imports them, so that other bundles
// don't contain them.

/** `Date` turns some days that don't exist into later ones. */
const isDay = (day: string): boolean => new Date(day).getUTCDate() === Number(day.slice(8));

/** A day in the calendar, `YYYY-MM-DD`. */
export const isDate = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && isDay(value);

/** A date and time in RFC 3339 form whose day is in the calendar. */
export const isDateTime = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
  isDay(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value));

/**
 * A string that matches a regular expression somewhere.
 * @param source - the expression, which has the `u` flag
 * @param isValid - another check
 */
export function pattern(
  source: string,
  isValid: (value: string) => boolean = () => true,
): (value: string) => boolean {
  let compiled: RegExp | undefined;
  return (value) => (compiled ??= new RegExp(source, "u")).test(value) && isValid(value);
}
