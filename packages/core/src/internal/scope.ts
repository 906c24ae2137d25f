import { startTimer, type Clock } from "./clock.js";
import { noop } from "./noop.js";

/** Something that can be ended early. */
export interface Abortable {
  abort(reason: unknown): unknown;
}

/** An AbortSignal, or a scope, which creates one only on demand. */
export type AbortSource = AbortSignal | Scope;

/** Per signal of a caller, the scope that follows it. */
const scopes = new WeakMap<AbortSignal, Scope>();

/**
 * Work that can end early: a call, or one attempt of it. Its AbortSignal is created on first use: an
 * AbortController with one listener costs four microseconds on Node 20, mostly garbage collection.
 */
export class Scope implements Abortable {
  aborted = false;
  reason: unknown;
  #dependents: Abortable[] = [];
  /** A caller's signal, and its listener, which is there while something depends on this scope. */
  #followed: AbortSignal | undefined;
  #listener: () => void = noop;
  #controller: AbortController | undefined;
  #above: Scope | undefined;
  #stopTimer: (() => void) | undefined;
  #fail: ((reason: unknown) => void) | undefined;

  /** The scope that follows a signal. */
  static of(source: AbortSource): Scope {
    // By members: it may come from another copy of this package.
    if ("add" in source) return source;
    let scope = scopes.get(source);
    if (!scope) {
      const follower = (scope = new Scope());
      follower.#followed = source;
      follower.#listener = () => {
        follower.abort(source.reason);
      };
      scopes.set(source, scope);
    }
    return scope;
  }

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
    for (const each of [...this.#dependents]) each.abort(reason);
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
    if (this.#followed?.aborted) this.abort(this.#followed.reason);
    if (this.aborted) dependent.abort(this.reason);
    else if (this.#dependents.push(dependent) === 1) {
      this.#followed?.addEventListener("abort", this.#listener);
    }
  }

  remove(dependent: Abortable): void {
    const at = this.#dependents.indexOf(dependent);
    if (at < 0) return;
    this.#dependents.splice(at, 1);
    if (!this.#dependents.length) this.#followed?.removeEventListener("abort", this.#listener);
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
      if (parent?.aborted) {
        // It can be anything.
        reject(parent.reason as Error);
        return;
      }
      this.#fail = reject;
      this.#above = parent && Scope.of(parent);
      this.#above?.add(this);
      if (clock) {
        this.#stopTimer = startTimer(clock, ms, () => {
          this.abort(expired?.());
        });
      }
      const settle =
        <V>(end: (value: V) => void) =>
        (value: V): void => {
          this.#release();
          end(value);
        };
      work(this).then(settle(resolve), settle(reject));
    });
  }

  #release(): void {
    this.#above?.remove(this);
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}

/** Resolves with `work`, or rejects with the signal's reason as soon as it aborts. */
export const raceAbort = <T>(work: Promise<T>, source: AbortSource | undefined): Promise<T> =>
  new Scope().run(source, () => work);
