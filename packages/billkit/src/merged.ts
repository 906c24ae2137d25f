/**
 * Merges async generators: yields items as they arrive. The first error is thrown once all other sources
 * have ended. Leaving the loop closes the remaining sources at their next `yield`, without waiting.
 */
export async function* merged<T>(
  sources: readonly AsyncGenerator<T, void, undefined>[],
): AsyncGenerator<T, void, undefined> {
  const step = (source: AsyncGenerator<T, void, undefined>) =>
    source.next().then(
      (result) => ({ source, result }),
      (error: unknown) => ({ source, error }),
    );
  const pending = new Map(sources.map((source) => [source, step(source)]));
  const errors: unknown[] = [];
  try {
    while (pending.size > 0) {
      const settled = await Promise.race(pending.values());
      const { source } = settled;
      pending.delete(source);
      if ("error" in settled) errors.push(settled.error);
      else if (!settled.result.done) {
        pending.set(source, step(source));
        yield settled.result.value;
      }
    }
  } finally {
    // Nobody is left to receive an error.
    for (const source of pending.keys()) source.return().catch(() => undefined);
  }
  if (errors.length > 0) throw errors[0];
}
