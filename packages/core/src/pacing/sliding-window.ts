import type { Limit } from "./limit.js";
import type { RateLimit } from "./rate.js";

/**
 * A given rate: never more requests than that in any span of its length, wherever the service begins
 * to count. When a request arrives there is not known, only that it is between being sent and being
 * answered: one under way counts as arriving now, one that has ended as having arrived at its end.
 */
export function slidingWindow({ requests, perMs }: RateLimit): Limit {
  /** Ends of the latest requests, earliest first. */
  let ends: number[] = [];
  let underWay = 0;
  // Clocks count whole milliseconds, rounded either way.
  const spanMs = perMs + 1;

  const drop = (now: number): void => {
    // The machine's clock has been set back.
    if ((ends.at(-1) ?? now) > now) ends = ends.map((end) => Math.min(end, now));
    const kept = ends.findIndex((end) => end + spanMs > now);
    ends.splice(0, kept < 0 ? ends.length : kept);
  };
  const atBest = (now: number, ahead: number): number => {
    drop(now);
    const taken = ends.length + underWay;
    // Each takes over the slot of the one `requests` places before it; that may be one still ahead.
    const spans = Math.floor(ahead / requests) + 1;
    const before = taken + ahead - spans * requests;
    return before < 0 ? now + (spans - 1) * spanMs : (ends[before] ?? now) + spans * spanMs;
  };
  return {
    from: (now) => atBest(now, 0),
    atBest,
    sent: () => {
      underWay++;
      return (now) => {
        underWay--;
        drop(now);
        ends.push(now);
      };
    },
    idle: (now) => {
      drop(now);
      return !ends.length;
    },
  };
}
