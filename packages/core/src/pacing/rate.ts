import { maxTimerMs } from "../internal/clock.js";
import { ConfigurationError } from "../errors.js";
import { formatValue } from "../internal/format.js";
import type { Answer } from "../response/answer.js";

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `300 per minute`, or the same as whole numbers from 1. */
export type Rate =
  `${number} per ${keyof typeof unitMs}` | { readonly requests: number; readonly perMs: number };

/** At most `requests` requests in any span of `perMs` milliseconds. */
export type ParsedRate = Exclude<Rate, string>;

/** A rate limit of one credential, which tracks its requests and their responses. */
export interface Limit {
  /**
   * When the next request can be sent, in epoch milliseconds: `now` or earlier for at once, Infinity
   * for after the next response.
   */
  nextAt(now: number): number;
  /** The earliest time at best, with `ahead` other requests before it. */
  earliestAt(now: number, ahead: number): number;
  /** Records a request that is sent now. Call the result when it ends, with the response if any. */
  recordSent(now: number): (now: number, response: Answer | undefined) => void;
  /** Whether nothing in it affects later requests. */
  isIdle(now: number): boolean;
}

/**
 * The longest reset or wait that is accepted from a response, in milliseconds. A larger value, such
 * as a timestamp instead of a duration, would stop all requests: only another response could
 * correct it.
 */
export const maxResetMs = unitMs.day;

/** @throws ConfigurationError for an invalid rate */
export function parseRate(rate: unknown): ParsedRate {
  const [, count, unit] =
    /^(\d+) per (second|minute|hour|day)$/.exec(typeof rate === "string" ? rate : "") ?? [];
  // JavaScript callers can pass anything.
  const { requests, perMs } = (
    unit ? { requests: Number(count), perMs: Reflect.get(unitMs, unit) } : Object(rate)
  ) as Partial<Record<string, unknown>>;
  if (isWholeNumber(requests) && isWholeNumber(perMs)) return { requests, perMs };
  const given =
    Object(rate) === rate
      ? `{ requests: ${formatValue(requests)}, perMs: ${formatValue(perMs)} }`
      : formatValue(rate);
  throw new ConfigurationError(
    `pacingLayer: rate is ${given}; allowed: such as "300 per minute" (second, minute, hour or day), or { requests, perMs }; whole numbers from 1 to ${maxTimerMs}`,
    { option: "rate" },
  );
}

const isWholeNumber = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maxTimerMs;
