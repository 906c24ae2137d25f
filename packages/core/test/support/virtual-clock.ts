import type { Clock } from "../../src/index.js";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it, or lets it run to whatever is waited for. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 6, 1);
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve) => {
      const sleeper: Sleeper = {
        at: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener("abort", sleeper.wake);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", sleeper.wake);
    });
    signal?.throwIfAborted();
  }

  /** How many sleep now: none once everything has settled. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Moves time on, waking each sleeper at its own moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const next = this.#earliest();
      if (!next || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** Lets time run, from one sleeper to the next, until the work has settled. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finish = (): void => {
      done = true;
    };
    work.then(finish, finish);
    await settled();
    while (!done) {
      const next = this.#earliest();
      if (!next) throw new Error("nothing is waited for, and the work has not settled");
      await this.advance(Math.max(0, next.at - this.#now));
    }
    return work;
  }

  #earliest(): Sleeper | undefined {
    return [...this.#sleepers].sort((one, other) => one.at - other.at)[0];
  }
}

/** Everything that can go on without time passing has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
