import { fine, type Behaviour, type Row } from "./row.js";

const sized = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 8\r\n\r\n";
/** Immediately, whatever the call was waiting for, and nothing is sent afterwards. */
const aborted = (
  id: string,
  server: Behaviour[],
  requests: number,
  extra: Partial<Row> = {},
): Row => ({
  id,
  server,
  abort: "waiting",
  outcome: { aborted: true },
  requests,
  longestMs: 0,
  ...extra,
});
/** Some libraries' clients are like this. */
const deaf: typeof fetch = (input) => {
  const { url, headers } = new Request(input);
  return fetch(url, { headers });
};
const invalid = (id: string, argument: string, problem: string, extra: Partial<Row>): Row => ({
  id,
  server: [fine],
  outcome: {
    error: "InvalidRequestError",
    message: `listBalances: ${argument} ${problem}`,
    fields: { operation: "listBalances", argument },
  },
  requests: 0,
  longestMs: 0,
  ...extra,
});

export const aborts: readonly Row[] = [
  aborted("abort-before-the-call", [fine], 0, { abort: "before" }),
  aborted("abort-during-the-request", [{ raw: "", then: "stall" }], 1, {
    names: ["genesys: no AbortSignal"],
  }),
  aborted("abort-within-headers", [{ raw: "HTTP/1.1 200 OK\r\n", then: "stall" }], 1),
  aborted("abort-during-the-body", [{ raw: `${sized}{"ok`, then: "stall" }], 1),
  aborted(
    "abort-during-the-body-of-a-fetch-that-ignores-the-signal",
    [{ raw: `${sized}{"ok`, then: "stall" }],
    1,
    { client: { fetch: deaf } },
  ),
  aborted("abort-during-backoff", [{ status: 503 }], 1, {
    names: ["deepgram: abort during backoff is ignored"],
  }),
  aborted("abort-during-retry-after", [{ status: 429, headers: { "retry-after": "100" } }], 1),
  aborted("abort-during-backoff-after-a-reset", [{ raw: "", then: "reset" }], 1),
  aborted("abort-during-the-credential", [fine], 0, {
    credential: () => () => new Promise<never>(() => undefined),
    credentialCalls: 1,
  }),
  aborted("abort-during-the-renewal", [{ status: 401 }], 1, {
    credential: (canary) => (question) =>
      question.rejected === undefined ? canary : new Promise<never>(() => undefined),
    credentialCalls: 2,
  }),
  aborted("abort-of-ten-calls-that-share-a-signal", [{ raw: "", then: "stall" }], 10, {
    calls: { atOnce: 10 },
  }),
  aborted("abort-leaves-no-timer", [{ raw: "", then: "stall" }], 1, {
    clock: "system",
    longestMs: 2000,
  }),
  invalid("path-value-empty", "project_id", 'is ""; not allowed: "", "." and ".."', {
    names: ["deepgram: an empty project_id is sent as //"],
    args: { project_id: "" },
  }),
  invalid("path-value-of-dots", "project_id", 'is ".."; not allowed: "", "." and ".."', {
    args: { project_id: ".." },
  }),
  invalid("argument-missing", "project_id", "is required", {
    names: ["genesys: a missing parameter throws a string, synchronously"],
    args: {},
  }),
];
