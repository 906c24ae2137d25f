import { ignore, share, unlessAborted, within } from "./abort.js";
import type { WithResponse } from "./api-promise.js";
import { longestMs, systemClock, type Clock } from "./clock.js";
import { ApiError } from "./errors/api-error.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import { quietly } from "./logger.js";
import { mayPass, pollDelayMs } from "./poll-delay.js";
import type { PollerDefinition, WaitOptions } from "./poller-definition.js";
import { readSerialized, type PollState, type SerializedPoller } from "./poller-state.js";
import { retryAfterMs } from "./retry-after.js";

/** In a row; then the report is given up. */
const mostUnknown = 10;
const mostFailures = 3;

/**
 * Waits for a report that has no job id: waiting is the same request again. However it is called,
 * there is never more than one request at a time, and a complete report is not asked for again.
 */
export class Poller<Complete, Report = unknown, Arguments extends object = object> {
  readonly #definition: PollerDefinition<Complete, Report, Arguments>;
  readonly #arguments: Arguments;
  readonly #clock: Clock;
  readonly #startedAt: number;
  /** Wakes what sleeps until the next request. */
  readonly #sleepers = new Set<() => void>();
  #polls = 0;
  #inARow = { pending: 0, unknown: 0, failed: 0 };
  #dueAt = 0;
  #state: PollState | undefined;
  #complete: { readonly report: Complete } | undefined;
  #deadlineAt: number | undefined;
  #resumedDeadlineAt: number | undefined;
  /** Joins the request that is being made. */
  #asking: ((signal: AbortSignal | undefined) => Promise<PollState>) | undefined;
  #asked: Promise<unknown> = Promise.resolve();

  constructor(
    definition: PollerDefinition<Complete, Report, Arguments>,
    args: Arguments,
    resumed?: SerializedPoller,
  ) {
    this.#definition = definition;
    this.#arguments = { ...args };
    this.#clock = definition.clock ?? systemClock;
    this.#startedAt = resumed?.startedAt ?? this.#clock.now();
    this.#polls = resumed?.polls ?? 0;
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
    return this.#complete?.report;
  }

  /**
   * Waits until the report is complete.
   * @throws TimeoutError with `lastState` at the deadline
   * @throws UnexpectedResponseError when the status stays unknown, ten times in a row
   * @throws ApiError at once for a refusal; what may pass, at the third time in a row
   */
  async wait({ deadlineMs, signal, onProgress }: WaitOptions = {}): Promise<Complete> {
    if (this.#complete) return this.#complete.report;
    if (deadlineMs !== undefined && !(deadlineMs > 0 && deadlineMs <= longestMs)) {
      const message = `${this.#definition.kind}: deadlineMs is ${deadlineMs}; allowed: milliseconds above 0, up to ${longestMs}`;
      const details = { operation: this.#definition.kind, argument: "deadlineMs" };
      throw new InvalidRequestError(message, details);
    }
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
      async (own) => {
        for (;;) {
          const state = await this.#next(own, deadlineAt);
          quietly(() => onProgress?.(state));
          if (this.#complete) return this.#complete.report;
        }
      },
    );
  }

  /** Asks once, now; or joins the request that is being made. Of a complete report, its state. */
  async poll({ signal }: Pick<WaitOptions, "signal"> = {}): Promise<PollState> {
    signal?.throwIfAborted();
    return this.#complete && this.#state ? this.#state : this.#join(signal);
  }

  /** Each state, from the next on, until the report is complete; `wait()` then gives it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PollState, void, undefined> {
    do yield await this.#next(undefined, Infinity);
    while (!this.#complete);
  }

  /** Where the waiting stands, for `restore`; JSON-safe, without any credential. */
  serialize(): SerializedPoller {
    const { kind, origin } = this.#definition;
    const deadlineAt = this.#deadlineAt;
    return {
      version: 1,
      kind,
      arguments: { ...this.#arguments },
      startedAt: this.#startedAt,
      ...(deadlineAt !== undefined && { deadlineAt }),
      origin,
      polls: this.#polls,
    };
  }

  /** The next state, when it is due; another caller's, if that comes first. */
  async #next(signal: AbortSignal | undefined, deadlineAt: number): Promise<PollState> {
    const before = this.#state;
    for (;;) {
      if (this.#state && (this.#complete || this.#state !== before)) return this.#state;
      const ms = this.#dueAt - this.#clock.now();
      if (ms > 0) {
        await this.#sleep(ms, signal);
        continue;
      }
      try {
        return await this.#join(signal);
      } catch (error) {
        signal?.throwIfAborted();
        const again = mayPass(error) && this.#inARow.failed % mostFailures !== 0;
        if (!again || this.#dueAt >= deadlineAt) throw error;
      }
    }
  }

  async #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const awake = new AbortController();
    const wake = (): void => {
      awake.abort();
    };
    this.#sleepers.add(wake);
    const asleep = this.#clock.sleep(ms, awake.signal).catch((error: unknown) => {
      if (!awake.signal.aborted) throw error;
    });
    try {
      await unlessAborted(asleep, signal);
    } finally {
      this.#sleepers.delete(wake);
      wake();
    }
  }

  #join(signal: AbortSignal | undefined): Promise<PollState> {
    this.#asking ??= share(
      async (own) => {
        // A request that everybody has left may not have ended yet.
        await this.#asked;
        own.throwIfAborted();
        const asked = this.#ask(own);
        this.#asked = asked.catch(ignore);
        return asked;
      },
      () => {
        this.#asking = undefined;
        for (const wake of this.#sleepers) wake();
      },
    );
    return this.#asking(signal);
  }

