import { isObject, type Json, type JsonObject, own } from "../../common/json.js";

const PROSE: ReadonlySet<string> = new Set(["description", "summary"]);

/**
 * Undoes where an update does more than add: it describes a missing part, which would restore a removed
 * field without a type, or it replaces the vendor's value, which would hide the vendor's next change.
 * @param found receives a phrase for each, which follows the action's target
 * @returns the result of the update in which the vendor's facts win
 */
export function keepFacts(before: JsonObject, after: JsonObject, found: string[]): JsonObject {
  const kept = merge(before, after, [], found);
  return isObject(kept) ? kept : before;
}

function merge(
  before: Json | undefined,
  after: Json,
  path: readonly string[],
  found: string[],
): Json | undefined {
  if (Array.isArray(after)) {
    const items = Array.isArray(before) ? before : [];
    return after.map((item, index) => {
      const known = items[index];
      // A list's new items are whole: a tag is a name and a description.
      return known === undefined
        ? item
        : (merge(known, item, [...path, `${index}`], found) ?? item);
    });
  }
  if (!isObject(after)) {
    if (before === undefined || before === after || PROSE.has(path.at(-1) ?? "")) return after;
    found.push(`would replace ${place(path)} ${format(before)} by ${format(after)}: ${REMOVE}`);
    return before;
  }
  const keys = Object.keys(after);
  if (before === undefined && keys.length > 0 && keys.every((key) => PROSE.has(key))) {
    found.push(`describes ${place(path)}, which isn't there: remove that`);
    return undefined;
  }
  const kept = keys.flatMap((key): [string, Json][] => {
    const value = own(after, key);
    const known = isObject(before) ? own(before, key) : undefined;
    const merged = value === undefined ? undefined : merge(known, value, [...path, key], found);
    return merged === undefined ? [] : [[key, merged]];
  });
  return Object.fromEntries(kept);
}

const REMOVE = "remove the old value in an action of its own";

/** The end of a path, relative to the action's target. */
function place(path: readonly string[]): string {
  const tail = path.slice(-2);
  return (/^\d+$/.test(tail[0] ?? "") ? tail.slice(1) : tail).join(".");
}

function format(value: Json): string {
  return JSON.stringify(value);
}
