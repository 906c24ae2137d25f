/** What a value is in JSON's terms; what JSON does not have by a name of its own: `Date`, `NaN`. */
export function kindOf(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}`;
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return /^(Object|Null)$/.test(name) ? name.toLowerCase() : name;
}

/** A kind as a sentence has it: `an array`, `null`. */
export const aKind = (kind: string): string =>
  /^(null|undefined|NaN|-?Infinity)$/.test(kind)
    ? kind
    : `a${/^[aeio]/i.test(kind) ? "n" : ""} ${kind}`;

/** The text of what somebody has thrown; of what cannot be made text, what it is. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return kindOf(thrown);
  }
}

/** Text of a user's or a service's as a message has it: on one line, and not too long. */
export const short = (text: string, longest = 100): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

/** A value as a message has it; of an array or object only what it is. */
export const shown = (value: unknown): string =>
  typeof value === "string"
    ? short(JSON.stringify(value))
    : /^(boolean|number)$/.test(typeof value)
      ? `${value as number}`
      : aKind(kindOf(value));
