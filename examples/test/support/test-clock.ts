/** A longer sleep is a timeout, which only a hang would reach. */
const limitMs = 60_000;

/**
 * A clock that stays at `start` except while something sleeps. Delays take a hundredth of their
 * time; timeouts take all of it, so that a busy machine reaches none just by being slow.
 */
export function testClock(start = Date.UTC(2026, 6, 15, 9, 30)) {
  let now = start;
  return {
    now: (): number => now,
    sleep: (ms: number, signal?: AbortSignal): Promise<void> => {
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
