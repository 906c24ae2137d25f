import type { Ended } from "./client.js";
import { concurrency, warmUpCalls } from "./faults.js";
import type { Options } from "./options.js";
import type { Served } from "./server.js";

/** How much the heap may grow, as a share. */
const mostGrowth = 0.1;

/** The ways a call may end: what it asked for, or the failure that was the last one's. */
const expected = ["data", "ConnectionError", "RateLimitError", "TimeoutError"];

export interface Report {
  readonly calls: number;
  readonly seed: number;
  readonly concurrency: number;
  readonly warmUpCalls: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly unaccountedFor: number;
  readonly requests: { readonly sent: number; readonly received: number };
  readonly faults: { readonly reset: number; readonly stall: number; readonly refusal: number };
  readonly heap: { readonly warmBytes: number; readonly endBytes: number; readonly growth: number };
  readonly durationMs: number;
  /** Why the run has failed; none: it has not. */
  readonly problems: readonly string[];
}

/** Judges a run by what its two sides have counted. */
export function judge(
  { calls, seed }: Options,
  { outcomes, lost, mixedUp, requests, heapBytes, durationMs, leftOpen }: Ended,
  { requests: received, ...faults }: Served,
  endedByItself: boolean,
): Report {
  const known = Object.fromEntries(expected.map((name) => [name, outcomes[name] ?? 0]));
  const counted = Object.values(known).reduce((sum, count) => sum + count, 0);
  const others = Object.keys(outcomes).filter((name) => !expected.includes(name));
  const growth = heapBytes.end / heapBytes.warm - 1;
  const problems = [
    counted !== calls && `${calls - counted} of ${calls} calls are unaccounted for`,
    others.length > 0 && `calls ended with ${others.join(", ")}, which no fault leads to`,
    lost > 0 && `${lost} calls did not end exactly once`,
    mixedUp > 0 && `${mixedUp} calls were given another call's data`,
    requests !== received && `${requests} requests were counted, ${received} have arrived`,
    growth >= mostGrowth && `the heap has grown by ${percent(growth)}`,
    leftOpen.length > 0 && `left open: ${leftOpen.join(", ")}`,
    !endedByItself && "the client's process did not end by itself",
  ];
  return {
    calls,
    seed,
    concurrency,
    warmUpCalls,
    outcomes: { ...known, ...outcomes },
    unaccountedFor: calls - counted,
    requests: { sent: requests, received },
    faults,
    heap: { warmBytes: heapBytes.warm, endBytes: heapBytes.end, growth },
    durationMs,
    problems: problems.filter((problem) => problem !== false),
  };
}

/** Plain lines of at most 80 columns. */
export function render(report: Report): string {
  const { requests, faults, heap } = report;
  const rows = [
    ...Object.entries(report.outcomes),
    ["unaccounted for", report.unaccountedFor] as const,
  ].map(
    ([name, count]) =>
      `  ${name.slice(0, 30).padEnd(32)}${number(count).padStart(9)}${percent(count / report.calls).padStart(10)}`,
  );
  return [
    `${number(report.calls)} calls through one client, ${report.concurrency} at a time, after ${number(report.warmUpCalls)} to warm up`,
    "",
    ...rows,
    "",
    `requests  ${number(requests.sent)} sent, ${number(requests.received)} received`,
    `faults    ${number(faults.reset)} reset, ${number(faults.stall)} stalled, ${number(faults.refusal)} refused with 429 (seed ${report.seed})`,
    `heap      ${megabytes(heap.warmBytes)} warm, ${megabytes(heap.endBytes)} at the end: ${percent(heap.growth)}, allowed: below ${percent(mostGrowth)}`,
    `time      ${(report.durationMs / 1000).toFixed(1)} s`,
    "",
  ].join("\n");
}

const number = (value: number): string => value.toLocaleString("en-US");
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
