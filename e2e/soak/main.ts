/**
 * `npm run soak -w e2e [-- --seconds N]`: loads the sandbox with autocannon, every answer
 * validated, rate limits off. Exit 1 if an answer isn't 200 or the heap grows by more than 10 %.
 */
import path from "node:path";
import type { Sandbox } from "@billkit/sandbox";
import autocannon from "autocannon";
import { startChild, typescript } from "../common/child.js";
import { readArguments } from "../../scripts/common/arguments.js";
import { command, wholeNumber } from "../common/command.js";
import type { Usage } from "./sandbox.js";
import { targetsOf, type Target } from "./targets.js";

const connections = 8;
const slices = 6;
const minWarmUpSeconds = 10;
const maxHeapGrowth = 0.1;

await command("soak", async () => {
  const { values } = readArguments(
    { options: { seconds: { type: "string", default: "60" } } },
    "usage: npm run soak -w e2e [-- --seconds N]",
  );
  const report = await soak(wholeNumber("--seconds", values.seconds, slices, 86_400));
  const { requestsPerSecond, cpuMsPerRequest, p99Ms, heapGrowth } = report;
  const growth = `${(heapGrowth * 100).toFixed(1)} %`;
  process.stdout.write(
    `${requestsPerSecond} requests/s, ${cpuMsPerRequest} ms CPU each, p99 ${p99Ms} ms, heap growth ${growth}\n`,
  );
  if (heapGrowth <= maxHeapGrowth) return true;
  process.stderr.write(`soak: the heap grew by ${growth}, ${maxHeapGrowth * 100} % allowed\n`);
  return false;
});

async function soak(seconds: number) {
  const sandbox = startChild(path.join(import.meta.dirname, "sandbox.ts"), {
    name: "sandbox",
    nodeOptions: ["--expose-gc", ...typescript],
  });
  try {
    const handle = (await sandbox.receive()) as Pick<Sandbox, "deepgram" | "genesysCloud">;
    const targets = await targetsOf(handle);
    const usage = async () => (await sandbox.request("usage")) as Usage;
    await load(targets, Math.max(minWarmUpSeconds, seconds / slices));
    const warm = await usage();
    let last = warm;
    let [requests, p99Ms, largestHeapBytes] = [0, 0, 0];
    for (let slice = 0; slice < slices; slice += 1) {
      const part = await load(targets, seconds / slices);
      last = await usage();
      requests += part.requests;
      p99Ms = Math.max(p99Ms, part.p99Ms);
      largestHeapBytes = Math.max(largestHeapBytes, last.heapBytes);
    }
    return {
      requestsPerSecond: Math.round(requests / seconds),
      cpuMsPerRequest: Number(((last.cpuMs - warm.cpuMs) / requests).toFixed(2)),
      p99Ms,
      heapGrowth: largestHeapBytes / warm.heapBytes - 1,
    };
  } finally {
    await sandbox.stop();
  }
}

/** Loads both vendors at once. @throws {Error} if an answer isn't 200 */
async function load(targets: readonly Target[], seconds: number) {
  const results = await Promise.all(
    targets.map(async ({ vendor, url, headers, paths }) => {
      const requests = paths.map((each) => ({ method: "GET" as const, path: each }));
      const result = await autocannon({ url, connections, duration: seconds, headers, requests });
      const { non2xx, errors, timeouts } = result;
      if (non2xx + errors + timeouts === 0) return result;
      throw new Error(`${vendor}: ${non2xx} not 2xx, ${errors} errors, ${timeouts} timeouts`);
    }),
  );
  return {
    requests: results.reduce((sum, { requests }) => sum + requests.total, 0),
    p99Ms: Math.max(...results.map(({ latency }) => latency.p99)),
  };
}
