/**
 * Where two values differ, as a path; undefined: nowhere. As Jest's `toEqual` does: a field that is
 * undefined is absent, and prototypes do not count, since a runtime's own JSON has others than a test's.
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
