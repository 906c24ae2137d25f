import { offAbort, onAbort } from "../internal/scope.js";
import { askedMs } from "../pipeline/server-retry-delay.js";
import type { Answer } from "../response/answer.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
import { start, stop, type Clock } from "../internal/clock.js";
import { RateLimitError } from "../errors.js";
import { fault } from "../internal/call-error.js";
import { running } from "../pipeline/call-state.js";
import { longestResetMs, type Limit } from "./limit.js";

/** Takes what a request came to: its response, or nothing where it failed. */
export type Ended = (response?: Answer) => void;

/** How long it sleeps at most while calls wait, and by how much a timer may be late. */
const beatMs = 10_000;
const lateMs = 1000;

interface Waiting {
  readonly request: HttpRequest;
  readonly call: Call;
  /** The call's; Infinity once the machine has slept, whose clock tells no longer when the call ends. */
  deadline: number;
  readonly go: (ended: Ended) => void;
  readonly fail: (reason: unknown) => void;
}

/** Lets one credential's requests go when the limits have room for them: first come, first served. */
export class Pace {
  readonly #limits: readonly Limit[];
  readonly #queue = new Set<Waiting>();
  #underWay = 0;
  /** Until when a 429 has asked to wait, and how long that is. */
  #heldUntil = 0;
  #heldMs = 0;
  #wakeAt = Infinity;
  #timer: ReturnType<typeof start> | undefined;

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
  }

  /** It may be dropped: nothing would be known less. */
  idle(now: number): boolean {
    const busy = this.#queue.size + this.#underWay > 0 || now < this.#held(now);
    return !busy && this.#limits.every((limit) => limit.idle(now));
  }

  /**
   * Waits for the request's turn; gives what is to be told how it ended.
   * @throws RateLimitError at once when the wait would pass the call's deadline, or is one that a 429
   * asked for and longer than `retryAfterCapMs`; the signal's own reason when it aborts
   */
  async turn(request: HttpRequest, call: Call): Promise<Ended> {
    const { clock } = call.client;
    const own = running(call);
    const { signal } = request;
    own.throwIfAborted();
    signal?.throwIfAborted();
    let waiting: Waiting;
    const leaving = {
      abort: (reason: unknown): void => {
        // One that has gone is ended by what sends it.
        if (!this.#queue.delete(waiting)) return;
        waiting.fail(reason);
        this.#next(clock);
      },
    };
    try {
      return await new Promise<Ended>((go, fail) => {
        waiting = { request, call, deadline: call.deadline, go, fail };
        if (this.#refused(waiting, this.#queue.size)) return;
        this.#queue.add(waiting);
        own.add(leaving);
        onAbort(signal, leaving);
        this.#next(clock);
      });
    } finally {
      own.drop(leaving);
      offAbort(signal, leaving);
    }
  }

  /** Lets go whom there is room for, and sleeps until there is for the next. */
  #next(clock: Clock): void {
    const now = this.#now(clock);
    for (const waiting of this.#queue) {
      const at = this.#earliest(now, (limit) => limit.from(now));
      if (at <= now) {
        this.#queue.delete(waiting);
        waiting.go(this.#sent(now, waiting.call));
      } else if (!this.#refused(waiting, 0)) {
        this.#sleep(Math.min(at, now + beatMs), now, clock);
        return;
      }
    }
    this.#sleep(Infinity, now, clock);
  }

  /**
   * The time. Where it has jumped ahead of a timer, as on a laptop that slept, nobody who waits is
   * refused by it: a call's own timer ends it, which has slept as well.
   */
  #now(clock: Clock): number {
    const now = clock.now();
    if (now - this.#wakeAt > lateMs) for (const each of this.#queue) each.deadline = Infinity;
    return now;
  }

  #held(now: number): number {
    // Where the machine's clock is set back, the wait grows no longer.
    return (this.#heldUntil = Math.min(this.#heldUntil, now + this.#heldMs));
  }

  #earliest(now: number, of: (limit: Limit) => number): number {
    return Math.max(this.#held(now), ...this.#limits.map(of));
  }

  #sent(sentAt: number, call: Call): Ended {
    const { clock } = call.client;
    this.#underWay++;
    const ends = this.#limits.map((limit) => limit.sent(sentAt));
    return (response) => {
      const now = this.#now(clock);
      this.#underWay--;
      for (const end of ends) end(now, response);
      const asked = response?.status === 429 && askedMs(response, call);
      if (asked) {
        const waitMs = Math.min(asked, longestResetMs);
        this.#heldMs = Math.max(waitMs, this.#held(now) - now);
        this.#heldUntil = now + this.#heldMs;
        let ahead = 0;
        for (const waiting of this.#queue) if (!this.#refused(waiting, ahead)) ahead++;
      }
      this.#next(clock);
    };
  }

  #sleep(at: number, now: number, clock: Clock): void {
    // To wake too early does no harm.
    if (at < Infinity ? now < this.#wakeAt && this.#wakeAt <= at : this.#wakeAt === at) return;
    if (this.#timer) stop(this.#timer);
    this.#timer = undefined;
    this.#wakeAt = at;
    if (at === Infinity) return;
    const wake = (): void => {
      this.#now(clock);
      this.#wakeAt = Infinity;
      this.#next(clock);
    };
    this.#timer = start(clock, at - now, wake, undefined);
  }

  /** Fails at once what would wait in vain. */
  #refused(waiting: Waiting, ahead: number): boolean {
    const { request, call } = waiting;
    const now = call.client.clock.now();
    const waitMs = this.#earliest(now, (limit) => limit.atBest(now, ahead)) - now;
    const capped = this.#held(now) - now > call.client.retryAfterCapMs;
    if (now + waitMs < waiting.deadline && !capped) return false;
    this.#queue.delete(waiting);
    const wait = `${Math.ceil(waitMs / 1000)} s`;
    const why = capped
      ? `a 429 asked to wait ${wait}, longer than retryAfterCapMs`
      : `its turn comes in ${wait}, after the call's deadline; ask for less at once, or raise deadlineMs`;
    waiting.fail(
      fault(RateLimitError, request, call, `was not sent: ${why}`, {
        attempts: call.attempt - 1,
        status: 429,
        headers: {},
        retryAfterMs: waitMs,
      }),
    );
    return true;
  }
}
