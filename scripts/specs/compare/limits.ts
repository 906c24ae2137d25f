import type { Comparison, Pair } from "./comparison.js";
import type { Place } from "./place.js";
import type { Shape } from "./shape.js";
import { each } from "./sides.js";
import type { Direction } from "./words.js";

/** What is limited, whether at its lower end (1) or its upper one (-1), and by which keyword. */
const LIMITS = [
  ["minimum", 1, "minimum"],
  ["maximum", -1, "maximum"],
  ["minimum length", 1, "minLength"],
  ["maximum length", -1, "maxLength"],
  ["minimum number of items", 1, "minItems"],
  ["maximum number of items", -1, "maxItems"],
  ["minimum number of fields", 1, "minProperties"],
  ["maximum number of fields", -1, "maxProperties"],
] as const;

export const LIMIT_KEYWORDS = [
  ...LIMITS.map(([, , key]) => key),
  ...["exclusiveMinimum", "exclusiveMaximum"],
];

/** Compares the ranges of a value. All limits of a shape apply, so the strictest counts. */
export function compareLimits(comparison: Comparison, { shapes, trail }: Pair): void {
  for (const [name, sign, key] of LIMITS) {
    const change = each(shapes, (shape) =>
      limitsOf(shape, key, sign, trail.side)
        .sort((a, b) => compare(b, a, sign))
        .at(0),
    );
    const order = compare(change[1], change[0], sign);
    if (order === 0) continue;
    const rule = `${trail.side}-range-${order > 0 ? "tightened" : "loosened"}` as const;
    const subject = `the ${name} of ${comparison.describe(trail)}`;
    comparison.report(rule, change, shapes, subject, { wording: "values" });
  }
}

function limitsOf(shape: Shape, key: string, sign: 1 | -1, side: Direction): Place[] {
  const numbers = (name: string): Place[] =>
    shape.all(name).filter(({ value }) => typeof value === "number");
  // No length or number of parts is below 0.
  if (key !== "minimum" && key !== "maximum")
    return numbers(key).filter(({ value }) => value !== 0 || sign < 0);
  // `minimum: 1` and `exclusiveMinimum: 0` mean the same for an integer.
  const isInteger = shape.types.join() === "integer";
  const open = numbers(key === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum").map((place) =>
    isInteger && Number.isInteger(place.value) ? place.here(Number(place.value) + sign) : place,
  );
  // The generated client keeps arguments of the format int32 within these.
  const end = sign > 0 ? -(2 ** 31) : 2 ** 31 - 1;
  const isArgument = side === "request" && shape.types.includes("integer");
  const int32 = shape.all("format").filter(({ value }) => isArgument && value === "int32");
  return [...numbers(key), ...open, ...int32.map((place) => place.here(end))];
}

/** Positive if the first limit is stricter. */
function compare(a: Place | undefined, b: Place | undefined, sign: 1 | -1): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  const isOpen = ({ key, view }: Place): number =>
    Number(key.startsWith("exclusive") && view === "");
  return sign * (Number(a.value) - Number(b.value)) || isOpen(a) - isOpen(b);
}
