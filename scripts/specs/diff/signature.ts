import { isObject, type Json, sortKeys } from "../../common/json.js";
import type { Place } from "./place.js";
import { NOTES, PROSE } from "./collect.js";
import { type Shape, shapeOf, UNDERSTOOD } from "./shape.js";

/** Taken apart on their own, or of no meaning. */
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

/** What a value of an unknown keyword means: what its `$ref`s lead to counts, not their names. */
export function meaningOf(place: Place): string {
  const spell = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(spell);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([key, member]): [string, Json] =>
      key === "$ref" && typeof member === "string"
        ? [key, signatureOf([place.here({ $ref: member })])]
        : [key, spell(member)],
    );
    return Object.fromEntries(entries);
  };
  return JSON.stringify(sortKeys(spell(place.value)));
}

function sign(shape: Shape, inside: readonly string[]): string {
  const facts = new Map<string, Set<string>>();
  for (const part of shape.parts) {
    for (const [key, place] of part.members()) {
      if (STRUCTURE.has(key) || key.startsWith("x-") || (NOTES.has(key) && facts.has(key)))
        continue;
      const texts = facts.get(key) ?? new Set();
      texts.add(UNDERSTOOD.has(key) ? JSON.stringify(sortKeys(place.value)) : meaningOf(place));
      facts.set(key, texts);
    }
  }
  const of = (sources: readonly Place[]): string => signatureOf(sources, inside);
  return JSON.stringify([
    shape.types,
    shape.nullable,
    [...facts].map(([key, texts]) => [key, ...[...texts].sort()]).sort(),
    [...shape.fields].map(([name, sources]) => [name, of(sources)]).sort(),
    [...shape.required.keys()].sort(),
    of(shape.items),
    of(shape.values),
    shape.closed !== undefined,
    shape.unions.map(({ members }) => members.map((member) => of([member])).sort()),
  ]);
}
