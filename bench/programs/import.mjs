/** Imports a module once in a new process and prints the milliseconds. Argument: the module. */
import { performance } from "node:perf_hooks";
import process from "node:process";

// Node's own cost of a first import.
await import("node:url");
const start = performance.now();
await import(process.argv[2]);
const ms = performance.now() - start;
// Some clients keep a process alive.
process.stdout.write(`${ms}\n`, () => process.exit(0));
