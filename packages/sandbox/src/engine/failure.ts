import { text } from "./json.js";

/**
 * An error's own message. Checks its shape instead of `instanceof`: in a test runner with one realm
 * per test file, errors from Node aren't instances of that realm's `Error`.
 */
export function messageOf(failure: unknown): string {
  return text(failure, "message") ?? String(failure);
}

/** The code of a system error from Node: `EADDRINUSE`. */
export function codeOf(failure: unknown): string | undefined {
  return text(failure, "code");
}
