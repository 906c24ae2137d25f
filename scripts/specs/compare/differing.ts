import type { Place, Sides } from "./place.js";
import { factsOf, type Shape } from "./shape.js";
import { meaningOf } from "./signature.js";

/** The first statement for a keyword in each shape that the other shape doesn't have. */
export function differing(
  { old, now }: Sides<Shape>,
  key: string,
): [Place | undefined, Place | undefined] {
  const [before, after] = [factsOf(old, key), factsOf(now, key)];
  const [known, wanted] = [new Set(before.map(meaningOf)), new Set(after.map(meaningOf))];
  return [
    before.find((place) => !wanted.has(meaningOf(place))),
    after.find((place) => !known.has(meaningOf(place))),
  ];
}
