/** A longer sleep is a timeout, which only a hang would reach. */
const limitMs = 60_000;

/**
 * A clock on which only sleeping takes time. Delays take a hundredth of their time; timeouts take
 * all of it, so that a busy machine reaches none just by being slow.
 */
export function acceleratedClock(): {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
} {
  let now = Date.UTC(2026, 6, 15);
  return {
    now: () => now,
    sleep: (ms, signal) => {
      const end = now + ms;
      return new Promise((resolve, reject) => {
        const wake = (): void => {
          now = Math.max(now, end);
          resolve();
        };
        const timer = setTimeout(wake, ms < limitMs ? Math.ceil(ms / 100) + 1 : ms);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      });
    },
  };
}
