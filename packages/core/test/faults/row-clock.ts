import { systemClock, type Clock } from "../../src/index.js";
import { VirtualClock } from "../support/virtual-clock.js";

/** A clock that tracks pending sleeps separately for the client and the server. */
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

  /** Sleeps for the server. */
  async tick(ms: number, signal: AbortSignal): Promise<void> {
    await this.#sleep(ms, signal, false);
  }

  /** The number of the client's pending sleeps. */
  get pending(): number {
    return [...this.#ends].filter(({ client }) => client).length;
  }

  /**
   * Advances virtual time to the end of the next sleep; real time advances by itself. Returns false
   * if nothing sleeps, or not until after `end`.
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

/** Lets sockets and promises proceed without waiting for time to pass. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
