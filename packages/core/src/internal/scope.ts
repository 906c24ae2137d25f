import { startTimer, type Clock } from "./clock.js";

/** Something that can be ended early. */
export interface Abortable {
  abort(reason: unknown): unknown;
}

/** An AbortSignal, or a scope, which creates one only on demand. */
export type AbortSource = AbortSignal | Scope;

/** Per signal, the scope that created it or follows it. */
const scopes = new WeakMap<AbortSignal, Scope>();

/**
 * Work that can end early: a call, or one attempt of it. Its AbortSignal is created on first use: an
 * AbortController with one listener costs four microseconds on Node 20, mostly garbage collection.
 */
export class Scope implements Abortable {
  aborted = false;
  reason: unknown = undefined;
  readonly #dependents = new Set<Abortable>();
  #controller: AbortController | undefined = undefined;
  #fail: ((reason: unknown) => void) | undefined = undefined;

  readonly #listener: () => void;

  /** @param followed ends the scope while something depends on it */
  constructor(private readonly followed?: AbortSignal) {
    this.#listener = () => {
      this.abort(followed?.reason);
    };
  }

  /** The scope of a signal: adding to one that a scope of ours created needs no DOM listener. */
  static of(source: AbortSource): Scope {
    // By members: it may come from another copy of this package.
    if ("add" in source) return source;
    let scope = scopes.get(source);
    if (!scope) scopes.set(source, (scope = new Scope(source)));
    return scope;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      scopes.set(this.#controller.signal, this);
      if (this.aborted) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#controller?.abort(reason);
    for (const each of this.#dependents) each.abort(reason);
    this.#fail?.(reason);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /**
   * Aborts `dependent` with this scope, until it is removed. However many calls share a signal, it has
   * one listener while any of them lasts: Node warns of a leak from the eleventh on, and
   * `AbortSignal.any` grows the heap on a long-lived signal (Node 20).
   */
  add(dependent: Abortable): void {
    if (this.followed?.aborted) this.#listener();
    if (this.aborted) dependent.abort(this.reason);
    else if (this.#dependents.add(dependent).size === 1) {
      this.followed?.addEventListener("abort", this.#listener);
    }
  }

  remove(dependent: Abortable): void {
    if (this.#dependents.delete(dependent) && !this.#dependents.size) {
      this.followed?.removeEventListener("abort", this.#listener);
    }
  }

  /**
   * Runs `work` in this scope, which ends with `parent`, or after `ms` with the error that `expired`
   * creates. Rejects at once when it ends, and leaves no timer and no listener behind.
   */
  run<T>(
    parent: AbortSource | undefined,
    work: (scope: this) => Promise<T>,
    clock?: Clock,
    ms = 0,
    expired?: () => Error,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      // A reason can be anything.
      const fail: (reason: unknown) => void = reject;
      if (parent?.aborted) {
        fail(parent.reason);
        return;
      }
      const above = parent && Scope.of(parent);
      const stopTimer =
        clock &&
        startTimer(clock, ms, () => {
          this.abort(expired?.());
        });
      const release = (): void => {
        stopTimer?.();
        above?.remove(this);
      };
      this.#fail = (reason) => {
        release();
        fail(reason);
      };
      above?.add(this);
      work(this).then((value) => {
        release();
        resolve(value);
      }, this.#fail);
    });
  }
}

/** Resolves with `work`, or rejects with the signal's reason as soon as it aborts. */
export const raceAbort = <T>(work: Promise<T>, source: AbortSource | undefined): Promise<T> =>
  new Scope().run(source, () => work);
