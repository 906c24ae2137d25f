/**
 * A fresh process that imports entry.mjs once. Prints the milliseconds it took or, under --expose-gc,
 * the bytes that it has left on the heap.
 */
import { performance } from "node:perf_hooks";
import process from "node:process";

const { gc } = globalThis;
// What Node itself needs for the first import of a process is nobody's.
await import("./nothing.mjs");
gc?.();
const heapBytes = process.memoryUsage().heapUsed;
const start = performance.now();
// Kept, so that what it exports is not collected.
globalThis.imported = await import("./entry.mjs");
const ms = performance.now() - start;
gc?.();
const value = gc ? process.memoryUsage().heapUsed - heapBytes : ms;
// Some clients keep a process alive.
process.stdout.write(`${value}\n`, () => process.exit(0));
