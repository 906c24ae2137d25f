/** The sandbox under load, in its own process: sends its handle, then its heap and CPU time on request. */
import { setTimeout } from "node:timers/promises";
import { startSandbox } from "@billkit/sandbox";

export interface Usage {
  /** In use after garbage collection. */
  readonly heapBytes: number;
  readonly cpuMs: number;
}

const collections = 3;
const pauseMs = 50;

const sandbox = await startSandbox({ enforceLimits: false, validateResponses: true });
process.on("message", () => void report());
process.once("disconnect", () => process.exit(0));
const { deepgram, genesysCloud } = sandbox;
process.send?.({ deepgram, genesysCloud });

async function report(): Promise<void> {
  for (let turn = 0; turn < collections; turn += 1) {
    // Closed connections and finalizers free memory only after a turn of the event loop.
    await setTimeout(pauseMs);
    globalThis.gc?.();
  }
  const { user, system } = process.cpuUsage();
  process.send?.({ heapBytes: process.memoryUsage().heapUsed, cpuMs: (user + system) / 1000 });
}
