import type { Comparison, Pair } from "./compare.js";
import type { Place } from "./place.js";
import { sayTypes } from "./say.js";
import { placeLike, type Shape } from "./shape.js";

/**
 * Compares types, null aside.
 * @returns whether the types have anything in common
 */
export function compareTypes(comparison: Comparison, pair: Pair): boolean {
  const { old, new: now } = pair;
  const gone = old.types.filter((type) => !now.types.includes(type));
  const added = now.types.filter((type) => !old.types.includes(type));
  if (gone.length === 0 && added.length === 0) return true;
  const [was, is] = [typePlace(old), typePlace(now)];
  const at = { old: was ?? placeLike(is, old), new: is ?? placeLike(was, now) };
  const values = { old: [...old.types], new: [...now.types] };
  if (old.types.length > gone.length) {
    if (gone.length > 0)
      comparison.sided("form-removed", pair, {
        at,
        ...values,
        text: `${comparison.say(pair)} is no longer ${sayTypes(gone)}`,
      });
    if (added.length > 0)
      comparison.sided("form-added", pair, {
        at,
        ...values,
        text: `${comparison.say(pair)} can now be ${sayTypes(added)}`,
      });
    return true;
  }
  const wasNumber = old.types.some((type) => type === "number" || type === "integer");
  const adds = wasNumber && !added.some((type) => type === "number" || type === "integer");
  comparison.sided("type-changed", pair, {
    at,
    old: single(values.old),
    new: single(values.new),
    text: `${comparison.say(pair)} was ${sayTypes(old.types)} and is now ${sayTypes(now.types)}`,
    felt: adds && pair.trail.side === "response" ? "code that adds it up breaks" : undefined,
  });
  return false;
}

function single(types: string[]): string | string[] | null {
  return types.length > 1 ? types : (types[0] ?? null);
}

function typePlace(shape: Shape): Place | undefined {
  for (const part of shape.parts) {
    const type = part.get("type");
    if (type) return type;
  }
  return undefined;
}
