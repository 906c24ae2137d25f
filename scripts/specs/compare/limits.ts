import type { Comparison, Pair } from "./comparison.js";
import type { Place } from "./place.js";
import type { Shape } from "./shape.js";
import { each } from "./sides.js";
import { format } from "./words.js";

/** Keyword, what it limits, and whether it is a lower end (1) or an upper one (-1). */
const LIMITS = [
  ["minimum", "minimum", 1],
  ["maximum", "maximum", -1],
  ["minLength", "minimum length", 1],
  ["maxLength", "maximum length", -1],
  ["minItems", "minimum number of items", 1],
  ["maxItems", "maximum number of items", -1],
  ["minProperties", "minimum number of fields", 1],
  ["maxProperties", "maximum number of fields", -1],
] as const;
const EXCLUSIVE = { minimum: "exclusiveMinimum", maximum: "exclusiveMaximum" } as const;
/** The generated client keeps arguments of the format int32 within these. */
const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 } as const;

/** A limit of a shape: the greater its rank, the fewer values are allowed. */
interface Limit {
  readonly place: Place;
  readonly value: number;
  /** The signed value; then 1 if the value itself isn't allowed. */
  readonly rank: readonly [number, 0 | 1];
  readonly note: string;
}

/** Compares the ranges of a value. All limits of a shape apply, so the strictest counts. */
export function compareLimits(comparison: Comparison, { shapes, trail }: Pair): void {
  for (const [key, name, sign] of LIMITS) {
    const [was, is] = each(shapes, (shape) => {
      const exact = limitsOf(shape, key, sign);
      // No length or number is below 0.
      if (key !== "minimum" && key !== "maximum")
        return strictest(exact.filter(({ value }) => sign < 0 || value > 0));
      const open = limitsOf(shape, EXCLUSIVE[key], sign).map((limit) => exclusive(shape, limit));
      const format32 =
        trail.side === "request" && shape.types.includes("integer")
          ? shape.all("format").filter(({ value }) => value === "int32")
          : [];
      const bound = format32.map((place) => limit(place, INT32[key], sign, " (`int32`)"));
      return strictest([...exact, ...open, ...bound]);
    });
    const change = compareRank(is, was);
    if (change === 0) continue;
    const [from, to] = each([was, is], (one) =>
      one ? `${format(one.value)}${one.note}` : "not set",
    );
    const rule = `${trail.side}-range-${change > 0 ? "tightened" : "loosened"}` as const;
    const text = `the ${name} of ${comparison.say(trail)} was ${from} and is now ${to}`;
    const values = [was?.value, is?.value] as const;
    comparison.add(rule, [was?.place, is?.place], shapes, name, { text, values });
  }
}

function limitsOf(shape: Shape, key: string, sign: 1 | -1): Limit[] {
  return shape
    .all(key)
    .flatMap((place) => (typeof place.value === "number" ? [limit(place, place.value, sign)] : []));
}

function limit(place: Place, value: number, sign: 1 | -1, note = ""): Limit {
  return { place, value, rank: [sign * value, 0], note };
}

/** `minimum: 1` and `exclusiveMinimum: 0` mean the same for an integer. */
function exclusive({ types }: Shape, { place, value, rank: [rank] }: Limit): Limit {
  const isInteger = types.join() === "integer" && Number.isInteger(value);
  return { place, value, rank: isInteger ? [rank + 1, 0] : [rank, 1], note: " (not included)" };
}

function strictest(all: readonly Limit[]): Limit | undefined {
  return [...all].sort((a, b) => compareRank(b, a))[0];
}

/** Positive if the first limit is stricter. */
function compareRank(a: Limit | undefined, b: Limit | undefined): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  return Math.sign(a.rank[0] - b.rank[0]) || a.rank[1] - b.rank[1];
}
