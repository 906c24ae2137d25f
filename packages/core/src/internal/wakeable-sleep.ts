import { raceAbort } from "./scope.js";
import type { Clock } from "./clock.js";

/** Sleeps that can be ended early, all at once. */
export class WakeableSleep {
  readonly #clock: Clock;
  readonly #wakeups = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves after `ms` milliseconds or on `wake()`; rejects with the signal's own reason. */
  async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const woken = new AbortController();
    const wakeUp = (): void => {
      woken.abort();
    };
    this.#wakeups.add(wakeUp);
    const asleep = this.#clock.sleep(ms, woken.signal).catch((error: unknown) => {
      if (!woken.signal.aborted) throw error;
    });
    try {
      await raceAbort(asleep, signal);
    } finally {
      this.#wakeups.delete(wakeUp);
      wakeUp();
    }
  }

  wake(): void {
    for (const wakeUp of this.#wakeups) wakeUp();
  }
}
