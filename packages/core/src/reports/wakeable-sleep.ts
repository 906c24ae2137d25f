import { unlessAborted } from "../internal/scope.js";
import type { Clock } from "../internal/clock.js";

/** Sleeps that another can end before their time, all at once. */
export class Sleepers {
  readonly #clock: Clock;
  readonly #wakes = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends after `ms`, or when woken; rejects with the signal's own reason. */
  async sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const awake = new AbortController();
    const wake = (): void => {
      awake.abort();
    };
    this.#wakes.add(wake);
    const asleep = this.#clock.sleep(ms, awake.signal).catch((error: unknown) => {
      if (!awake.signal.aborted) throw error;
    });
    try {
      await unlessAborted(asleep, signal);
    } finally {
      this.#wakes.delete(wake);
      wake();
    }
  }

  wake(): void {
    for (const wake of this.#wakes) wake();
  }
}
