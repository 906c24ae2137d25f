/**
 * `client.ts URL WARM_UP CALLS`, in its own process (`node --expose-gc`): makes the calls of a stress run
 * through one client, sends what happened and disconnects. The process must then exit by itself.
 */
import { setImmediate } from "node:timers/promises";
import { BillkitError, Deepgram } from "@billkit/deepgram";

const concurrency = 64;
const [baseUrl = "", ...counts] = process.argv.slice(2);
const [warmUpCalls = 0, calls = 0] = counts.map(Number);
const openBefore = process.getActiveResourcesInfo();
// Well above a response's time on a busy machine; a stalled call takes this long.
const deepgram = new Deepgram({ credential: "stress", baseUrl, timeoutMs: 2000 });
let mixedUp = 0;

async function result(call: number): Promise<string> {
  try {
    const { balances } = await deepgram.billing.listBalances({ project_id: `${call}` });
    if (balances?.length !== 1 || balances[0]?.balance_id !== `${call}`) mixedUp++;
    return "data";
  } catch (error) {
    return error instanceof BillkitError ? error.name : String(error);
  }
}

/** @returns calls by result. A call that never ends keeps this from ending. */
async function run(from: number, to: number): Promise<Record<string, number>> {
  const results: Record<string, number> = {};
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const call = next++;
      // At the same position in warm-up and run, so that weak tables have comparable sizes.
      if (call % 1000 === 0) globalThis.gc?.();
      const name = await result(call);
      results[name] = (results[name] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}

async function heapBytes(): Promise<number> {
  for (let turn = 0; turn < 5; turn++) {
    await setImmediate();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

// The runtime compiles and its tables grow until then.
await run(0, warmUpCalls);
const warm = await heapBytes();
const results = await run(warmUpCalls, warmUpCalls + calls);
const heapGrowth = (await heapBytes()) / warm - 1;
const leftOpen = process.getActiveResourcesInfo();
for (const open of openBefore) {
  if (leftOpen.includes(open)) leftOpen.splice(leftOpen.indexOf(open), 1);
}
const finished = {
  /** Calls by result: `data`, or the error's name. */
  results,
  /** Calls that got another call's data. */
  mixedUp,
  /** The heap at the end, relative to the heap after the warm-up. */
  heapGrowth,
  /** Resources that keep the process alive and weren't there at its start. */
  leftOpen,
};
export type Finished = typeof finished;
process.send?.(finished);
process.disconnect();
