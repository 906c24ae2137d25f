import { sortKeys } from "../../common/json.js";
import { mapReferences } from "../read/pointer.js";
import type { Place } from "./place.js";
import { Shape, STRUCTURE } from "./shape.js";
import { each, type Sides } from "./sides.js";

const known = new WeakMap<object, Map<string, string>>();

/** A text that two schemas share when they mean the same, regardless of their names. */
export function signatureOf(sources: readonly Place[], inside: readonly string[] = []): string {
  const [first] = sources;
  if (!first) return "anything";
  const key = keyOf(sources);
  const memo = known.get(first.document) ?? new Map<string, string>();
  known.set(first.document, memo);
  const before = memo.get(key);
  if (before !== undefined) return before;
  if (inside.includes(key)) return `again ${inside.length - inside.indexOf(key)}`;
  const signature = sign(new Shape(sources), [...inside, key]);
  memo.set(key, signature);
  return signature;
}

/** What two lists of places share when they are the same places. */
export function keyOf(sources: readonly Place[]): string {
  return sources.map(({ pointer, view }) => `${pointer} ${view}`).join("\n");
}

/** A value in which a `$ref` counts by its target, not by its name. */
export function meaningOf(place: Place): string {
  const signature = ($ref: string): string => signatureOf([place.here({ $ref })]);
  return JSON.stringify(sortKeys(mapReferences(place.value, signature)));
}

function sign(shape: Shape, inside: readonly string[]): string {
  const of = (sources: readonly Place[]): string => signatureOf(sources, inside);
  const keys = new Set(shape.parts.flatMap(({ object }) => Object.keys(object)));
  const facts = [...keys]
    .filter((key) => !STRUCTURE.has(key) && !key.startsWith("x-"))
    .map((key) => [key, ...new Set(shape.all(key).map(meaningOf))].sort());
  return JSON.stringify([
    shape.types,
    shape.nullable,
    facts.sort(),
    [...shape.fields].map(([name, places]) => [name, of(places)]).sort(),
    [...shape.required.keys()].sort(),
    of(shape.schemas("items")),
    of(shape.schemas("additionalProperties")),
    shape.closed !== undefined,
    shape.unions.map(({ members }) => members.map((member) => of([member])).sort()),
  ]);
}

/** The first statement of each side that the other side doesn't have. */
export function differing(
  statements: Sides<readonly Place[]>,
  read: (place: Place) => string | undefined = meaningOf,
): Sides<Place | undefined> {
  const [before, after] = each(statements, (places) =>
    places.map((place) => [place, read(place)] as const).filter(([, text]) => text !== undefined),
  );
  const first = (from: typeof before, others: typeof before): Place | undefined => {
    const texts = new Set(others.map(([, text]) => text));
    return from.find(([, text]) => !texts.has(text))?.[0];
  };
  return [first(before, after), first(after, before)];
}
