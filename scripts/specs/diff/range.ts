import type { Comparison, Pair } from "./compare.js";
import { differing } from "./differing.js";
import type { Place } from "./place.js";
import { say } from "./say.js";
import { factOf, factsOf, placeLike, type Shape } from "./shape.js";

/** A limit of a shape: the greater its rank, the fewer values are allowed. */
interface Limit {
  readonly place: Place;
  readonly rank: number;
  readonly text: string;
}

type Read = (shape: Shape) => Limit | undefined;

const LIMITS: readonly (readonly [string, Read])[] = [
  ["the least value", bound("minimum", "exclusiveMinimum", 1)],
  ["the greatest value", bound("maximum", "exclusiveMaximum", -1)],
  ["the least length", count("minLength", 1)],
  ["the greatest length", count("maxLength", -1)],
  ["the least number of items", count("minItems", 1)],
  ["the greatest number of items", count("maxItems", -1)],
  ["the least number of fields", count("minProperties", 1)],
  ["the greatest number of fields", count("maxProperties", -1)],
  ["the uniqueness of the items", unique],
];

/** Compares what a value may range over. */
export function compareRanges(comparison: Comparison, pair: Pair): void {
  for (const [name, read] of LIMITS) {
    const [was, is] = [read(pair.old), read(pair.new)];
    if (was?.rank === is?.rank) continue;
    const tighter = !was || (is !== undefined && is.rank > was.rank);
    report(comparison, pair, name, [was?.place, is?.place], tighter, [was?.text, is?.text]);
  }
  compareMultiple(comparison, pair);
}

function report(
  comparison: Comparison,
  pair: Pair,
  name: string,
  [was, is]: readonly [Place | undefined, Place | undefined],
  tighter: boolean,
  texts: readonly [string | undefined, string | undefined],
): void {
  const [old, now] = texts.map((text) => text ?? "not given");
  comparison.sided(tighter ? "range-tightened" : "range-loosened", pair, {
    at: { old: was ?? placeLike(is, pair.old), new: is ?? placeLike(was, pair.new) },
    old: was?.value,
    new: is?.value,
    text: `${name} of ${comparison.say(pair)} was ${old} and is now ${now}`,
  });
}

/** Of `minimum: 1` and `exclusiveMinimum: 0`, which mean the same of an integer. */
function bound(inclusive: string, exclusive: string, sign: 1 | -1): Read {
  return (shape) => {
    const whole = shape.types.length === 1 && shape.types[0] === "integer";
    const limits = shape.parts.flatMap((part) =>
      [inclusive, exclusive].flatMap((key): Limit[] => {
        const place = part.get(key);
        const value = place?.value;
        if (!place || typeof value !== "number") return [];
        if (key === inclusive) {
          return [{ place, rank: sign * value, text: say(value) }];
        }
        const step = whole && Number.isInteger(value) ? 1 : Math.abs(value) * 1e-15 + 1e-300;
        return [{ place, rank: sign * value + step, text: `${say(value)} (not included)` }];
      }),
    );
    return strictest(limits);
  };
}

/** All of them hold at once. */
function strictest(limits: Limit[]): Limit | undefined {
  return limits.sort((a, b) => b.rank - a.rank)[0];
}

function count(key: string, sign: 1 | -1): Read {
  return (shape) => {
    const limits = factsOf(shape, key).flatMap((place): Limit[] =>
      typeof place.value === "number"
        ? [{ place, rank: sign * place.value, text: say(place.value) }]
        : [],
    );
    return strictest(limits);
  };
}

function unique(shape: Shape): Limit | undefined {
  const place = factOf(shape, "uniqueItems");
  return place && { place, rank: 1, text: "required" };
}

/** Every multiple of 10 is one of 5; of 4 and 6 neither holds the other. */
function compareMultiple(comparison: Comparison, pair: Pair): void {
  const places = differing(pair, "multipleOf");
  const [was, is] = places.map((place) => place?.value);
  if (was === is) return;
  const looser =
    is === undefined || (typeof was === "number" && typeof is === "number" && was % is === 0);
  const name = "what must divide the value";
  const text = (value: typeof was): string | undefined =>
    value === undefined ? undefined : say(value);
  report(comparison, pair, name, places, !looser, [text(was), text(is)]);
}
