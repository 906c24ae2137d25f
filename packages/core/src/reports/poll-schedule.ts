import type { Clock } from "../internal/clock.js";
import {
  ApiError,
  ConnectionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "../errors.js";
import { retryAfterMs } from "../pipeline/server-retry-delay.js";
import type { PollState, ReportStatus } from "./report-definition.js";
import type { SerializedPoller } from "./serialized-poller.js";

/** This many unknown statuses in a row end a wait. */
export const maxUnknownStatuses = 10;
const maxFailures = 3;
const minDelayMs = 2000;
const maxDelayMs = 30_000;
const maxRetryAfterMs = 180_000;

/** Counts polls, unknown statuses and failures of one report, and plans the next poll. */
export class PollSchedule {
  readonly startedAt: number;
  /** Polls that have ended, including those before a restore. */
  polls: number;
  /** When the next poll is due, in epoch milliseconds. */
  #dueAt = 0;
  #plannedMs = 0;
  /** Responses since this poller was created or restored; the delay grows with them. */
  #responses = 0;
  consecutiveUnknown = 0;
  #consecutiveFailures = 0;
  #elapsedMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly random = Math.random,
    saved?: SerializedPoller,
    private readonly waitHeaders: readonly string[] = [],
  ) {
    this.startedAt = saved?.startedAt ?? clock.now();
    this.polls = saved?.polls ?? 0;
    this.#elapsedMs = saved?.elapsedMs ?? 0;
  }

  /** Counts a failed poll and plans the next one; returns the delay in milliseconds. */
  recordFailure(error: unknown): number {
    this.polls++;
    this.#consecutiveFailures++;
    if (!(error instanceof ApiError)) return this.#plan();
    return this.#plan(this.#serverMs(new Headers(error.headers), error.retryAfterMs));
  }

  /** Counts a response, and plans the next poll unless the report is complete. */
  recordResponse(
    state: ReportStatus<unknown>["state"],
    headers: Headers,
  ): Omit<PollState, "status" | "requestId"> {
    this.polls++;
    this.#responses++;
    this.#consecutiveFailures = 0;
    this.consecutiveUnknown = state === "unknown" ? this.consecutiveUnknown + 1 : 0;
    const serverMs = this.#serverMs(headers, retryAfterMs(headers, this.clock.now()));
    const nextPollMs = state === "complete" ? undefined : this.#plan(serverMs);
    return { polls: this.polls, elapsedMs: this.elapsedMs, nextPollMs };
  }

  /** Milliseconds since the poller was created. Never decreases, even if the clock is set back. */
  get elapsedMs(): number {
    return (this.#elapsedMs = Math.max(this.#elapsedMs, this.clock.now() - this.startedAt));
  }

  /** Milliseconds until the next poll. */
  get dueInMs(): number {
    const now = this.clock.now();
    // If the clock was set back, the planned delay starts again; it doesn't grow.
    this.#dueAt = Math.min(this.#dueAt, now + this.#plannedMs);
    return this.#dueAt - now;
  }

  /** Whether a wait that ends at `deadlineAt` continues after this error. */
  continuesAfter(error: unknown, deadlineAt: number): boolean {
    const transient =
      error instanceof ConnectionError ||
      error instanceof TimeoutError ||
      error instanceof ServerError ||
      (error instanceof RateLimitError && (error.retryAfterMs ?? 0) <= maxRetryAfterMs) ||
      (error instanceof UnexpectedResponseError && error.reason === "body");
    return (
      transient &&
      this.#consecutiveFailures % maxFailures !== 0 &&
      this.clock.now() + this.dueInMs < deadlineAt
    );
  }

  /** The longest of the waits that the service requests. */
  #serverMs(headers: Headers, ms = 0): number {
    const now = this.clock.now();
    return Math.max(ms, ...this.waitHeaders.map((name) => retryAfterMs(headers, now, name) ?? 0));
  }

  /**
   * The delay grows by half after each response, from 2 s to 30 s. Jitter reduces it by up to half,
   * or is added to `serverMs`, the delay that the service requests, so pollers of many accounts
   * don't poll in step.
   */
  #plan(serverMs = 0): number {
    const delayMs = Math.min(maxDelayMs, minDelayMs * 1.5 ** Math.max(0, this.#responses - 1));
    const jitterMs = (delayMs / 2) * this.random();
    const ms = Math.ceil(Math.max(delayMs - jitterMs, serverMs && serverMs + jitterMs));
    this.#dueAt = this.clock.now() + ms;
    return (this.#plannedMs = ms);
  }
}
