import { within } from "../internal/scope.js";
import { systemClock, type Clock } from "../internal/clock.js";
import { textOf } from "../internal/format.js";
import { quietly, tell } from "../client/logger.js";
import { oneAtATime } from "../internal/single-flight.js";
import { mayPass } from "./poll-delay.js";
import { PollSchedule } from "./poll-schedule.js";
import type { PollerDefinition, WaitOptions } from "./poller-definition.js";
import { checkWait, notComplete } from "./poller-errors.js";
import { readSerialized, type PollState, type SerializedPoller } from "./poller-state.js";
import { ReportRequest } from "./report-request.js";
import { Sleepers } from "./wakeable-sleep.js";

/**
 * Waits for a report that has no job id: waiting is the same request again. However it is called,
 * there is never more than one request at a time, and a complete report is not asked for again.
 */
export class Poller<Complete, Report = unknown, Arguments extends object = object> {
  readonly #definition: PollerDefinition<Complete, Report, Arguments>;
  readonly #arguments: Arguments;
  readonly #clock: Clock;
  readonly #schedule: PollSchedule;
  readonly #request: ReportRequest<Complete, Report, Arguments>;
  /** Who waits for the next request. */
  readonly #sleepers: Sleepers;
  /** Makes the request, or joins the one that is being made. */
  readonly #join: (signal: AbortSignal | undefined) => Promise<PollState>;
  #deadlineAt: number | undefined;
  #resumedDeadlineAt: number | undefined;

  constructor(
    definition: PollerDefinition<Complete, Report, Arguments>,
    args: Arguments,
    resumed?: SerializedPoller,
  ) {
    const { clock = systemClock, random } = definition;
    this.#definition = definition;
    this.#arguments = { ...args };
    this.#clock = clock;
    this.#schedule = new PollSchedule(clock, random, resumed);
    this.#request = new ReportRequest(definition, this.#arguments, this.#schedule);
    this.#sleepers = new Sleepers(clock);
    this.#join = oneAtATime(
      (signal) => this.#request.ask(signal),
      () => {
        this.#sleepers.wake();
      },
    );
    this.#deadlineAt = this.#resumedDeadlineAt = resumed?.deadlineAt;
  }

  /**
   * Goes on with a poller that was serialized, maybe in another process.
   * @throws ConfigurationError when it is of another kind, origin or version
   */
  static restore<Complete, Report, Arguments extends object>(
    definition: PollerDefinition<Complete, Report, Arguments>,
    serialized: unknown,
  ): Poller<Complete, Report, Arguments> {
    const resumed = readSerialized(serialized, definition);
    // The request checks its arguments itself.
    return new Poller(definition, resumed.arguments as Arguments, resumed);
  }

  /** The complete report, once there is one. */
  get report(): Complete | undefined {
    return this.#request.complete?.report;
  }

  /**
   * Waits until the report is complete.
   * @throws InvalidRequestError for an option that cannot be used
   * @throws TimeoutError with `lastState` at the deadline
   * @throws UnexpectedResponseError when the status stays unknown, ten times in a row
   * @throws ApiError at once for a refusal; what may pass, at the third time in a row
   */
  async wait(options: WaitOptions = {}): Promise<Complete> {
    const request = this.#request;
    const { kind, logger } = this.#definition;
    checkWait(kind, options);
    if (request.complete) return request.complete.report;
    const { deadlineMs, signal, onProgress } = options;
    const now = this.#clock.now();
    const deadlineAt =
      deadlineMs === undefined ? (this.#resumedDeadlineAt ?? now + 600_000) : now + deadlineMs;
    this.#resumedDeadlineAt = undefined;
    this.#deadlineAt = deadlineAt;
    const ms = deadlineAt - now;
    if (ms <= 0) throw this.#timeout(ms);
    return within(
      this.#clock,
      ms,
      signal,
      () => this.#timeout(ms),
      async ({ signal: own }) => {
        for (;;) {
          const state = await this.#next(own, deadlineAt);
          quietly(
            () => onProgress?.(state),
            (error) => {
              tell(logger, "error", "onProgress", { kind, error: textOf(error) });
            },
          );
          if (request.complete) return request.complete.report;
        }
      },
    );
  }

  /**
   * Asks once, now; or joins the request that is being made. Of a complete report, its state.
   * @throws InvalidRequestError for a signal that is none
   */
  async poll(options: Pick<WaitOptions, "signal"> = {}): Promise<PollState> {
    checkWait(this.#definition.kind, options);
    const { signal } = options;
    signal?.throwIfAborted();
    const { complete, state } = this.#request;
    return complete && state ? state : this.#join(signal);
  }

  /** Each state, from the next on, until the report is complete; `wait()` then gives it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PollState, void, undefined> {
    let state: PollState;
    do yield (state = await this.#next(undefined, Infinity));
    while (state.nextPollMs !== undefined);
  }

  /** Where the waiting stands, for `restore`; JSON-safe, without any credential. */
  serialize(): SerializedPoller {
    const { kind, origin } = this.#definition;
    const deadlineAt = this.#deadlineAt;
    return {
      version: 1,
      kind,
      arguments: { ...this.#arguments },
      startedAt: this.#schedule.startedAt,
      ...(deadlineAt !== undefined && { deadlineAt }),
      origin,
      polls: this.#schedule.polls,
      elapsedMs: this.#schedule.elapsedMs,
    };
  }

  /** The next state, when it is due; another caller's, if that comes first. */
  async #next(signal: AbortSignal | undefined, deadlineAt: number): Promise<PollState> {
    const before = this.#request.state;
    for (;;) {
      const { complete, state } = this.#request;
      if (state && (complete || state !== before)) return state;
      const ms = this.#schedule.dueInMs;
      if (ms > 0) {
        await this.#sleepers.sleep(ms, signal);
        continue;
      }
      try {
        return await this.#join(signal);
      } catch (error) {
        signal?.throwIfAborted();
        const again = mayPass(error) && this.#schedule.outlivesFailure;
        if (!again || this.#clock.now() + this.#schedule.dueInMs >= deadlineAt) throw error;
      }
    }
  }

  #timeout(ms: number): Error {
    return notComplete(this.#definition.kind, ms, this.#schedule.polls, this.#request.state);
  }
}
