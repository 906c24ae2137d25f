/** The sandbox's source of time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Waits for `ms` milliseconds, or rejects when `signal` is aborted: used by faults that delay.
   * @default the system's timers
   */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now() };

export const dayMs = 86_400_000;

/** Waits with the clock's own `sleep`, or otherwise with the system's timers. */
export async function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (clock.sleep) return clock.sleep(ms, signal);
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      settle();
    };
    const abort = end(() => {
      reject(new Error("The wait was aborted.", { cause: signal.reason }));
    });
    const timer = setTimeout(end(resolve), ms);
    signal.addEventListener("abort", abort);
  });
}

/** Midnight (UTC) of the day of `time`. */
export function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}

/** `2026-06-01` */
export function toDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `2026-06-01T00:00:00Z`: to the second, as services write computed date-times. */
export function toSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}
