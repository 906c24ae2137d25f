import type { Answer } from "../response/answer.js";
import type { Call } from "./call.js";

/**
 * The wait that a response requests, in milliseconds: from `Retry-After`; without that header from the
 * message, if the contract declares how messages state it.
 */
export const serverRetryDelay = (answer: Answer, { client }: Call): number | undefined =>
  answer.headers.get("retry-after")
    ? retryAfterMs(answer.headers, client.clock.now())
    : client.service.messageDelay?.(client.service, answer);

/**
 * `Retry-After` in milliseconds, from seconds or an HTTP date (RFC 9110, 10.2.3). If
 * proxies have joined several, the largest. Absent, in the past or unreadable: undefined.
 * @param name another header of the same form
 */
export function retryAfterMs(
  headers: Headers,
  now: number,
  name = "retry-after",
): number | undefined {
  const value = String(headers.get(name));
  const ms = /^[\d., ]+$/.test(value)
    ? value.split(",").reduce((most, part) => Math.max(most, 1000 * Number(part) || 0), 0)
    : // A date without a zone would be read as local time; HTTP dates are always GMT.
      /^[a-z]+,? .*\d\d:\d\d:\d\d/i.test(value)
      ? Date.parse(value.replace(/( GMT)?$/i, " GMT")) - now
      : 0;
  // At most some 30,000 years: no number of digits makes a wait infinite.
  return ms > 0 ? Math.min(ms, 1e15) : undefined;
}
