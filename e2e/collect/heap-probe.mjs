// Loaded before a program: writes the largest heap after a garbage collection to HEAP_FILE.
import { writeFileSync } from "node:fs";
import { setInterval } from "node:timers";

let most = 0;
setInterval(() => {
  globalThis.gc();
  const { heapUsed } = process.memoryUsage();
  if (heapUsed <= most) return;
  most = heapUsed;
  writeFileSync(process.env.HEAP_FILE, String(most));
}, 500).unref();
