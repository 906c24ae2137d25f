/** Calls before the first heap measurement: the runtime compiles and its tables grow until then. */
export const warmUpCalls = 2000;
export const concurrency = 64;

/** What the server does instead of answering. */
export type Fault = "reset" | "stall" | "refusal";

const shares: readonly (readonly [Fault, number])[] = [
  ["reset", 0.05],
  ["stall", 0.01],
  ["refusal", 0.05],
];

/**
 * The fault of one attempt, and where in the response it happens: 0 before the headers, 1 after
 * them, 2 in the body. Depends on nothing but the arguments, so that a seed repeats a run.
 */
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

/** MurmurHash3's finalizer. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