  async #ask(signal: AbortSignal): Promise<PollState> {
    const definition = this.#definition;
    const { kind, logger } = definition;
    let answer: WithResponse<Report>;
    try {
      answer = await definition.request(this.#arguments, { signal }).withResponse();
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      this.#polls++;
      this.#inARow.failed++;
      const nextPollMs = this.#schedule(error instanceof ApiError ? error.retryAfterMs : undefined);
      quietly(() =>
        logger?.warn?.("poll", { kind, polls: this.#polls, error: String(error), nextPollMs }),
      );
      throw error;
    }
    this.#polls++;
    this.#inARow.failed = 0;
    const { data, response, requestId } = answer;
    const told = definition.status(data);
    if (told.state === "complete") this.#complete = told;
    this.#inARow.pending++;
    this.#inARow.unknown = told.state === "unknown" ? this.#inARow.unknown + 1 : 0;
    const now = this.#clock.now();
    const nextPollMs = this.#complete
      ? undefined
      : this.#schedule(retryAfterMs(response.headers, now));
    const elapsedMs = Math.max(this.#state?.elapsedMs ?? 0, now - this.#startedAt);
    this.#state = { status: told.status, polls: this.#polls, elapsedMs, nextPollMs, requestId };
    const state = this.#state;
    quietly(() =>
      logger?.[told.state === "unknown" ? "warn" : "debug"]?.("poll", { kind, ...state }),
    );
    if (this.#inARow.unknown && this.#inARow.unknown % mostUnknown === 0) {
      throw new UnexpectedResponseError(
        `${kind}: the report's status was ${JSON.stringify(told.status)} ${mostUnknown} times in a row, which is not known to be pending or complete`,
        { reason: "state", status: response.status, requestId, body: data, attempts: this.#polls },
      );
    }
    return state;
  }

  #schedule(hintMs: number | undefined): number {
    const { random = Math.random } = this.#definition;
    const ms = Math.ceil(Math.max(pollDelayMs(this.#inARow.pending, random()), hintMs ?? 0));
    this.#dueAt = this.#clock.now() + ms;
    return ms;
  }

  #timeout(ms: number): TimeoutError {
    const lastState = this.#state;
    const seen = lastState ? `last status ${JSON.stringify(lastState.status)}` : "no status seen";
    return new TimeoutError(
      `${this.#definition.kind}: the report was not complete at the deadline, after ${Math.max(ms, 0)} ms and ${this.#polls} requests (${seen})`,
      { limit: "deadlineMs", ms, attempts: this.#polls, lastState },
    );
  }
}
