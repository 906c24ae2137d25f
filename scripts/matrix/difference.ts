/** Where two JSON values first differ, as `usage.status: "Complete", not "InProgress"`. */
export function difference(expected: unknown, got: unknown, place = ""): string | undefined {
  if (!isParent(expected) || !isParent(got) || Array.isArray(expected) !== Array.isArray(got)) {
    if (Object.is(expected, got)) return undefined;
    return `${place || "answer"}: expected ${show(expected)}, got ${show(got)}`;
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
  for (const key of keys) {
    const inner = place === "" ? key : `${place}.${key}`;
    const found = difference(expected[key], got[key], inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isParent(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
