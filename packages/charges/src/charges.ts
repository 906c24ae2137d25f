import { refuseUnknown } from "@billkit/core";
import type {
  Charge,
  ChargeBody,
  ChargeProgress,
  ChargeRequest,
  ChargeSource,
} from "@billkit/core/charges";
import { ChargesError, type SourceFailure } from "./charges-error.js";
import { follow } from "./follow.js";
import { readSource } from "./read-source.js";
import { sleep } from "./sleep.js";
import { dropRepeatedPartitions, partitionOf } from "./partition.js";
import { parsePeriod, type Period } from "./period.js";
import { checkSources, optionError } from "./check-sources.js";

/** The options of {@link charges}. */
export interface ChargesOptions {
  readonly period: Period;
  /** Aborts all calls; the rows end with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ChargeProgress) => void) | undefined;
  /**
   * Receives each body that rows are read from, without secrets, and the position of its source among the
   * sources.
   */
  readonly onBody?: ((body: ChargeBody, source: number) => void | Promise<void>) | undefined;
  /** Epoch milliseconds: periods that end later are open. @default Date.now */
  readonly now?: (() => number) | undefined;
  /**
   * Waits before it polls a report again.
   * @default a timer
   */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

const optionNames = ["period", "signal", "onProgress", "onBody", "now", "sleep"];

/**
 * Reads the charges of all sources. Sources are read concurrently and their rows are yielded in the
 * order of `sources`, so that two runs over the same data yield the same rows.
 *
 * A partition (vendor, account, view and billing period) comes from the first source that has it,
 * if possible one that didn't fail: two credentials that see one account don't double its rows.
 *
 * @throws ConfigurationError for an invalid period, an option that doesn't exist, or two sources of
 * a vendor whose accounts can't be told apart
 * @throws ChargesError after the last row, if a source failed; the rows of the others all come
 * before
 */
export async function* charges(
  sources: readonly ChargeSource[],
  options: ChargesOptions,
): AsyncGenerator<Charge, void, undefined> {
  const { signal, now = Date.now } = options;
  refuseUnknown(options, optionNames, optionError("charges"));
  const instant = now();
  const period = parsePeriod(options.period, instant);
  const stop = new AbortController();
  checkSources(sources);
  signal?.throwIfAborted();
  const unfollow = signal && follow(signal, stop);
  const requestOf = (at: number): ChargeRequest => ({
    period,
    now: instant,
    signal: stop.signal,
    onProgress: (progress) => {
      try {
        options.onProgress?.(progress);
      } catch {
        // A caller's mistake, not the vendor's.
      }
    },
    onBody: (body) => options.onBody?.(body, at),
  });
  const failures: SourceFailure[] = [];
  const dropRepeated = dropRepeatedPartitions();
  try {
    const running = sources.map((source, at) =>
      readSource(source, requestOf(at), options.sleep ?? sleep),
    );
    for (const [at, each] of running.entries()) {
      const { rows, errors } = await each;
      // A later source can have all rows of a partition that a failed one has in part.
      const later = errors.length > 0 ? await Promise.all(running.slice(at + 1)) : [];
      signal?.throwIfAborted();
      const whole = later.filter((other) => other.errors.length === 0);
      const theirs = new Set(whole.flatMap((other) => other.rows).map(partitionOf));
      yield* dropRepeated(rows.filter((row) => !theirs.has(partitionOf(row))));
      failures.push(...errors.map((error) => ({ ...error, source: at })));
    }
  } finally {
    unfollow?.();
    // A caller that stops early leaves no call running.
    stop.abort(new DOMException("The caller stopped reading charges.", "AbortError"));
  }
  if (failures.length > 0) throw new ChargesError(failures);
}
