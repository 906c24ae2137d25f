import type { Clock } from "../internal/clock.js";
import { pollDelayMs } from "./poll-delay.js";
import type { ReportStatus } from "./poller-definition.js";
import type { PollState, SerializedPoller } from "./poller-state.js";
import { retryAfterMs } from "../pipeline/retry-after.js";

/** In a row; then the report is given up. */
export const mostUnknown = 10;
const mostFailures = 3;

/** How often one report was asked for, how that went of late, and when to ask next. */
export class PollSchedule {
  readonly startedAt: number;
  /** When the next request may be made, in epoch milliseconds. */
  #dueAt = 0;
  #plannedMs = 0;
  /** Requests that have ended, those before a restore included. */
  polls: number;
  readonly #clock: Clock;
  readonly #random: () => number;
  /** Whatever their status: the pauses grow with them. Those before a restore are not counted. */
  #answers = 0;
  #unknownInARow = 0;
  #failedInARow = 0;
  #elapsedMs: number;

  constructor(clock: Clock, random = Math.random, resumed?: SerializedPoller) {
    this.#clock = clock;
    this.#random = random;
    this.startedAt = resumed?.startedAt ?? clock.now();
    this.polls = resumed?.polls ?? 0;
    this.#elapsedMs = resumed?.elapsedMs ?? 0;
  }

  /** Counts a request that failed, and plans the next; gives how long until then. */
  failed(hintMs: number | undefined): number {
    this.polls++;
    this.#failedInARow++;
    return this.#plan(hintMs);
  }

  /** Counts a request that was answered, before the answer is read: reading it may throw. */
  answered(): void {
    this.polls++;
    this.#failedInARow = 0;
  }

  /** Counts what the answer said, and plans the next request unless the report is complete. */
  told(
    state: ReportStatus<unknown>["state"],
    headers: Headers,
  ): Pick<PollState, "polls" | "elapsedMs" | "nextPollMs"> {
    this.#answers++;
    this.#unknownInARow = state === "unknown" ? this.#unknownInARow + 1 : 0;
    const now = this.#clock.now();
    const nextPollMs = state === "complete" ? undefined : this.#plan(retryAfterMs(headers, now));
    return { polls: this.polls, elapsedMs: this.elapsedMs, nextPollMs };
  }

  /** Since the poller was made first. A clock may be set back; this never goes. */
  get elapsedMs(): number {
    return (this.#elapsedMs = Math.max(this.#elapsedMs, this.#clock.now() - this.startedAt));
  }

  /** Whether the last request failed, and another may follow. */
  get outlivesFailure(): boolean {
    return this.#failedInARow % mostFailures !== 0;
  }

  /** How long until the next request. */
  get dueInMs(): number {
    const now = this.#clock.now();
    // A clock may be set back: the wait is planned anew then, not made longer.
    this.#dueAt = Math.min(this.#dueAt, now + this.#plannedMs);
    return this.#dueAt - now;
  }

  get isUnknownTooOften(): boolean {
    return this.#unknownInARow > 0 && this.#unknownInARow % mostUnknown === 0;
  }

  #plan(hintMs = 0): number {
    const random = this.#random;
    const ms = Math.ceil(Math.max(pollDelayMs(this.#answers, random()), hintMs));
    this.#dueAt = this.#clock.now() + ms;
    return (this.#plannedMs = ms);
  }
}
