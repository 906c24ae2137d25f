/** Runs a snippet in a thread of its own, which starts faster than a process. */
import { workerData } from "node:worker_threads";
import "./sandboxed-fetch.mjs";

await import(workerData);
