import { start, stop, type Clock } from "./clock.js";

/** What is told of an early end. */
export interface Endable {
  abort(reason: unknown): unknown;
}

/** A signal, or what has one only when somebody asks. */
export type Ends = AbortSignal | Scope;

/**
 * What can be ended early: a call, or an attempt of one. A real signal is made when somebody asks for
 * it: with one listener it takes four microseconds on Node 20, and most of it in the collector.
 */
export class Scope implements Endable {
  aborted = false;
  reason: unknown = undefined;
  #own: AbortController | undefined = undefined;
  #ends: Endable[] = [];
  #parent: Ends | undefined = undefined;
  #timer: ReturnType<typeof start> | undefined = undefined;
  #reject: ((reason: unknown) => void) | undefined = undefined;

  get signal(): AbortSignal {
    if (!this.#own) {
      this.#own = new AbortController();
      if (this.aborted) this.#own.abort(this.reason);
    }
    return this.#own.signal;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#free();
    this.#own?.abort(reason);
    for (const each of this.#ends.splice(0)) each.abort(reason);
    this.#reject?.(reason);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Tells `end` of an early end, until it is dropped. */
  add(end: Endable): void {
    if (this.aborted) end.abort(this.reason);
    else this.#ends.push(end);
  }

  drop(end: Endable): void {
    const at = this.#ends.indexOf(end);
    if (at >= 0) this.#ends.splice(at, 1);
  }

  /** Of a signal that it has made itself, or one within it: no listener, which takes longest of all. */
  of(signal: AbortSignal): Scope | undefined {
    if (this.#own?.signal === signal) return this;
    for (const each of this.#ends) {
      const found = isScope(each) && each.of(signal);
      if (found) return found;
    }
    return undefined;
  }

  /** Ends with the reason of `parent`, or after `ms` with the error that `expired` makes. */
  limit(parent: Ends | undefined, clock?: Clock, ms = 0, expired?: () => Error): this {
    if (isScope(parent)) parent.add(this);
    else onAbort(parent, this);
    this.#parent = parent;
    if (clock && !this.aborted) {
      this.#timer = start(
        clock,
        ms,
        (late) => {
          this.abort(late!());
        },
        expired,
      );
    }
    return this;
  }

  /** What `work` gives, or the reason of an early end at once. Leaves no timer and no listener behind. */
  run<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.aborted) reject(this.reason as Error);
      this.#reject = reject;
      work.then(
        (value) => {
          this.#free();
          resolve(value);
        },
        (error: unknown) => {
          this.#free();
          reject(error as Error);
        },
      );
    });
  }

  #free(): void {
    const parent = this.#parent;
    if (parent) {
      if (isScope(parent)) parent.drop(this);
      else offAbort(parent, this);
      this.#parent = undefined;
    }
    if (this.#timer !== undefined) {
      stop(this.#timer);
      this.#timer = undefined;
    }
  }
}

/** By what it has: a layer may come from another copy of this package. */
export const isScope = (of: unknown): of is Scope =>
  typeof (of as Partial<Scope> | undefined)?.add === "function";

/** By signal: what is told when it aborts, and the one listener that tells it. */
const listening = new WeakMap<AbortSignal, readonly [Set<Endable>, () => void]>();

/**
 * Tells `end` when the signal aborts. However many calls share a signal, it has one listener while any
 * of them lasts: Node warns of a leak from the eleventh on, and `AbortSignal.any` grows the heap on a
 * long-lived signal (Node 20).
 */
export function onAbort(signal: AbortSignal | undefined, end: Endable): void {
  if (!signal) return;
  let entry = listening.get(signal);
  if (!entry) {
    const added = new Set<Endable>();
    entry = [
      added,
      () => {
        for (const each of added) each.abort(signal.reason);
      },
    ];
    listening.set(signal, entry);
  }
  const [all, tell] = entry;
  if (!all.size) signal.addEventListener("abort", tell);
  all.add(end);
}

/** Takes back what `onAbort` did. */
export function offAbort(signal: AbortSignal | undefined, end: Endable): void {
  const [all, tell] = (signal && listening.get(signal)) ?? [];
  all?.delete(end);
  if (all && !all.size) signal?.removeEventListener("abort", tell!);
}

/**
 * What `work` gives, or the signal's own reason as soon as it aborts, whether or not the work heeds
 * the signal.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: Ends | undefined): Promise<T> {
  signal?.throwIfAborted();
  return new Scope().limit(signal).run(work);
}

/**
 * Runs `work` within `own`, which ends with the reason of `parent`, or after `ms` with the error that
 * `expired` makes. Ends with that reason at once, and leaves no timer and no listener behind.
 */
export function within<T>(
  clock: Clock,
  ms: number,
  parent: Ends | undefined,
  expired: () => Error,
  work: (own: Scope) => Promise<T>,
  own = new Scope(),
): Promise<T> {
  if (parent?.aborted) return Promise.reject(parent.reason as Error);
  return own.limit(parent, clock, ms, expired).run(work(own));
}

/**
 * One piece of work that several may join. Its scope ends, with the reason of the last to leave, once
 * nobody waits for it; `ended` is called when it has settled or has been left.
 */
export function share<T>(
  work: (own: Scope) => Promise<T>,
  ended: () => void,
): (signal: Ends | undefined) => Promise<T> {
  const own = new Scope();
  let waiting = 0;
  let settled = false;
  const result = work(own).finally(() => {
    settled = true;
    // One that was left may settle late, when another has taken its place.
    if (!own.aborted) ended();
  });
  return async (signal) => {
    waiting++;
    try {
      return await unlessAborted(result, signal);
    } finally {
      if (!--waiting && !settled) {
        ended();
        own.abort(signal?.reason);
      }
    }
  };
}
