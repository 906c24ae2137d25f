import { startTimer, stopTimer, type Clock, type Timer } from "./clock.js";

/** Something that can be ended early. */
export interface Abortable {
  abort(reason: unknown): unknown;
}

/** An AbortSignal, or a scope, which creates one only on demand. */
export type AbortSource = AbortSignal | Scope;

/**
 * Work that can end early: a call, or one attempt of it. Its AbortSignal is created on first use: an
 * AbortController with one listener costs four microseconds on Node 20, mostly garbage collection.
 */
export class Scope implements Abortable {
  aborted = false;
  reason: unknown = undefined;
  #controller: AbortController | undefined = undefined;
  #dependents: Abortable[] = [];
  #parent: AbortSource | undefined = undefined;
  #timer: Timer | undefined = undefined;
  #reject: ((reason: unknown) => void) | undefined = undefined;

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#release();
    this.#controller?.abort(reason);
    for (const each of this.#dependents.splice(0)) each.abort(reason);
    this.#reject?.(reason);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Aborts `dependent` with this scope, until it is removed. */
  add(dependent: Abortable): void {
    if (this.aborted) dependent.abort(this.reason);
    else this.#dependents.push(dependent);
  }

  remove(dependent: Abortable): void {
    const at = this.#dependents.indexOf(dependent);
    if (at >= 0) this.#dependents.splice(at, 1);
  }

  /** The scope that made `signal`: this one or one inside it. Adding to it needs no DOM listener. */
  ownerOf(signal: AbortSignal): Scope | undefined {
    if (this.#controller?.signal === signal) return this;
    for (const each of this.#dependents) {
      const owner = isScope(each) && each.ownerOf(signal);
      if (owner) return owner;
    }
    return undefined;
  }

  /** Ends with `parent`, or after `ms` with the error that `expired` creates. */
  limit(parent: AbortSource | undefined, clock?: Clock, ms = 0, expired?: () => Error): this {
    addAbortable(parent, this);
    this.#parent = parent;
    if (clock && !this.aborted) {
      this.#timer = startTimer(
        clock,
        ms,
        (makeError) => {
          this.abort(makeError?.());
        },
        expired,
      );
    }
    return this;
  }

  /** Resolves with `work`, or rejects at once when this scope ends. Leaves no timer and no listener. */
  run<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail: (reason: unknown) => void = reject;
      if (this.aborted) fail(this.reason);
      this.#reject = fail;
      work.then(
        (value) => {
          this.#release();
          resolve(value);
        },
        (error: unknown) => {
          this.#release();
          fail(error);
        },
      );
    });
  }

  #release(): void {
    removeAbortable(this.#parent, this);
    this.#parent = undefined;
    if (this.#timer !== undefined) stopTimer(this.#timer);
    this.#timer = undefined;
  }
}

/** Checked by members: a layer may come from another copy of this package. */
export const isScope = (value: unknown): value is Scope =>
  typeof (value as Partial<Scope> | undefined)?.ownerOf === "function";

/** Per signal: what to abort with it, and the one listener that does so. */
const listeners = new WeakMap<AbortSignal, readonly [Set<Abortable>, () => void]>();

/**
 * Aborts `dependent` with `source`. However many calls share a signal, it has one listener while any of
 * them lasts: Node warns of a leak from the eleventh on, and `AbortSignal.any` grows the heap on a
 * long-lived signal (Node 20).
 */
export function addAbortable(source: AbortSource | undefined, dependent: Abortable): void {
  if (!source) return;
  if (isScope(source)) {
    source.add(dependent);
    return;
  }
  if (source.aborted) {
    dependent.abort(source.reason);
    return;
  }
  let entry = listeners.get(source);
  if (!entry) {
    const all = new Set<Abortable>();
    entry = [
      all,
      () => {
        for (const each of all) each.abort(source.reason);
      },
    ];
    listeners.set(source, entry);
  }
  const [dependents, listener] = entry;
  if (!dependents.size) source.addEventListener("abort", listener);
  dependents.add(dependent);
}

/** Undoes `addAbortable`. */
export function removeAbortable(source: AbortSource | undefined, dependent: Abortable): void {
  if (!source) return;
  if (isScope(source)) {
    source.remove(dependent);
    return;
  }
  const entry = listeners.get(source);
  if (!entry) return;
  const [dependents, listener] = entry;
  dependents.delete(dependent);
  if (!dependents.size) source.removeEventListener("abort", listener);
}

/** Resolves with `work`, or rejects with the signal's reason as soon as it aborts. */
export async function raceAbort<T>(work: Promise<T>, source: AbortSource | undefined): Promise<T> {
  source?.throwIfAborted();
  return new Scope().limit(source).run(work);
}

/**
 * Runs `work` in `scope`, which ends with `parent`, or after `ms` with the error that `expired`
 * creates. Rejects at once when it ends, and leaves no timer and no listener behind.
 */
export function withTimeout<T>(
  clock: Clock,
  ms: number,
  parent: AbortSource | undefined,
  expired: () => Error,
  work: (scope: Scope) => Promise<T>,
  scope = new Scope(),
): Promise<T> {
  if (parent?.aborted) return Promise.reject(parent.reason as Error);
  return scope.limit(parent, clock, ms, expired).run(work(scope));
}
