/** The words of a name in any spelling: `list-usage_records` and `ListUsageRecords` have three. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

/** `ListUsageRecords` */
export function pascal(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** `listUsageRecords` */
export function camel(words: readonly string[]): string {
  const name = pascal(words);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `LIST_USAGE_RECORDS` */
export function constant(words: readonly string[]): string {
  return words.join("_").toUpperCase();
}
