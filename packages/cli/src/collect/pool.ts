/** How a pool runs its items. */
export interface PoolOptions<T> {
  readonly items: readonly T[];
  /** The number of concurrent items. */
  readonly concurrency: number;
  /** Runs one item; rejects only on an abort. `"again"` puts it last. */
  readonly run: (item: T, attempt: number) => Promise<"done" | "again">;
  /** Waits; rejects when aborted. */
  readonly sleep: (ms: number) => Promise<void>;
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/**
 * Runs items concurrently, up to a limit. After one that has to run again, it waits, longer each
 * time until one succeeds, so that a vendor that is down isn't sent requests for all its other
 * accounts.
 */
export async function runPool<T>({ items, concurrency, run, sleep }: PoolOptions<T>) {
  const queue = items.map((item) => ({ item, attempt: 1 }));
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if ((await run(next.item, next.attempt)) === "done") {
        failed = 0;
        continue;
      }
      queue.push({ item: next.item, attempt: next.attempt + 1 });
      failed += 1;
      // As many can fail together as run concurrently.
      const rounds = Math.ceil(failed / concurrency);
      await sleep(Math.min(firstWaitMs * 2 ** (rounds - 1), longestWaitMs));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
}
