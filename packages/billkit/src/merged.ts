/**
 * What several sources yield, as it comes. One that fails is told when the others have ended. When
 * the loop is left, the sources that have not ended are closed, each at its next `yield`; that is
 * not waited for, since one may be in the midst of something long.
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
    // Nobody is left to be told what one throws then.
    for (const source of pending.keys()) source.return().catch(() => undefined);
  }
  if (errors.length > 0) throw errors[0];
}
