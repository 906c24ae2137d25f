import type { Pair } from "./compare.js";
import type { Place } from "./place.js";
import { factsOf } from "./shape.js";
import { meaningOf } from "./signature.js";

/** What the parts of one shape say of a keyword and none of the other's does, the first of each. */
export function differing(
  { old, new: now }: Pair,
  key: string,
): [Place | undefined, Place | undefined] {
  const [before, after] = [factsOf(old, key), factsOf(now, key)];
  const [known, wanted] = [new Set(before.map(meaningOf)), new Set(after.map(meaningOf))];
  return [
    before.find((place) => !wanted.has(meaningOf(place))),
    after.find((place) => !known.has(meaningOf(place))),
  ];
}
