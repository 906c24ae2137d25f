import { text } from "./json.js";

/**
 * What went wrong, in its own words. By its shape, not by `instanceof`: a test runner that gives
 * each test file a realm of its own has errors of Node's that are no `Error` there.
 */
export function messageOf(failure: unknown): string {
  return text(failure, "message") ?? String(failure);
}

/** The code that Node gives a failure of the system's: `EADDRINUSE`. */
export function codeOf(failure: unknown): string | undefined {
  return text(failure, "code");
}
