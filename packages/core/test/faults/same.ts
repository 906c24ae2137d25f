/**
 * The path where two values differ; undefined if they are equal. Like Jest's `toEqual`: an
 * undefined field counts as absent, and prototypes are ignored, since the runtime's JSON has other
 * prototypes than a test's.
 */
export function difference(one: unknown, other: unknown, at = ""): string | undefined {
  if (Object.is(one, other)) return undefined;
  const [fields, others] = [fieldsOf(one), fieldsOf(other)];
  if (!fields || !others || Array.isArray(one) !== Array.isArray(other)) return at || "the value";
  for (const name of new Set([...Object.keys(fields), ...Object.keys(others)])) {
    const found = difference(fields[name], others[name], `${at}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const fieldsOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : undefined;
