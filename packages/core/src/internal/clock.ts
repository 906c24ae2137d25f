import { ignore } from "./noop.js";

/** Where time comes from, so that tests and long waits need no real time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves once `ms` milliseconds of this clock have passed, never earlier; rejects with
   * `signal.reason` as soon as the signal aborts, and then leaves no timer behind.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

type Timer = ReturnType<typeof setTimeout> | AbortController;

/**
 * Runs `run` once `ms` milliseconds of the clock have passed, unless it is stopped first. Of the
 * runtime's own clock it takes the timer alone: that is a fifth of a call's time.
 */
export function start<T>(clock: Clock, ms: number, run: (of: T) => void, of: T): Timer {
  if (clock === systemClock && ms <= longestMs) return setTimeout(run, ms, of);
  const ended = new AbortController();
  clock.sleep(ms, ended.signal).then(() => {
    run(of);
  }, ignore);
  return ended;
}

/** Stops what `start` gave. */
export function stop(timer: Timer): void {
  // Without a reason it would make an error with a stack, for nobody.
  if (timer instanceof AbortController) timer.abort(timer);
  else clearTimeout(timer);
}

/** The longest time that a timer holds: beyond it, timers of the runtimes fire at once. */
export const longestMs = 0x7fffffff;

/** The runtime's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    let leftMs = ms;
    do {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(leftMs, longestMs));
        signal?.addEventListener("abort", wake);
      });
      signal?.throwIfAborted();
      leftMs -= longestMs;
    } while (leftMs > 0);
  },
};
