/** A value's JSON type, or its own name if JSON has none: `Date`, `NaN`. */
export function typeName(value: unknown): string {
  const type = typeof value;
  if (type === "number" && !Number.isFinite(value)) return `${value as number}`;
  if (type !== "object") return type;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const name = {}.toString.call(value).slice(8, -1);
  return name === "Object" ? "object" : name;
}

/** A type with its article: `an array`, `null`. */
export const withArticle = (type: string): string =>
  /^(null|undefined|NaN|-?Infinity)$/.test(type)
    ? type
    : `a${/^[aeio]/i.test(type) ? "n" : ""} ${type}`;

/** The message of a thrown value, which can be anything. */
export function errorMessage(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeName(thrown);
  }
}

export const truncate = (text: string, maxLength = 100): string =>
  text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;

/** Text from a service, which must not forge a log line or control a terminal. */
export const oneLine = (text: string): string => text.replace(/(?:\s|[^ -~\xa0-\uffff])+/g, " ");

/** Text inside a message, on one line. */
export const escape = (text: string): string => truncate(JSON.stringify(text).slice(1, -1));

/** A value for a message; for an array or object only its type. */
export const formatValue = (value: unknown): string =>
  typeof value === "string"
    ? truncate(JSON.stringify(value))
    : /^(boolean|number)$/.test(typeof value)
      ? `${value as number}`
      : withArticle(typeName(value));
