/** From here on a sleep is a limit of time, which only what hangs would reach. */
const limitMs = 60_000;

/**
 * A clock on which only sleeping takes time. Waits take a hundredth of theirs; limits take all of it,
 * so that on a busy machine none is reached by what is merely slow.
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
