/**
 * The sandbox in a process of its own, whose heap can be asked for: limits off, every answer
 * validated, the system's clock.
 */
import { startSandbox } from "@billkit/sandbox";
import { targetsOf } from "../fuzz/targets.js";

/** A heap that is still swept while it is measured is measured too large. */
const collections = 3;

/** What the sandbox's process says of itself. */
export interface State {
  /** In use after collection. */
  readonly heapBytes: number;
  /** Since it began. */
  readonly cpuMs: number;
}

const sandbox = await startSandbox({ enforceLimits: false, validateResponses: true });
process.on("message", () => {
  for (let each = 0; each < collections; each += 1) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ heapBytes: process.memoryUsage().heapUsed, cpuMs: (user + system) / 1000 });
});
process.once("disconnect", () => void sandbox.close());
process.send?.(await targetsOf(sandbox));
