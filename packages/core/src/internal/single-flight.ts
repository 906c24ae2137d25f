import { share } from "./scope.js";
import { ignore } from "./noop.js";

/**
 * Does `work` when it is not being done, or joins it. `ended` is called when it has settled or has
 * been left by all who waited.
 */
export function oneAtATime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  ended: () => void,
): (signal: AbortSignal | undefined) => Promise<T> {
  let join: ((signal: AbortSignal | undefined) => Promise<T>) | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (signal) => {
    join ??= share(
      async (own) => {
        // Work that everybody has left may not have ended yet.
        await last;
        own.throwIfAborted();
        const current = work(own.signal);
        last = current.catch(ignore);
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
