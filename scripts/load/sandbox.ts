/**
 * The sandbox in a process of its own, whose heap can be asked for: limits off, every answer
 * validated, the system's clock.
 */
import { setTimeout } from "node:timers/promises";
import { startSandbox } from "@billkit/sandbox";
import { targetsOf } from "../fuzz/targets.js";

/** A heap that is still swept while it is measured is measured too large. */
const collections = 3;
const turnMs = 50;

/** What the sandbox's process says of itself. */
export interface State {
  /** In use after collection. */
  readonly heapBytes: number;
  /** Since it began. */
  readonly cpuMs: number;
}

const sandbox = await startSandbox({ enforceLimits: false, validateResponses: true });
process.on("message", () => void report());

process.once("disconnect", () => void sandbox.close());
process.send?.(await targetsOf(sandbox));

async function report(): Promise<void> {
  for (let each = 0; each < collections; each += 1) {
    // What ends with a connection, or is told that something was collected, has its turn.
    await setTimeout(turnMs);
    globalThis.gc?.();
  }
  const { user, system } = process.cpuUsage();
  process.send?.({ heapBytes: process.memoryUsage().heapUsed, cpuMs: (user + system) / 1000 });
}
