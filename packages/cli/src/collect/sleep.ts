import { setTimeout } from "node:timers/promises";

/** Waits; rejects with the signal's reason when it aborts. */
export const sleepOf =
  (signal: AbortSignal) =>
  async (ms: number): Promise<void> => {
    await setTimeout(ms, undefined, { signal }).catch(() => {
      signal.throwIfAborted();
    });
  };
