/** PostgreSQL stores neither NUL nor half a surrogate pair, and UTF-8 has no such half. */
const unstorable = /[\0\p{Surrogate}]/gu;

/** The same with U+FFFD for each character that isn't stored: one such must not stop its account. */
export function storable<T>(value: T): T {
  return replaceIn(value) as T;
}

function replaceIn(value: unknown): unknown {
  if (typeof value === "string") return value.replace(unstorable, "\ufffd");
  if (Array.isArray(value)) return value.map(replaceIn);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [replaceIn(key), replaceIn(each)]),
  );
}
