import type { Finished } from "./client.js";

const maxHeapGrowth = 0.1;
const expectedResults = ["data", "ConnectionError", "RateLimitError", "TimeoutError"];

/**
 * Why a stress run failed, one line each; empty if it passed.
 * @param exited whether the client's process exited by itself
 */
export function problemsOf(
  calls: number,
  { results, lost, mixedUp, heapBytes, leftOpen }: Finished,
  exited: boolean,
): string[] {
  const counted = expectedResults.reduce((sum, name) => sum + (results[name] ?? 0), 0);
  const unexpected = Object.keys(results).filter((name) => !expectedResults.includes(name));
  const growth = heapBytes.end / heapBytes.warm - 1;
  const limit = `${maxHeapGrowth * 100} % allowed`;
  return [
    counted !== calls && `${calls - counted} of ${calls} calls are unaccounted for`,
    unexpected.length > 0 && `no fault explains ${unexpected.join(", ")}`,
    lost > 0 && `${lost} calls didn't end exactly once`,
    mixedUp > 0 && `${mixedUp} calls got another call's data`,
    growth >= maxHeapGrowth && `the heap grew by ${(growth * 100).toFixed(1)} %, ${limit}`,
    leftOpen.length > 0 && `left open: ${leftOpen.join(", ")}`,
    !exited && "the client's process didn't exit by itself",
  ].filter((problem) => problem !== false);
}
