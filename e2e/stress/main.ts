/**
 * `npm run stress -w e2e [-- --quick --calls N --seed N --json]`: 10,000 calls (2,000 with `--quick`)
 * through one client against a service that resets, stalls and refuses some. Exit 0 only if every call
 * ended once with its own data or its fault's error, the heap stayed flat and nothing is left open.
 */
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { startChild, typescript } from "../common/child.js";
import { readArguments } from "../../scripts/common/arguments.js";
import { command, wholeNumber } from "../common/command.js";
import type { Finished } from "./client.js";
import { concurrency, warmUpCalls } from "./faults.js";
import { problemsOf } from "./judge.js";
import type { Served } from "./server.js";

const exitMs = 20_000;
const file = (name: string): string => path.join(import.meta.dirname, name);

await command("stress", async () => {
  const { values } = readArguments(
    {
      options: {
        quick: { type: "boolean", default: false },
        calls: { type: "string" },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
      },
    },
    "usage: npm run stress -w e2e [-- --quick --calls N --seed N --json]",
  );
  const givenCalls = values.calls ?? (values.quick ? "2000" : "10000");
  const calls = wholeNumber("--calls", givenCalls, 1, 1_000_000);
  const seed = wholeNumber("--seed", values.seed, 0, 2 ** 31 - 1);
  const { finished, served, exited } = await stress(calls, seed);
  const problems = problemsOf(calls, finished, exited);
  const report = { calls, seed, ...finished, served, problems };
  process.stdout.write(
    values.json ? `${JSON.stringify(report, null, 2)}\n` : render(calls, seed, finished, served),
  );
  for (const problem of problems) process.stderr.write(`stress: ${problem}\n`);
  return problems.length === 0;
});

async function stress(calls: number, seed: number) {
  const server = startChild(file("server.ts"), {
    name: "stress server",
    args: [String(seed)],
    nodeOptions: typescript,
  });
  const port = String(await server.receive());
  const client = startChild(file("client.ts"), {
    name: "stress client",
    args: [`http://127.0.0.1:${port}`, String(calls)],
    nodeOptions: ["--expose-gc", ...typescript],
  });
  try {
    const exit = once(client.process, "exit").then(([code]: unknown[]) => code === 0);
    const finished = (await client.receive()) as Finished;
    const timer = new AbortController();
    const exited = await Promise.race([exit, setTimeout(exitMs, false, { signal: timer.signal })]);
    timer.abort();
    return { finished, exited, served: (await server.request("stop")) as Served };
  } finally {
    await Promise.all([client.stop(), server.stop()]);
  }
}

function render(calls: number, seed: number, finished: Finished, served: Served): string {
  const { results, heapBytes, durationMs } = finished;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `${calls} calls, ${concurrency} at a time, after ${warmUpCalls} to warm up (seed ${seed})`,
    ...Object.entries(results).map(([name, count]) => `  ${name.padEnd(20)}${count}`),
    `requests  ${served.requests}: ${served.reset} reset, ${served.stall} stalled, ${served.refusal} refused`,
    `heap      ${megabytes(heapBytes.warm)} warm, ${megabytes(heapBytes.end)} at the end`,
    `time      ${(durationMs / 1000).toFixed(1)} s`,
    "",
  ].join("\n");
}
