import type { Clock } from "../../src/index.js";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only when a test advances it or runs it until a promise settles. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 6, 1);
  readonly #sleepers = new Set<Sleeper>();

  /** @param settled - lets everything run that needs no time to pass */
  constructor(private readonly settled = turns) {}

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

  /** The number of pending sleeps: 0 once everything has settled. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Advances time, waking each sleeper when it is due. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settled();
    for (;;) {
      const next = this.#earliest();
      if (!next || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await this.settled();
    }
    this.#now = end;
    await this.settled();
  }

  /** Runs time from sleeper to sleeper until the work has settled. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finish = (): void => {
      done = true;
    };
    work.then(finish, finish);
    await this.settled();
    while (!done) {
      const next = this.#earliest();
      if (!next) throw new Error("no sleep is pending, and the work hasn't settled");
      await this.advance(Math.max(0, next.at - this.#now));
    }
    return work;
  }

  #earliest(): Sleeper | undefined {
    return [...this.#sleepers].sort((one, other) => one.at - other.at)[0];
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
