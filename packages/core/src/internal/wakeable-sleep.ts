import { raceAbort } from "./scope.js";
import type { Clock } from "./clock.js";

/** Sleeps that can be ended early, all at once. */
export type WakeableSleep = ReturnType<typeof wakeableSleep>;

export function wakeableSleep(clock: Clock) {
  const wakeups = new Set<() => void>();
  return {
    /** Resolves after `ms` milliseconds or on `wake()`; rejects with the signal's own reason. */
    async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
      const woken = new AbortController();
      const wakeUp = (): void => {
        woken.abort();
      };
      wakeups.add(wakeUp);
      const asleep = clock.sleep(ms, woken.signal).catch((error: unknown) => {
        if (!woken.signal.aborted) throw error;
      });
      try {
        await raceAbort(asleep, signal);
      } finally {
        wakeups.delete(wakeUp);
        wakeUp();
      }
    },
    wake(): void {
      for (const wakeUp of wakeups) wakeUp();
    },
  };
}
