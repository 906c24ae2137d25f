import type { Json } from "../json.js";

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

/** Whether one name is the other, written otherwise: `project_id` and `projectId`. */
export function sameName(a: string, b: string): boolean {
  const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return bare(a) === bare(b) && bare(a) !== "";
}

/**
 * The new names that old ones seem to have: those of the same spelling, and the only new one that
 * means the same as the only old one.
 */
export function renames(
  removed: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, meaning] of removed) {
    const spelled = [...added.keys()].filter((other) => sameName(name, other));
    const alike = [...added].filter(([, other]) => other === meaning).map(([other]) => other);
    const rivals = [...removed.values()].filter((other) => other === meaning);
    const [only, second] = spelled.length > 0 ? spelled : rivals.length === 1 ? alike : [];
    if (only !== undefined && second === undefined) found.set(name, only);
  }
  return found;
}

/** What follows "is gone" where the new name is known. */
export function sayRenamed(name: string | undefined): string {
  return name === undefined ? "" : `; it seems to be called \`${name}\` now`;
}
