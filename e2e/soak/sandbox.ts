/** The sandbox under load, in its own process: sends its handle, then its heap in use on each message. */
import { setTimeout } from "node:timers/promises";
import { startSandbox } from "@billkit/sandbox";

const { deepgram, genesysCloud, vendors } = await startSandbox({
  enforceLimits: false,
  validateResponses: true,
});
process.on("message", () => void report());
process.once("disconnect", () => process.exit(0));
process.send?.({ deepgram, genesysCloud, vendors });

async function report(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    // Closed connections and finalizers free memory only after a turn of the event loop.
    await setTimeout(50);
    globalThis.gc?.();
  }
  process.send?.(process.memoryUsage().heapUsed);
}
