/**
 * A clock that stands at `start` until somebody sleeps, and from then on runs a hundred times as fast
 * as time does: what is read before the first request is always of the same moment.
 */
export function testClock(start = Date.UTC(2026, 6, 15, 9, 30)) {
  let startedAt: number | undefined;
  return {
    now: (): number =>
      start + (startedAt === undefined ? 0 : (performance.now() - startedAt) * 100),
    sleep: (ms: number, signal?: AbortSignal): Promise<void> => {
      startedAt ??= performance.now();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, Math.ceil(ms / 100) + 1);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      });
    },
  };
}
