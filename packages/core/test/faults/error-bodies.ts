import { html, text, twoBackoffsMs, type Row } from "./row.js";

const large = 20 * 1024 * 1024;
/** The most bytes of a body that an error keeps. */
const maxBodyBytes = 256 * 1024;
const bytes = (before: string, byte: number, after = ""): Uint8Array =>
  Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]);

/** A body, and how the error shows it: its `body`, and the part in its message. */
interface Kind {
  readonly type?: string;
  readonly sent: string | Uint8Array;
  readonly body?: unknown;
  readonly reason?: string;
  readonly code?: string;
}

const asJson = "application/json";
const errorBody = { err_code: "SOME_CODE", err_msg: "it failed" };
const parsed = { code: errorBody.err_code, body: errorBody, reason: " SOME_CODE: it failed" };
const json = JSON.stringify(errorBody);

const kinds: Readonly<Record<string, Kind>> = {
  html: { type: "text/html", sent: html, body: html },
  "html-labelled-json": { type: asJson, sent: html, body: html },
  text: { type: "text/plain", sent: "no, sir", body: "no, sir", reason: ": no, sir" },
  empty: { type: asJson, sent: "" },
  "only-spaces": { type: asJson, sent: " \n", body: " \n" },
  null: { type: asJson, sent: "null", body: null },
  invalid: {
    type: asJson,
    sent: "{err_code: 1}",
    body: "{err_code: 1}",
    reason: ": {err_code: 1}",
  },
  "cut-to-half-of-its-json": { type: asJson, sent: '["a', body: '["a', reason: ': ["a' },
  "json-labelled-html": { type: "text/html", sent: json, ...parsed },
  "byte-order-mark": { type: asJson, sent: `\ufeff${json}`, ...parsed },
  "utf-8-labelled-latin-1": {
    type: "text/plain; charset=iso-8859-1",
    sent: "refusé",
    body: "refusé",
    reason: ": refusé",
  },
  "latin-1-labelled-utf-8": {
    type: "text/plain; charset=utf-8",
    sent: bytes("refus", 0xe9),
    body: "refus\ufffd",
    reason: ": refus\ufffd",
  },
  "latin-1-labelled-so": {
    type: "text/plain; charset=iso-8859-1",
    sent: bytes("refus", 0xe9),
    body: "refusé",
    reason: ": refusé",
  },
  "unknown-charset": {
    type: "application/json; charset=klingon",
    sent: bytes('{"err_msg":"', 0xe9, '"}'),
    body: { err_msg: "\ufffd" },
    reason: ": \ufffd",
  },
  "20-MB-of-text": {
    type: "text/plain",
    sent: "y".repeat(large),
    body: "y".repeat(maxBodyBytes),
    reason: `: ${"y".repeat(200)}…`,
  },
  "20-MB-of-json": {
    type: asJson,
    sent: JSON.stringify({ ...errorBody, more: "y".repeat(large) }),
    body: JSON.stringify({ ...errorBody, more: "y".repeat(large) }).slice(0, maxBodyBytes),
    reason: `: ${JSON.stringify({ ...errorBody, more: "y".repeat(200) }).slice(0, 200)}…`,
  },
};

/** A 4xx fails at once, a 5xx after its retries; a large body is sent only once, to save time. */
const withStatus = (status: number, error: string, attempts: number): Row[] =>
  Object.entries(kinds).map(([kind, { type = "", sent, body, reason = "", code }]) => {
    const last = sent.length < large ? attempts : 1;
    return {
      id: `${status}-${kind}`,
      server: [text(sent, status, type)],
      client: { maxResponseBytes: 2 ** 25 },
      options: { maxRetries: last - 1 },
      outcome: {
        error,
        reason: `answered ${status}${reason}${last > 1 ? ` after ${last} attempts` : ""}`,
        fields: { status, attempts: last, body, code },
      },
      requests: last,
      longestMs: last > 1 ? twoBackoffsMs : 0,
    };
  });

/** The status arrived and the body didn't, so it counts as a broken connection. */
const truncated = (status: number, raw: string, what: string): Row => ({
  id: `${status}-${what}`,
  server: [
    { raw: `HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\n${raw}`, then: "end" },
  ],
  outcome: {
    error: "ConnectionError",
    reason: "connection failed: {cause}",
    fields: { attempts: 3 },
    cause: /^(ECONNRESET|UND_ERR_SOCKET)$/,
  },
  requests: 3,
  longestMs: twoBackoffsMs,
});
const sized = 'content-length: 80\r\n\r\n{"err_co';
const chunked = 'transfer-encoding: chunked\r\n\r\n50\r\n{"err_co';

const tooLarge = (status: number): Row => ({
  id: `${status}-of-33-MB-is-not-read`,
  server: [text(new Uint8Array(33 * 1024 * 1024), status)],
  outcome: {
    error: "UnexpectedResponseError",
    reason: `answered ${status} with more than 8388608 bytes (maxResponseBytes)`,
    fields: { status, attempts: 1, reason: "size" },
  },
  requests: 1,
  longestMs: 0,
});

const stalled = (status: number): Row => ({
  id: `${status}-whose-body-stalls`,
  server: [{ raw: `HTTP/1.1 ${status} No\r\n${sized}`, then: "stall" }],
  outcome: {
    error: "TimeoutError",
    reason: "timed out after 60000 ms (timeoutMs)",
    fields: { attempts: 3, limit: "timeoutMs", ms: 60_000 },
  },
  requests: 3,
  longestMs: 3 * 60_000 + twoBackoffsMs,
});

/** Each kind of body with a 4xx and with a 5xx. */
export const errorBodies: readonly Row[] = [
  ...withStatus(400, "BadRequestError", 1),
  ...withStatus(502, "ServerError", 3),
  ...[400, 502].flatMap((status) => [
    truncated(status, sized, "truncated"),
    truncated(status, chunked, "truncated-chunk"),
    tooLarge(status),
    stalled(status),
  ]),
];
