/** Where the sandbox takes the time from. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

export const dayMs = 86_400_000;

/** Midnight (UTC) of the day that holds `time`. */
export function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}

/** `2026-06-01` */
export function toDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `2026-06-01T00:00:00Z`: to the second, as services write a date-time that is not measured. */
export function toSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
