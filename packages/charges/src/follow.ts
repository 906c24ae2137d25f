/** Per signal, what aborts with it. */
const followers = new WeakMap<AbortSignal, Set<AbortController>>();

/**
 * Aborts `controller` with `signal`, until the function that it returns is called. However many follow
 * a signal, it has one listener: Node warns of a leak from the eleventh on.
 */
export function follow(signal: AbortSignal, controller: AbortController): () => void {
  const all = followers.get(signal) ?? new Set();
  followers.set(signal, all);
  if (all.size === 0) signal.addEventListener("abort", abortFollowers);
  all.add(controller);
  return () => {
    all.delete(controller);
    if (all.size === 0) signal.removeEventListener("abort", abortFollowers);
  };
}

function abortFollowers(this: AbortSignal): void {
  for (const controller of followers.get(this) ?? []) controller.abort(this.reason);
}
