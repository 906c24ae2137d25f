import { setImmediate } from "node:timers/promises";

/** A clock that moves only when a test advances it. */
export class TestClock {
  #now: number;
  readonly #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

  constructor(now = Date.UTC(2026, 6, 15)) {
    this.#now = now;
  }

  now = (): number => this.#now;

  sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    await new Promise<void>((resolve) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        resolve();
      });
    });
    signal?.throwIfAborted();
  };

  /** The number of pending sleeps: 0 once everything has settled. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.at > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Advances time from sleep to sleep until the promise has settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const state = { settled: false };
    const done = (): void => {
      state.settled = true;
    };
    promise.then(done, done);
    for (;;) {
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      if (state.settled) return promise;
      const next = Math.min(...[...this.#sleepers].map(({ at }) => at));
      if (next === Infinity) return promise;
      this.advance(next - this.#now);
    }
  }
}
