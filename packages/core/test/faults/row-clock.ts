import { systemClock, type Clock } from "../../src/index.js";
import { VirtualClock } from "../support/virtual-clock.js";

/** A clock that knows what sleeps, apart for the client and for the server. */
export class RowClock implements Clock {
  readonly #virtual = new VirtualClock();
  readonly #clock: Clock;
  readonly #ends = new Set<{ readonly at: number; readonly client: boolean }>();

  constructor(kind?: "system") {
    this.#clock = kind === "system" ? systemClock : this.#virtual;
  }

  now(): number {
    return this.#clock.now();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    await this.#sleep(ms, signal, true);
  }

  /** For the server. */
  async tick(ms: number, signal: AbortSignal): Promise<void> {
    await this.#sleep(ms, signal, false);
  }

  /** How many of the client's sleeps have not ended. */
  get pending(): number {
    return [...this.#ends].filter(({ client }) => client).length;
  }

  /**
   * Moves virtual time on to where the next sleep ends; real time moves by itself. False: nothing
   * sleeps, or not before `end` has passed.
   */
  async skip(end: number): Promise<boolean> {
    if (this.#clock === systemClock) return this.now() <= end;
    const next = Math.min(...[...this.#ends].map(({ at }) => at));
    if (next > end) return false;
    await this.#virtual.advance(next - this.now());
    return true;
  }

  async #sleep(ms: number, signal: AbortSignal | undefined, client: boolean): Promise<void> {
    const end = { at: this.now() + ms, client };
    this.#ends.add(end);
    await this.#clock.sleep(ms, signal).finally(() => this.#ends.delete(end));
  }
}

/** Lets sockets and promises go on, without waiting for time to pass. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
