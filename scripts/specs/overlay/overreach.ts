import { isObject, type Json, type JsonObject, own } from "../../common/json.js";

const PROSE: ReadonlySet<string> = new Set(["description", "summary"]);

/**
 * The result of an update without its replacements, and without descriptions of missing parts: the
 * vendor's facts win.
 */
export function keepFacts(before: JsonObject, after: JsonObject): JsonObject {
  const kept = onlyAdded(before, after);
  return isObject(kept) ? kept : before;
}

function onlyAdded(before: Json | undefined, after: Json): Json | undefined {
  if (Array.isArray(after)) {
    const items = Array.isArray(before) ? before : [];
    return after.map((item, index) => onlyAdded(items[index], item) ?? item);
  }
  if (!isObject(after)) return before ?? after;
  const keys = Object.keys(after);
  if (before === undefined && keys.length > 0 && keys.every((key) => PROSE.has(key))) {
    return undefined;
  }
  const kept = keys.flatMap((key): [string, Json][] => {
    const known = isObject(before) ? own(before, key) : undefined;
    const value = own(after, key);
    if (value === undefined) return [];
    const merged = PROSE.has(key) && typeof value === "string" ? value : onlyAdded(known, value);
    return merged === undefined ? [] : [[key, merged]];
  });
  return Object.fromEntries(kept);
}

/**
 * Finds where an update does more than add: it describes a missing part, which would restore a removed
 * field without a type, or it replaces the vendor's value, which would hide the vendor's next change.
 * @returns a phrase for each, which follows the action's target
 */
export function overreach(before: JsonObject, after: JsonObject): string[] {
  const found: string[] = [];
  compare(before, after, [], found);
  return found;
}

function compare(
  before: Json | undefined,
  after: Json,
  path: readonly string[],
  found: string[],
): void {
  if (Array.isArray(after)) {
    const items = Array.isArray(before) ? before : [];
    for (const [index, item] of after.entries()) {
      // A list's new items are whole: a tag is a name and a description.
      if (items[index] !== undefined) compare(items[index], item, [...path, `${index}`], found);
    }
    return;
  }
  if (!isObject(after)) {
    if (before !== undefined && before !== after && !PROSE.has(path.at(-1) ?? ""))
      found.push(`would replace ${place(path)} ${format(before)} by ${format(after)}: ${REMOVE}`);
    return;
  }
  const keys = Object.keys(after);
  if (before === undefined && keys.length > 0 && keys.every((key) => PROSE.has(key))) {
    found.push(`describes ${place(path)}, which isn't there: remove that`);
  }
  for (const key of keys) {
    const value = own(after, key);
    const known = isObject(before) ? own(before, key) : undefined;
    if (value !== undefined) compare(known, value, [...path, key], found);
  }
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
