/**
 * The calls of a stress run, all through one client, in a process of its own: `node --expose-gc`.
 * Sends what became of them; then the process has to end by itself.
 */
import { setImmediate } from "node:timers/promises";
import { Deepgram, BillkitError, defaultLayers, type Layer } from "@billkit/deepgram";
import { concurrency, warmUpCalls } from "./faults.js";

export interface Ended {
  /** By `data`, or the error's name. */
  readonly outcomes: Record<string, number>;
  /** Calls that did not end exactly once. */
  readonly lost: number;
  /** Answers that were another call's. */
  readonly mixedUp: number;
  /** What the client says it has sent. */
  readonly requests: number;
  readonly heapBytes: { readonly warm: number; readonly end: number };
  readonly durationMs: number;
  /** What keeps the process alive that did not at its start. */
  readonly leftOpen: readonly string[];
}

const collect =
  gc ??
  ((): void => {
    throw new Error("needs node --expose-gc");
  });
const openBefore = process.getActiveResourcesInfo();
const [, , baseUrl = "", count = ""] = process.argv;
const calls = Number(count);
let requests = 0;
const counting: Layer = (next) => (request, call) =>
  next(request, call).finally(() => {
    requests += call.attempt;
  });
const deepgram = new Deepgram({
  credential: "stress",
  baseUrl,
  // Far above what an answer takes on a busy machine; a stall lasts that long.
  timeoutMs: 2000,
  layers: [counting, ...defaultLayers()],
});

const outcomes: Record<string, number> = {};
const ended = new Uint8Array(warmUpCalls + calls);
let mixedUp = 0;

/** Makes the calls from one number up to another, so many at a time, and waits for all. */
async function run(from: number, to: number): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const call = next++;
      // A weak table keeps room for the most that it has held between two collections: the same
      // number of calls apart in the run as in the warm-up, or the two could not be compared.
      if (call % 1000 === 0) collect();
      const outcome = await deepgram.billing.listBalances({ project_id: `${call}` }).then(
        ({ balances }) => {
          if (balances?.length !== 1 || balances[0]?.balance_id !== `${call}`) mixedUp++;
          return "data";
        },
        (error: unknown) => (error instanceof BillkitError ? error.name : String(error)),
      );
      ended[call] = (ended[call] ?? 0) + 1;
      if (call >= warmUpCalls) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** What is still held after everything that can be collected has been. */
async function heapBytes(): Promise<number> {
  for (let turn = 0; turn < 5; turn++) {
    await setImmediate();
    collect();
  }
  return process.memoryUsage().heapUsed;
}

await run(0, warmUpCalls);
requests = 0;
const warm = await heapBytes();
const startedAt = performance.now();
await run(warmUpCalls, warmUpCalls + calls);
const durationMs = Math.round(performance.now() - startedAt);
const end = await heapBytes();
const leftOpen = process.getActiveResourcesInfo();
for (const open of openBefore) {
  if (leftOpen.includes(open)) leftOpen.splice(leftOpen.indexOf(open), 1);
}
const result: Ended = {
  outcomes,
  lost: ended.filter((times) => times !== 1).length,
  mixedUp,
  requests,
  heapBytes: { warm, end },
  durationMs,
  leftOpen,
};
process.send?.(result);
process.disconnect();
