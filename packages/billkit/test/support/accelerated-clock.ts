/** A real clock on which everything takes a hundredth of its time. */
export function acceleratedClock(): {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
} {
  const startedAt = performance.now();
  return {
    now: () => startedAt + (performance.now() - startedAt) * 100,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, Math.ceil(ms / 100) + 1);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      }),
  };
}
