const sizes = ["bit", "byte"].flatMap((unit) => {
  const short = unit === "bit" ? "b" : "B";
  const prefixes = ["kilo", "mega", "giga", "tera", "peta", "exa"];
  return [
    [unit, short] as const,
    ...prefixes.map((prefix) => [`${prefix}${unit}`, `${letterOf(prefix)}${short}`] as const),
    ...prefixes.map(
      (prefix) => [`${prefix.slice(0, 2)}bi${unit}`, `${letterOf(prefix)}i${short}`] as const,
    ),
  ];
});
const abbreviations: ReadonlyMap<string, string> = new Map(sizes);
const abbreviated: ReadonlySet<string> = new Set(abbreviations.values());
const times = /^(?:Year|Month|Day|Hour|Minute|Second)s$/;

/**
 * A vendor's unit in FOCUS's form: `GB-Hours` for `gigabyte hours`, `Minutes` for `minute`. A unit
 * with other characters than letters stays as it is.
 *
 * @see https://focus.finops.org/focus-specification/v1-2/#unit-format
 */
export function focusUnit(unit: string): string {
  const words = unit.trim().split(/[ -]+/);
  if (!words.every((word) => /^[A-Za-z]+$/.test(word))) return unit;
  const names = words.map((word) => sizeOf(word) ?? capitalized(word));
  const last = names.pop() ?? "";
  const plural = abbreviated.has(last) ? last : pluralOf(last);
  return [...names, plural].join(times.test(plural) ? "-" : " ");
}

function sizeOf(word: string): string | undefined {
  return abbreviated.has(word) ? word : abbreviations.get(word.toLowerCase().replace(/s$/, ""));
}

function pluralOf(word: string): string {
  if (word.endsWith("s")) return word;
  if (/(?:[sc]h|[xz])$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

function letterOf(prefix: string): string {
  return prefix.charAt(0).toUpperCase();
}
