import { RateLimitError } from "../errors.js";
import { callError } from "../internal/call-error.js";
import { startTimer, type Clock } from "../internal/clock.js";
import { Scope } from "../internal/scope.js";
import { callState } from "../pipeline/call.js";
import { serverRetryDelay } from "../pipeline/server-retry-delay.js";
import type { Call, HttpRequest } from "../pipeline/call.js";
import type { Answer } from "../response/answer.js";
import { maxResetMs, type Limit } from "./rate.js";

/** Called at the end of a request: with its response, or without one if it failed. */
export type Release = (response?: Answer) => void;

/**
 * The longest sleep while calls are queued, and the most that a timer is late unless the machine
 * has slept.
 */
const maxSleepMs = 10_000;
const timerToleranceMs = 1000;

interface QueuedRequest {
  readonly request: HttpRequest;
  readonly call: Call;
  /** The call's; Infinity once the machine has slept, since its clock no longer shows when the call ends. */
  deadline: number;
  readonly send: (release: Release) => void;
  readonly fail: (reason: unknown) => void;
}

/** Sends one credential's requests, first in, first out, as soon as the limits permit. */
export class RequestQueue {
  readonly #queue = new Set<QueuedRequest>();
  #inFlight = 0;
  /** The end and the length of the wait that a 429 requested. */
  #pausedUntil = 0;
  #pauseMs = 0;
  #wakeAt = Infinity;
  #stopTimer: (() => void) | undefined;

  constructor(private readonly limits: readonly Limit[]) {}

  /** Whether it can be dropped without losing state. */
  isIdle(now: number): boolean {
    const isBusy = this.#queue.size + this.#inFlight > 0 || now < this.#resumeAt(now);
    return !isBusy && this.limits.every((limit) => limit.isIdle(now));
  }

  /**
   * Waits until the request can be sent. Call the result when it has ended.
   * @throws RateLimitError at once if the wait would exceed the call's deadline, or if a 429's wait
   * exceeds `retryAfterCapMs`; the signal's own reason when it aborts
   */
  async acquire(request: HttpRequest, call: Call): Promise<Release> {
    const { clock } = call.client;
    const sources = [callState(call), ...(request.signal ? [request.signal] : [])];
    for (const source of sources) source.throwIfAborted();
    let queued: QueuedRequest;
    const removal = {
      abort: (reason: unknown): void => {
        // Once sent, a request is aborted by the layers that send it.
        if (!this.#queue.delete(queued)) return;
        queued.fail(reason);
        this.#sendNext(clock);
      },
    };
    try {
      return await new Promise<Release>((send, fail) => {
        queued = { request, call, deadline: call.deadline, send, fail };
        if (this.#refuse(queued, this.#queue.size)) return;
        this.#queue.add(queued);
        for (const source of sources) Scope.of(source).add(removal);
        this.#sendNext(clock);
      });
    } finally {
      for (const source of sources) Scope.of(source).remove(removal);
    }
  }

  /** Sends all requests that the limits permit, and sleeps until they permit the next. */
  #sendNext(clock: Clock): void {
    const now = this.#now(clock);
    for (const queued of this.#queue) {
      const at = this.#latest(now, (limit) => limit.nextAt(now));
      if (at <= now) {
        this.#queue.delete(queued);
        queued.send(this.#recordSent(now, queued.call));
      } else if (!this.#refuse(queued, 0)) {
        this.#sleepUntil(Math.min(at, now + maxSleepMs), now, clock);
        return;
      }
    }
    this.#sleepUntil(Infinity, now, clock);
  }

  /**
   * The current time. If it has jumped past a timer, as on a laptop that slept, it fails no queued
   * request: the call's own timer, which slept as well, ends the call.
   */
  #now(clock: Clock): number {
    const now = clock.now();
    if (now - this.#wakeAt > timerToleranceMs) {
      for (const queued of this.#queue) queued.deadline = Infinity;
    }
    return now;
  }

  #resumeAt(now: number): number {
    // If the machine's clock was set back, the pause doesn't grow.
    return (this.#pausedUntil = Math.min(this.#pausedUntil, now + this.#pauseMs));
  }

  #latest(now: number, time: (limit: Limit) => number): number {
    return Math.max(this.#resumeAt(now), ...this.limits.map(time));
  }

  #recordSent(sentAt: number, call: Call): Release {
    const { clock } = call.client;
    this.#inFlight++;
    const recordEnds = this.limits.map((limit) => limit.recordSent(sentAt));
    return (response) => {
      const now = this.#now(clock);
      this.#inFlight--;
      for (const recordEnd of recordEnds) recordEnd(now, response);
      const serverMs = response?.status === 429 && serverRetryDelay(response, call);
      if (serverMs) {
        this.#pauseMs = Math.max(Math.min(serverMs, maxResetMs), this.#resumeAt(now) - now);
        this.#pausedUntil = now + this.#pauseMs;
        let ahead = 0;
        for (const queued of this.#queue) if (!this.#refuse(queued, ahead)) ahead++;
      }
      this.#sendNext(clock);
    };
  }

  #sleepUntil(at: number, now: number, clock: Clock): void {
    // Waking too early does no harm.
    if (at < Infinity ? now < this.#wakeAt && this.#wakeAt <= at : this.#wakeAt === at) return;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#wakeAt = at;
    if (at === Infinity) return;
    const wake = (): void => {
      this.#now(clock);
      this.#wakeAt = Infinity;
      this.#sendNext(clock);
    };
    this.#stopTimer = startTimer(clock, at - now, wake);
  }

  /** Fails a request whose wait is too long. Returns whether it did. */
  #refuse(queued: QueuedRequest, ahead: number): boolean {
    const { request, call } = queued;
    const { clock, retryAfterCapMs } = call.client;
    const now = clock.now();
    const waitMs = this.#latest(now, (limit) => limit.earliestAt(now, ahead)) - now;
    const overCap = this.#resumeAt(now) - now > retryAfterCapMs;
    if (now + waitMs < queued.deadline && !overCap) return false;
    this.#queue.delete(queued);
    const wait = `${Math.ceil(waitMs / 1000)} s`;
    const why = overCap
      ? `a 429 requires a wait of ${wait}, longer than retryAfterCapMs`
      : `the rate limit permits it in ${wait}, after the call's deadline; start fewer calls at once or raise deadlineMs`;
    const details = { attempts: call.attempt - 1, status: 429, headers: {}, retryAfterMs: waitMs };
    queued.fail(callError(RateLimitError, request, call, `was not sent: ${why}`, details));
    return true;
  }
}
