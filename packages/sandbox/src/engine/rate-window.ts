import type { Clock } from "./clock.js";

const windowMs = 60_000;

export interface Rate {
  /** Requests in this minute, including this one. */
  readonly count: number;
  readonly allowed: number;
  readonly resetSeconds: number;
}

/** Counts each credential's requests per minute. */
export class RateWindow {
  readonly #counts = new Map<string, number>();
  #startMs = 0;

  constructor(
    readonly allowed: number,
    readonly clock: Clock,
  ) {}

  /** Forgets all requests. */
  clear(): void {
    this.#counts.clear();
  }

  count(credential: string): Rate {
    const now = this.clock.now();
    const startMs = now - (now % windowMs);
    if (startMs !== this.#startMs) {
      this.#counts.clear();
      this.#startMs = startMs;
    }
    const count = (this.#counts.get(credential) ?? 0) + 1;
    this.#counts.set(credential, count);
    return {
      count,
      allowed: this.allowed,
      resetSeconds: Math.ceil((startMs + windowMs - now) / 1000),
    };
  }
}
