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
