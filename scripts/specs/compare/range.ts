import type { Context, Pair } from "./context.js";
import { differing } from "./signature.js";
import type { Place } from "./place.js";
import { factOf, factsOf, type Shape } from "./shape.js";
import { format } from "./words.js";

/** A limit of a shape: the greater its rank, the fewer values are allowed. */
interface Limit {
  readonly place: Place;
  /** The signed value; then 1 where the value itself is not allowed. */
  readonly rank: readonly [number, 0 | 1];
  readonly text: string;
  /** Where it isn't stated as a number: by a format. */
  readonly value?: number;
}

type Read = (shape: Shape, pair: Pair) => readonly Limit[];

const LIMITS: readonly (readonly [string, Read])[] = [
  ["the minimum", bound("minimum", "exclusiveMinimum", 1, -(2 ** 31))],
  ["the maximum", bound("maximum", "exclusiveMaximum", -1, 2 ** 31 - 1)],
  ["the minimum length", count("minLength", 1)],
  ["the maximum length", count("maxLength", -1)],
  ["the minimum number of items", count("minItems", 1)],
  ["the maximum number of items", count("maxItems", -1)],
  ["the minimum number of fields", count("minProperties", 1)],
  ["the maximum number of fields", count("maxProperties", -1)],
  ["the uniqueness of the items", unique],
];

/** Compares the ranges of a value. All limits of a shape apply, so the strictest counts. */
export function compareRanges(context: Context, pair: Pair): void {
  for (const [name, read] of LIMITS) {
    const [was, is] = [strictest(read(pair.old, pair)), strictest(read(pair.now, pair))];
    const change = order(is, was);
    if (change !== 0) report(context, pair, name, was, is, change > 0);
  }
  compareMultiple(context, pair);
}

function report(
  context: Context,
  pair: Pair,
  name: string,
  was: Omit<Limit, "rank"> | undefined,
  is: Omit<Limit, "rank"> | undefined,
  isTighter: boolean,
): void {
  context.fact(
    context.sided(isTighter ? "range-tightened" : "range-loosened", pair),
    pair,
    was?.place,
    is?.place,
    `${name} of ${context.say(pair)} was ${was?.text ?? "not set"} and is now ${is?.text ?? "not set"}`,
    [was?.value ?? was?.place.value, is?.value ?? is?.place.value],
  );
}

/** Positive where the first limit is stricter. */
function order(a: Limit | undefined, b: Limit | undefined): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  return Math.sign(a.rank[0] - b.rank[0]) || a.rank[1] - b.rank[1];
}

function strictest(limits: readonly Limit[]): Limit | undefined {
  return [...limits].sort((a, b) => order(b, a))[0];
}

/**
 * `minimum: 1` and `exclusiveMinimum: 0` mean the same for an integer.
 * @param int32 the bound that an argument of this format has: the generated client enforces it
 */
function bound(inclusive: string, exclusive: string, sign: 1 | -1, int32: number): Read {
  return (shape, { trail }) => {
    const isInteger = shape.types.length === 1 && shape.types[0] === "integer";
    const limits = [inclusive, exclusive].flatMap((key) =>
      (shape.facts.get(key) ?? []).flatMap((place): Limit[] => {
        const { value } = place;
        if (typeof value !== "number") return [];
        if (key === inclusive) return [{ place, rank: [sign * value, 0], text: format(value) }];
        const isWhole = isInteger && Number.isInteger(value);
        const rank = isWhole ? ([sign * value + 1, 0] as const) : ([sign * value, 1] as const);
        return [{ place, rank, text: `${format(value)} (not included)` }];
      }),
    );
    const isArgument = trail.side === "request" && shape.types.includes("integer");
    const format32 = isArgument
      ? shape.facts.get("format")?.find(({ value }) => value === "int32")
      : undefined;
    if (!format32) return limits;
    const text = `${format(int32)} (\`int32\`)`;
    return [...limits, { place: format32, rank: [sign * int32, 0], text, value: int32 }];
  };
}

function count(key: string, sign: 1 | -1): Read {
  return (shape) =>
    factsOf(shape, key).flatMap((place): Limit[] =>
      typeof place.value === "number"
        ? [{ place, rank: [sign * place.value, 0], text: format(place.value) }]
        : [],
    );
}

function unique(shape: Shape): Limit[] {
  const place = factOf(shape, "uniqueItems");
  return place ? [{ place, rank: [1, 0], text: "required" }] : [];
}

/** Every multiple of 10 is one of 5; neither 4 nor 6 includes the other. */
function compareMultiple(context: Context, pair: Pair): void {
  const [was, is] = differing(pair, "multipleOf").map(
    (place) => place && { place, text: format(place.value) },
  );
  if (was?.place.value === is?.place.value) return;
  const isLooser = !is || (was !== undefined && isMultiple(was.place.value, is.place.value));
  report(context, pair, "the step", was, is, !isLooser);
}

/** Compares as decimals: in binary, 0.05 is no multiple of 0.01. */
function isMultiple(value: unknown, of: unknown): boolean {
  if (typeof value !== "number" || typeof of !== "number" || of === 0) return value === of;
  const [[a, aScale], [b, bScale]] = [decimalOf(value), decimalOf(of)];
  const scale = Math.max(aScale, bScale);
  return (a * 10n ** BigInt(scale - aScale)) % (b * 10n ** BigInt(scale - bScale)) === 0n;
}

/** A number as an integer and how many of its digits are decimals. */
function decimalOf(value: number): [bigint, number] {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const [whole = "", decimals = ""] = digits.split(".");
  const scale = decimals.length - Number(exponent);
  const all = BigInt(whole + decimals);
  return scale < 0 ? [all * 10n ** BigInt(-scale), 0] : [all, scale];
}
