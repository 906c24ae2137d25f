import { isObject, type Json, sortKeys } from "../../common/json.js";
import { NOTES, PROSE } from "./collect.js";
import type { Place, Sides } from "./place.js";
import { factsOf, type Shape, shapeOf, UNDERSTOOD } from "./shape.js";

/** Compared by structure, or without a meaning. */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...PROSE,
  ...["$ref", "allOf", "oneOf", "anyOf", "type", "nullable", "properties", "required", "items"],
  ...["additionalProperties", "discriminator"],
]);
const known = new WeakMap<object, Map<string, string>>();

/** A text that two schemas share when they mean the same, whatever they are called. */
export function signatureOf(sources: readonly Place[], inside: readonly string[] = []): string {
  const [first] = sources;
  if (!first) return "anything";
  const key = keyOf(sources);
  const memo = known.get(first.document) ?? new Map<string, string>();
  known.set(first.document, memo);
  const before = memo.get(key);
  if (before !== undefined) return before;
  if (inside.includes(key)) return `again ${inside.length - inside.indexOf(key)}`;
  const signature = sign(shapeOf(sources), [...inside, key]);
  memo.set(key, signature);
  return signature;
}

/** What two lists of places share when they are the same places. */
export function keyOf(sources: readonly Place[]): string {
  return sources.map(({ pointer, view }) => `${pointer} ${view}`).join("\n");
}

/** The meaning of an unknown keyword's value: a `$ref` counts by its target, not by its name. */
export function meaningOf(place: Place): string {
  const resolve = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, member]): [string, Json] =>
      key === "$ref" && typeof member === "string"
        ? [key, signatureOf([place.here({ $ref: member })])]
        : [key, resolve(member)],
    );
    return Object.fromEntries(entries);
  };
  return JSON.stringify(sortKeys(resolve(place.value)));
}

function sign(shape: Shape, inside: readonly string[]): string {
  const facts = [...shape.facts].flatMap(([key, places]) => {
    if (STRUCTURE.has(key) || key.startsWith("x-")) return [];
    const counted = NOTES.has(key) ? places.slice(0, 1) : places;
    const texts = counted.map((place) =>
      UNDERSTOOD.has(key) ? JSON.stringify(sortKeys(place.value)) : meaningOf(place),
    );
    return [[key, ...[...new Set(texts)].sort()]];
  });
  const of = (sources: readonly Place[]): string => signatureOf(sources, inside);
  return JSON.stringify([
    shape.types,
    shape.nullable,
    facts.sort(),
    [...shape.fields].map(([name, sources]) => [name, of(sources)]).sort(),
    [...shape.required.keys()].sort(),
    of(shape.items),
    of(shape.values),
    shape.closed !== undefined,
    shape.unions.map(({ members }) => members.map((member) => of([member])).sort()),
  ]);
}

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
