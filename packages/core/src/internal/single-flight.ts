import { noop } from "./noop.js";
import { raceAbort, Scope, type AbortSource } from "./scope.js";

/**
 * One piece of work that several callers can join. When the last of them leaves, its scope ends
 * with that caller's reason; `ended` runs once it has settled or every caller has left.
 */
export function share<T>(
  work: (scope: Scope) => Promise<T>,
  ended: () => void,
): (source: AbortSource | undefined) => Promise<T> {
  const scope = new Scope();
  let waiting = 0;
  let settled = false;
  const result = work(scope).finally(() => {
    settled = true;
    // Abandoned work may settle late, when other work has taken its place.
    if (!scope.aborted) ended();
  });
  return async (source) => {
    waiting++;
    try {
      return await raceAbort(result, source);
    } finally {
      if (!--waiting && !settled) {
        ended();
        scope.abort(source?.reason);
      }
    }
  };
}

/**
 * Starts `work`, or joins it if it is running. `ended` runs once it has settled or every caller has
 * left.
 */
export function singleFlight<T>(
  work: (signal: AbortSignal) => Promise<T>,
  ended: () => void,
): (signal: AbortSignal | undefined) => Promise<T> {
  let join: ((signal: AbortSignal | undefined) => Promise<T>) | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (signal) => {
    join ??= share(
      async (scope) => {
        // Abandoned work may still be running.
        await last;
        scope.throwIfAborted();
        const current = work(scope.signal);
        last = current.catch(noop);
        return current;
      },
      () => {
        join = undefined;
        ended();
      },
    );
    return join(signal);
  };
}
