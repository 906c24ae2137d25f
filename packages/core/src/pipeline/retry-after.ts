/**
 * How long a response asks to wait, in milliseconds: `Retry-After` in seconds or as an HTTP date
 * (RFC 9110, 10.2.3). Absent, in the past or unreadable: undefined.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = String(headers.get("retry-after"));
  const ms = /^\d+(\.\d+)?$/.test(value)
    ? Number(value) * 1000
    : // A date without a zone would be read as local time; dates of HTTP are always in GMT.
      /^[a-z]+,? .*\d\d:\d\d:\d\d/i.test(value)
      ? Date.parse(value.replace(/( GMT)?$/i, " GMT")) - now
      : 0;
  return ms > 0 ? ms : undefined;
}
