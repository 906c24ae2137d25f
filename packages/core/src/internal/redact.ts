import { errorMessage } from "./format.js";

const replacement = "[redacted]";

/** Redacting shorter secrets would remove ordinary words from messages. */
const minLength = 6;
/** Bounds the time that redaction takes, whatever a service sends. */
const maxSecrets = 32;
const maxSpelled = 128;

/** Something that has secrets: a call, or what makes its credential. */
export interface SecretHolder {
  keepSecret(secret: string): void;
  /** The text without the secrets. */
  redact(text: string): string;
}

/** The secrets of a call, hidden from `inspect` and JSON. Keeps the first 32. */
export class SecretStore implements SecretHolder {
  readonly #secrets: string[] = [];
  /** Of each secret, a pattern that matches its other spellings, once it was needed. */
  readonly #patterns: RegExp[] = [];

  keepSecret(secret: string): void {
    const secrets = this.#secrets;
    if (secret.length < minLength || secrets.length === maxSecrets) return;
    if (!secrets.includes(secret)) secrets.push(secret);
  }

  redact(text: string): string {
    return this.#secrets.reduce((redacted, secret, at) => {
      const plain = redacted.replaceAll(secret, replacement);
      // Every other encoding contains one of these.
      if (!/[\\%&]/.test(plain)) return plain;
      return plain.replace((this.#patterns[at] ??= spellings(secret)), replacement);
    }, text);
  }
}

/**
 * Removes `secret` from every error, log line and event of this call. `authorizeLayer` registers
 * the credentials; a layer that sends another secret registers it here. Keeps at most 32 secrets
 * per call.
 */
export function keepSecret(call: object, secret: string): void {
  (call as SecretHolder).keepSecret(secret);
}

/**
 * Matches the secret however it is encoded: verbatim, escaped in JSON (`\/`, `\u002b`), in JSON
 * within JSON, percent-encoded once or more (`%2B`, `%252B`), or with HTML entities (`&amp;`,
 * `&#43;`). Each repetition is bounded, so that matching takes linear time.
 */
function spellings(secret: string): RegExp {
  const parts = Array.from(secret.slice(0, maxSpelled), (char) => {
    const code = char.codePointAt(0) ?? 0;
    const units = char.split("").map((unit) => {
      return `\\\\{1,8}u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
    const bytes = Array.from(new TextEncoder().encode(char), (byte) => {
      return `%(?:25){0,4}${byte.toString(16).padStart(2, "0")}`;
    });
    // Any short entity or escape letter: the rest of the secret has to match too.
    const name = /[&<>"']/.test(char) ? "[a-z]{2,4}|" : "";
    const entity = `&(?:amp;){0,4}(?:${name}#0{0,6}${code}|#x0{0,6}${code.toString(16)});`;
    const escape = /[\n\r\t]/.test(char) ? "\\\\{1,8}[nrt]|" : "";
    return `(?:${escape}\\\\{0,8}${char.replace(/\W/, "\\$&")}|${units.join("")}|${bytes.join("")}|${entity})`;
  });
  // For a long secret, its beginning and whatever follows.
  const rest = secret.length > maxSpelled ? "[^\\s\"'<>]*" : "";
  return new RegExp(parts.join("") + rest, "gi");
}

/** The text of `value` without the secrets of the call. */
export const redact = (call: object, value: unknown): string =>
  (call as SecretHolder).redact(errorMessage(value));

/**
 * A copy of a thrown value with text and code only: the original can contain the request, whose
 * headers `inspect` would print.
 */
export function redactedCause(call: object, thrown: unknown, depth = 5): unknown {
  if (Object(thrown) !== thrown) return redact(call, thrown);
  // A user's own `fetch` can throw anything.
  const { name, message, stack, code, cause } = thrown as Partial<
    Record<keyof Error | "code", unknown>
  >;
  const copy = new Error(redact(call, message ?? ""));
  if (depth && cause !== undefined) copy.cause = redactedCause(call, cause, depth - 1);
  if (typeof code === "string") Object.assign(copy, { code: redact(call, code) });
  copy.name = redact(call, name ?? "Error");
  copy.stack = redact(call, stack ?? "");
  return copy;
}
