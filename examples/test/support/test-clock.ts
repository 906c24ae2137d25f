/** From here on a sleep is a limit of time, which only what hangs would reach. */
const limitMs = 60_000;

/**
 * A clock that stands at `start` but for what somebody sleeps. Waits take a hundredth of their time;
 * limits take all of it, so that on a busy machine none is reached by what is merely slow.
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
