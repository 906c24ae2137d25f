import type { Limit, ParsedRate } from "./rate.js";

/**
 * Limits requests to a configured rate: never more in any span of its length, wherever the service's
 * window starts. The service counts a request at some time between sending and response, so one in
 * flight counts as arriving now, one that has ended as having arrived at its end.
 */
export function slidingWindow({ requests, perMs }: ParsedRate): Limit {
  /** When the latest requests ended, earliest first. */
  let endedAt: number[] = [];
  let inFlight = 0;
  // Clocks count whole milliseconds, rounded either way.
  const spanMs = perMs + 1;

  const dropExpired = (now: number): void => {
    // The machine's clock was set back.
    if ((endedAt.at(-1) ?? now) > now) endedAt = endedAt.map((at) => Math.min(at, now));
    const firstKept = endedAt.findIndex((at) => at + spanMs > now);
    endedAt.splice(0, firstKept < 0 ? endedAt.length : firstKept);
  };
  const earliestAt = (now: number, ahead: number): number => {
    dropExpired(now);
    const used = endedAt.length + inFlight;
    // Each request reuses the slot of the one `requests` places before it, which may still be queued.
    const spans = Math.floor(ahead / requests) + 1;
    const before = used + ahead - spans * requests;
    return before < 0 ? now + (spans - 1) * spanMs : (endedAt[before] ?? now) + spans * spanMs;
  };
  return {
    nextAt: (now) => earliestAt(now, 0),
    earliestAt,
    recordSent: () => {
      inFlight++;
      return (now) => {
        inFlight--;
        dropExpired(now);
        endedAt.push(now);
      };
    },
    isIdle: (now) => {
      dropExpired(now);
      return !endedAt.length;
    },
  };
}
