import { after, type Clock } from "./clock.js";
import { ignore } from "./ignore.js";

/** By signal: what runs when it aborts, and the one listener that runs it. */
const listening = new WeakMap<AbortSignal, readonly [Set<() => void>, () => void]>();

/**
 * Runs `run` when the signal aborts; gives what takes it back. However many calls share a signal, it
 * has one listener while any of them lasts: Node warns of a leak from the eleventh on, and
 * `AbortSignal.any` grows the heap on a long-lived signal (Node 20).
 */
export function onAbort(signal: AbortSignal | undefined, run: () => void): () => void {
  if (!signal) return ignore;
  let entry = listening.get(signal);
  if (!entry) {
    const added = new Set<() => void>();
    entry = [
      added,
      () => {
        for (const each of added) each();
      },
    ];
    listening.set(signal, entry);
  }
  const [all, tell] = entry;
  if (!all.size) signal.addEventListener("abort", tell);
  all.add(run);
  return () => {
    all.delete(run);
    if (!all.size) signal.removeEventListener("abort", tell);
  };
}

/**
 * What `work` gives, or the signal's own reason as soon as it aborts, whether or not the work heeds
 * the signal.
 */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  let off = ignore;
  const aborted = new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    off = onAbort(signal, resolve);
  });
  try {
    await Promise.race([work, aborted]);
    signal?.throwIfAborted();
    return await work;
  } finally {
    off();
  }
}

/**
 * Runs `work` under a signal, that of `own`, which aborts with the reason of `parent`, or after `ms`
 * with the error that `expired` makes. Ends with that reason at once, and leaves no timer and no
 * listener behind.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  parent: AbortSignal | undefined,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
  own = new AbortController(),
): Promise<T> {
  parent?.throwIfAborted();
  const off = onAbort(parent, () => {
    own.abort(parent?.reason);
  });
  const ended = after(clock, ms, () => {
    own.abort(expired());
  });
  try {
    return await unlessAborted(work(own.signal), own.signal);
  } finally {
    off();
    ended();
  }
}

/**
 * One piece of work that several may join. Its signal aborts, with the reason of the last to leave,
 * once nobody waits for it; `ended` is called when it has settled or has been left.
 */
export function share<T>(
  work: (signal: AbortSignal) => Promise<T>,
  ended: () => void,
): (signal: AbortSignal | undefined) => Promise<T> {
  const own = new AbortController();
  let waiting = 0;
  let settled = false;
  const result = work(own.signal).finally(() => {
    settled = true;
    // One that was left may settle late, when another has taken its place.
    if (!own.signal.aborted) ended();
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
