/**
 * Makes the calls of a stress run through one client, in its own process (`node --expose-gc`). Sends
 * the result and disconnects: the process must then exit by itself.
 */
import { setImmediate } from "node:timers/promises";
import { BillkitError, Deepgram } from "@billkit/deepgram";
import { concurrency, warmUpCalls } from "./faults.js";

export interface Finished {
  /** Calls by result: `data`, or the error's name. */
  readonly results: Readonly<Record<string, number>>;
  /** Calls that didn't end exactly once. */
  readonly lost: number;
  /** Calls that got another call's data. */
  readonly mixedUp: number;
  readonly heapBytes: { readonly warm: number; readonly end: number };
  readonly durationMs: number;
  /** Resources that keep the process alive and weren't there at its start. */
  readonly leftOpen: readonly string[];
}

const collect =
  gc ??
  ((): void => {
    throw new Error("run with node --expose-gc");
  });
const openBefore = process.getActiveResourcesInfo();
const [, , baseUrl = "", count = ""] = process.argv;
const calls = Number(count);
// Well above an answer's time on a busy machine; a stalled call takes this long.
const deepgram = new Deepgram({ credential: "stress", baseUrl, timeoutMs: 2000 });

const results: Record<string, number> = {};
const ended = new Uint8Array(warmUpCalls + calls);
let mixedUp = 0;

async function run(from: number, to: number): Promise<void> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const call = next++;
      // At the same distance in warm-up and run, so that weak tables have comparable sizes.
      if (call % 1000 === 0) collect();
      const result = await deepgram.billing.listBalances({ project_id: `${call}` }).then(
        ({ balances }) => {
          if (balances?.length !== 1 || balances[0]?.balance_id !== `${call}`) mixedUp++;
          return "data";
        },
        (error: unknown) => (error instanceof BillkitError ? error.name : String(error)),
      );
      ended[call] = (ended[call] ?? 0) + 1;
      if (call >= warmUpCalls) results[result] = (results[result] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

async function heapBytes(): Promise<number> {
  for (let turn = 0; turn < 5; turn++) {
    await setImmediate();
    collect();
  }
  return process.memoryUsage().heapUsed;
}

await run(0, warmUpCalls);
const warm = await heapBytes();
const startedAt = performance.now();
await run(warmUpCalls, warmUpCalls + calls);
const durationMs = Math.round(performance.now() - startedAt);
const end = await heapBytes();
const leftOpen = process.getActiveResourcesInfo();
for (const open of openBefore) {
  if (leftOpen.includes(open)) leftOpen.splice(leftOpen.indexOf(open), 1);
}
const lost = ended.filter((times) => times !== 1).length;
const finished: Finished = {
  results,
  lost,
  mixedUp,
  heapBytes: { warm, end },
  durationMs,
  leftOpen,
};
process.send?.(finished);
process.disconnect();
