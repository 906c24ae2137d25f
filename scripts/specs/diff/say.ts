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
export function sayTypes(types: readonly string[]): string {
  if (types.length === 0) return "of any type";
  return types.map((type) => TYPES[type] ?? type).join(" or ");
}

/** A value in a sentence, cut where it is long. */
export function say(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" && value ? value : JSON.stringify(value);
  const plain = text.replace(/[\s\p{Cc}`]+/gu, " ");
  return `\`${plain.length > 60 ? `${plain.slice(0, 59)}…` : plain}\``;
}

/** What a name shares with itself written otherwise: `project_id` and `projectId`. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The new names that old ones seem to have: those of the same spelling, and the only new one that
 * means the same as the only old one.
 */
export function renames(
  removed: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): Map<string, string> {
  const spelledAlike = grouped(added, bareName);
  const meaningAlike = grouped(added, (_, meaning) => meaning);
  const rivals = grouped(removed, (_, meaning) => meaning);
  const found = new Map<string, string>();
  for (const [name, meaning] of removed) {
    const bare = bareName(name);
    const spelled = bare === "" ? [] : (spelledAlike.get(bare) ?? []);
    const alike = rivals.get(meaning)?.length === 1 ? (meaningAlike.get(meaning) ?? []) : [];
    const [only, second] = spelled.length > 0 ? spelled : alike;
    if (only !== undefined && second === undefined) found.set(name, only);
  }
  return found;
}

/** Names by what they share. */
function grouped(
  names: ReadonlyMap<string, string>,
  key: (name: string, meaning: string) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, meaning] of names) {
    const group = groups.get(key(name, meaning));
    if (group) group.push(name);
    else groups.set(key(name, meaning), [name]);
  }
  return groups;
}

/** What follows "is gone" where the new name is known. */
export function sayRenamed(name: string | undefined): string {
  return name === undefined ? "" : `; it seems to be called \`${name}\` now`;
}
