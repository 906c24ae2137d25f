import { cpus } from "node:os";

/** What is aimed at, on two cores. */
export const aim = { requestsPerSecond: 1000, heapGrowth: 0.1 };

/** What one part of the run has counted. */
export interface Slice {
  readonly requests: number;
  readonly seconds: number;
  /** Heap in use after collection. */
  readonly heapBytes: number;
  /** Processor time that the sandbox has taken. */
  readonly cpuMs: number;
}

export interface Report {
  readonly seconds: number;
  readonly cores: number;
  readonly connections: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Processor time of the sandbox for one request: what other work on the machine changes least. */
  readonly cpuMsPerRequest: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  readonly heap: {
    readonly warmBytes: number;
    readonly largestBytes: number;
    readonly endBytes: number;
    /** By how much the largest is more than the warm one, as a share. */
    readonly growth: number;
  };
  readonly aim: typeof aim;
  readonly met: boolean;
}

/** Judges a run by its parts. @param warmBytes the heap before the first of them */
export function judge(
  warmBytes: number,
  slices: readonly Slice[],
  run: Pick<Report, "connections" | "latencyMs">,
): Report {
  const requests = sum(slices, "requests");
  const seconds = sum(slices, "seconds");
  const heaps = slices.map(({ heapBytes }) => heapBytes);
  const largestBytes = Math.max(...heaps);
  const growth = largestBytes / warmBytes - 1;
  const requestsPerSecond = requests / seconds;
  return {
    seconds: round(seconds, 1),
    cores: cpus().length,
    ...run,
    requests,
    requestsPerSecond: Math.round(requestsPerSecond),
    cpuMsPerRequest: round(sum(slices, "cpuMs") / requests, 2),
    heap: {
      warmBytes,
      largestBytes,
      endBytes: heaps.at(-1) ?? warmBytes,
      growth: round(growth, 4),
    },
    aim,
    met: requestsPerSecond >= aim.requestsPerSecond && growth <= aim.heapGrowth,
  };
}

function sum(slices: readonly Slice[], name: keyof Slice): number {
  return slices.reduce((total, slice) => total + slice[name], 0);
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

export function render(report: Report): string {
  const { seconds, cores, requests, requestsPerSecond, cpuMsPerRequest, latencyMs, heap, met } =
    report;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return [
    `${requests} requests in ${seconds} s on ${cores} cores: ${requestsPerSecond} a second, aim at least ${aim.requestsPerSecond}`,
    `half of them within ${latencyMs.p50} ms, 99 % within ${latencyMs.p99} ms; ${cpuMsPerRequest} ms of the sandbox's processor time each`,
    `heap after collection: ${megabytes(heap.warmBytes)} when warm, ${megabytes(heap.largestBytes)} at most since; growth ${percent(heap.growth)}, aim at most ${percent(aim.heapGrowth)}`,
    met ? "met" : "not met",
    "",
  ].join("\n");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
