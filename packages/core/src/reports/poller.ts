import { checkRequestOptions } from "../client/check-options.js";
import { log, runSafely } from "../client/logger.js";
import { TimeoutError } from "../errors.js";
import { systemClock, type Clock } from "../internal/clock.js";
import { formatValue, errorMessage } from "../internal/format.js";
import { noop } from "../internal/noop.js";
import { Scope } from "../internal/scope.js";
import { singleFlight } from "../internal/single-flight.js";
import { invalidArgument } from "../request/argument-schema.js";
import { PollSchedule } from "./poll-schedule.js";
import type { PollerDefinition, PollState, WaitOptions } from "./report-definition.js";
import { ReportRequest } from "./report-request.js";
import { readSerialized, type SerializedPoller } from "./serialized-poller.js";
import { wakeableSleep, type WakeableSleep } from "../internal/wakeable-sleep.js";

const defaultDeadlineMs = 600_000;

/**
 * Waits for a report that the service prepares: requests it until it is complete. There is never more
 * than one request at a time, and a complete report isn't requested again.
 */
export class Poller<Complete, Report = unknown, Arguments extends object = object> {
  readonly #definition: PollerDefinition<Complete, Report, Arguments>;
  readonly #arguments: Arguments;
  readonly #clock: Clock;
  readonly #schedule: PollSchedule;
  readonly #request: ReportRequest<Complete, Report, Arguments>;
  readonly #sleep: WakeableSleep;
  /** Polls now, or joins the request in flight. */
  readonly #poll: (signal: AbortSignal | undefined) => Promise<PollState>;
  #deadlineAt: number | undefined;
  /** Applies to the first wait after a restore. */
  #savedDeadlineAt: number | undefined;

  constructor(
    definition: PollerDefinition<Complete, Report, Arguments>,
    args: Arguments,
    saved?: SerializedPoller,
  ) {
    const { clock = systemClock, random, waitHeaders } = definition;
    this.#definition = definition;
    this.#arguments = { ...args };
    this.#clock = clock;
    this.#schedule = new PollSchedule(clock, random, saved, waitHeaders);
    this.#request = new ReportRequest(definition, this.#arguments, this.#schedule, saved);
    this.#sleep = wakeableSleep(clock);
    this.#poll = singleFlight(
      (signal) => this.#request.send(signal),
      () => {
        this.#sleep.wake();
      },
    );
    this.#deadlineAt = this.#savedDeadlineAt = saved?.deadlineAt;
  }

  /**
   * Restores a poller from the result of `serialize()`, also in another process.
   * @throws ConfigurationError if it is invalid, or of another kind, origin or version
   */
  static restore<Complete, Report, Arguments extends object>(
    definition: PollerDefinition<Complete, Report, Arguments>,
    serialized: unknown,
  ): Poller<Complete, Report, Arguments> {
    const saved = readSerialized(serialized, definition);
    // The request validates its arguments itself.
    return new Poller(definition, saved.arguments as Arguments, saved);
  }

  /** The complete report; undefined until then. */
  get report(): Complete | undefined {
    return this.#request.complete?.report;
  }

  /**
   * Waits until the report is complete and returns it.
   * @throws InvalidRequestError for an invalid or unknown option
   * @throws TimeoutError with `lastState` at the deadline; at once if a restored poller's has
   * passed
   * @throws UnexpectedResponseError with `reason` `failed` and the service's message if the report
   * failed; with `state` after ten unknown statuses in a row
   * @throws ApiError at once if the service rejects the request, after three transient errors in a
   * row otherwise
   */
  async wait(options: WaitOptions = {}): Promise<Complete> {
    const request = this.#request;
    const { kind, logger } = this.#definition;
    this.#check(options, ["deadlineMs", "signal", "onProgress"]);
    if (request.complete) return request.complete.report;
    const { deadlineMs, signal, onProgress } = options;
    const now = this.#clock.now();
    const savedAt = deadlineMs === undefined ? this.#savedDeadlineAt : undefined;
    const deadlineAt = savedAt ?? now + (deadlineMs ?? defaultDeadlineMs);
    this.#savedDeadlineAt = undefined;
    this.#deadlineAt = deadlineAt;
    const ms = deadlineAt - now;
    if (ms <= 0) {
      const passed = `the saved deadline passed ${-ms} ms ago; pass wait() a new deadlineMs`;
      throw this.#timeoutError(passed, 0);
    }
    const timedOut = (): Error =>
      this.#timeoutError(`the report wasn't complete after ${ms} ms (deadlineMs)`, ms);
    const poll = async ({ signal: own }: Scope): Promise<Complete> => {
      for (;;) {
        const state = await this.#next(own, deadlineAt);
        runSafely(
          () => onProgress?.(state),
          (error) => {
            log(logger, "error", "onProgress", { kind, error: errorMessage(error) });
          },
        );
        if (request.complete) return request.complete.report;
      }
    };
    return new Scope().run(signal, poll, this.#clock, ms, timedOut);
  }

  /**
   * Polls now, or joins the request in flight. Once the report is complete, returns its last state.
   * @throws InvalidRequestError for an invalid or unknown option
   */
  async poll(options: Pick<WaitOptions, "signal"> = {}): Promise<PollState> {
    this.#check(options, ["signal"]);
    const { signal } = options;
    signal?.throwIfAborted();
    const { complete, state } = this.#request;
    return complete && state ? state : this.#poll(signal);
  }

  /** Yields every state from the next one until the report is complete; then `wait()` returns it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PollState, void, undefined> {
    let state: PollState;
    do yield (state = await this.#next(undefined, Infinity));
    while (state.nextPollMs !== undefined);
  }

  /** Saves the poller's state for `restore`: plain JSON without credentials. */
  serialize(): SerializedPoller {
    const { kind, origin } = this.#definition;
    const { startedAt, polls, elapsedMs } = this.#schedule;
    const deadline = this.#deadlineAt === undefined ? {} : { deadlineAt: this.#deadlineAt };
    const request = { version: 1, kind, arguments: { ...this.#arguments }, origin } as const;
    return { ...request, startedAt, ...deadline, polls, elapsedMs, ...this.#request.progress };
  }

  /** The next state: of a poll when it is due, or of another caller's poll before that. */
  async #next(signal: AbortSignal | undefined, deadlineAt: number): Promise<PollState> {
    const before = this.#request.state;
    for (;;) {
      const { complete, state } = this.#request;
      if (state && (complete || state !== before)) return state;
      const ms = this.#schedule.dueInMs;
      if (ms > 0) {
        await this.#sleep.sleep(ms, signal);
        continue;
      }
      try {
        return await this.#poll(signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!this.#schedule.continuesAfter(error, deadlineAt)) throw error;
      }
    }
  }

  #check(options: WaitOptions, allowed: readonly string[]): void {
    const fail = (argument: string, problem: string): Error =>
      invalidArgument(this.#definition.kind, argument, problem);
    checkRequestOptions(options, fail, allowed);
    if (typeof (options.onProgress ?? noop) !== "function")
      throw fail("onProgress", "isn't a function");
  }

  #timeoutError(problem: string, ms: number): TimeoutError {
    const lastState = this.#request.state;
    const attempts = this.#schedule.polls;
    const seen = lastState ? `last status ${formatValue(lastState.status)}` : "no status seen";
    const message = `${this.#definition.kind}: ${problem}; ${attempts} polls, ${seen}`;
    return new TimeoutError(message, { limit: "deadlineMs", ms, attempts, lastState });
  }
}
