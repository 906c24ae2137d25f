/** Rows that can't apply to `undiciLayer`, with the reason. A row here that passes fails a test. */
export const undiciExclusions: Readonly<Record<string, string>> = {
  "302-that-a-browser-hides": "plays a browser's fetch; undici shows every redirect",
  "fetch-returns-a-response-that-was-read": "plays a user's fetch, which undiciLayer doesn't call",
  "fetch-throws-the-credential": "plays a user's fetch, which undiciLayer doesn't call",
};
