import { textOf } from "./format.js";
import { running } from "../pipeline/call-state.js";

const redacted = "[redacted]";

/** Shorter ones would cut ordinary words out of messages. */
const shortest = 6;

/**
 * From now on `secret` is cut out of what errors and logs tell of the call. `authorizeLayer` does so
 * for the credential; a layer that sends another secret must do so for that.
 */
export function keepSecret(call: object, secret: string): void {
  running(call).keep(secret);
}

/** Each character as it is, or as JSON (`\/`, `\u002b`) or an address (`%2B`) may spell it. */
function spellings(secret: string): RegExp {
  const hex = (unit: number, digits: number): string => unit.toString(16).padStart(digits, "0");
  const parts = Array.from(secret, (char) => {
    const inJson = char.split("").map((unit) => `\\\\u${hex(unit.charCodeAt(0), 4)}`);
    const inAddress = Array.from(new TextEncoder().encode(char), (byte) => `%${hex(byte, 2)}`);
    return `(?:\\\\?${char.replace(/\W/, "\\$&")}|${inJson.join("")}|${inAddress.join("")})`;
  });
  return new RegExp(parts.join(""), "gi");
}

/** The text without the credentials that the call has used. */
export function redact(call: object, said: unknown): string {
  let text = textOf(said);
  for (const secret of running(call).secrets()) {
    if (secret.length < shortest) continue;
    for (const each of [secret, JSON.stringify(secret).slice(1, -1)]) {
      text = text.replaceAll(each, redacted);
      if (/[\\%]/.test(text)) text = text.replace(spellings(each), redacted);
    }
  }
  return text;
}

/**
 * A copy of what was thrown, text and plain fields only: the original may hold the request, whose
 * headers `inspect` would print.
 */
export function redactedCause(call: object, thrown: unknown, depth = 5): unknown {
  if (Object(thrown) !== thrown) return redact(call, thrown);
  // Of what a user's own `fetch` throws, nothing is certain.
  const { name, message, stack, code, cause } = thrown as Partial<
    Record<keyof Error | "code", unknown>
  >;
  const copy = new Error(redact(call, message ?? ""));
  if (depth && cause !== undefined) copy.cause = redactedCause(call, cause, depth - 1);
  if (typeof code === "string") Object.assign(copy, { code });
  copy.name = redact(call, name ?? "Error");
  copy.stack = redact(call, stack ?? "");
  return copy;
}
