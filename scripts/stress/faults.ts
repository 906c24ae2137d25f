/**
 * Calls before the heap is measured first: after fewer, the runtime still compiles and its tables
 * still grow; from here on it stays flat, however many calls follow.
 */
export const warmUpCalls = 3000;

/** Calls that are under way at a time. */
export const concurrency = 64;

/** What the server does to one request instead of answering it. */
export type Fault = "reset" | "stall" | "refusal";

const shares: readonly (readonly [Fault, number])[] = [
  ["reset", 0.05],
  ["stall", 0.01],
  ["refusal", 0.05],
];

/** How a request fails, and at which of three places: the same for a seed, whatever comes first. */
export function faultOf(
  seed: number,
  call: number,
  attempt: number,
): { readonly fault: Fault | undefined; readonly place: number } {
  const hash = mix(mix(mix(seed) ^ call) ^ attempt);
  const place = (hash >>> 0) % 3;
  let left = (mix(hash) >>> 0) / 2 ** 32;
  for (const [fault, share] of shares) {
    left -= share;
    if (left < 0) return { fault, place };
  }
  return { fault: undefined, place };
}

/** MurmurHash3's finalizer: every bit of the result hangs on every bit given. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
