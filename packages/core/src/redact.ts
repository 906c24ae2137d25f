import { textOf } from "./kind.js";

/** The credentials that a call has used, by its signal: kept where no log or `inspect` finds them. */
const used = new WeakMap<AbortSignal, Set<string>>();

/** Shorter ones would cut ordinary words out of messages. */
const shortest = 6;

/**
 * From now on `secret` is cut out of what errors and logs tell of the call. `authorizeLayer` does so
 * for the credential; a layer that sends another secret must do so for that.
 */
export function keepSecret(call: { readonly signal: AbortSignal }, secret: string): void {
  let secrets = used.get(call.signal);
  if (!secrets) used.set(call.signal, (secrets = new Set()));
  // As it is, as it stands in JSON, and as it stands in an address.
  if (secret.length >= shortest) {
    secrets.add(secret).add(JSON.stringify(secret).slice(1, -1)).add(encodeURIComponent(secret));
  }
}

/** The text without the credentials that the call has used. */
export function redact(call: { readonly signal: AbortSignal }, said: unknown): string {
  let text = textOf(said);
  for (const secret of used.get(call.signal) ?? []) text = text.replaceAll(secret, "[redacted]");
  return text;
}

/**
 * A copy of what was thrown, text and plain fields only: the original may hold the request, whose
 * headers `inspect` would print.
 */
export function redactedCause(
  call: { readonly signal: AbortSignal },
  thrown: unknown,
  depth = 5,
): unknown {
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
