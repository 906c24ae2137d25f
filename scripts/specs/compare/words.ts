import type { Json } from "../../common/json.js";

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "a boolean",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

/** "a number", "a list or a string", "of any type". */
export function typeWords(types: readonly string[]): string {
  if (types.length === 0) return "of any type";
  return types.map((type) => TYPES[type] ?? type).join(" or ");
}

/** A value in a sentence, shortened to 60 characters. */
export function format(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" && value ? value : JSON.stringify(value);
  const plain = text.slice(0, 200).replace(/[\s\p{Cc}`]+/gu, " ");
  return `\`${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}\``;
}

/** "was `a` and is now `b`". */
export function fromTo(old: Json | undefined, now: Json | undefined): string {
  return `was ${format(old)} and is now ${format(now)}`;
}

/** What a name shares with itself spelled otherwise: `project_id` and `projectId`. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * Guesses renames: a new name of the same spelling, or the only new one that means the same as the
 * only old one.
 * @param removed name → meaning
 */
export function renames(
  removed: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): Map<string, string> {
  const sameSpelling = groupBy(added, ([name]) => bareName(name));
  const sameMeaning = groupBy(added, ([, meaning]) => meaning);
  const rivals = groupBy(removed, ([, meaning]) => meaning);
  const found = new Map<string, string>();
  for (const [name, meaning] of removed) {
    const bare = bareName(name);
    const spelled = bare === "" ? [] : (sameSpelling.get(bare) ?? []);
    const alike = rivals.get(meaning)?.length === 1 ? (sameMeaning.get(meaning) ?? []) : [];
    const [only, second] = spelled.length > 0 ? spelled : alike;
    if (only !== undefined && second === undefined) found.set(name, only[0]);
  }
  return found;
}

/** The items by what they share; those without a key are left out. */
export function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(item);
    else if (key !== undefined) groups.set(key, [item]);
  }
  return groups;
}

/** What follows "is gone" when the new name is known. */
export function renamedTo(name: string | undefined): string {
  return name === undefined ? "" : `; it seems to be called \`${name}\` now`;
}
