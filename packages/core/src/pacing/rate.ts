import { longestMs } from "../internal/clock.js";
import { ConfigurationError } from "../errors.js";
import { shown } from "../internal/format.js";

const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `300 per minute`, or the same in numbers: whole ones, from 1. */
export type Rate =
  `${number} per ${keyof typeof units}` | { readonly requests: number; readonly perMs: number };

/** At most so many requests in any span of so many milliseconds. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** @throws ConfigurationError for what is no rate */
export function readRate(rate: unknown): RateLimit {
  // Without types, anything may be given.
  const { requests, perMs } =
    typeof rate === "string" ? readText(rate) : (Object(rate) as Partial<Record<string, unknown>>);
  if (whole(requests) && whole(perMs)) return { requests, perMs };
  const given =
    Object(rate) === rate
      ? `{ requests: ${shown(requests)}, perMs: ${shown(perMs)} }`
      : shown(rate);
  throw new ConfigurationError(
    `pacingLayer: rate is ${given}; allowed: such as "300 per minute" (second, minute, hour or day), or { requests, perMs }; whole numbers from 1 to ${longestMs}`,
    { option: "rate" },
  );
}

function readText(rate: string): Partial<RateLimit> {
  const [, count, unit] = /^(\d+) per (\w+)$/.exec(rate) ?? [];
  const perMs = Object.entries(units).find(([name]) => name === unit)?.[1];
  return perMs ? { requests: Number(count), perMs } : {};
}

const whole = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longestMs;
