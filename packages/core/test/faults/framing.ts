import { fine, fineData, parserError, twoBackoffsMs, type Row } from "./row.js";

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const body = '{"ok":1}';

/** Invalid HTTP. */
const broken = (id: string, raw: string, cause: string | RegExp): Row => ({
  id,
  server: [{ raw, then: "end" }],
  outcome: {
    error: "ConnectionError",
    reason: "connection failed: {cause}",
    fields: { attempts: 3 },
    cause,
  },
  requests: 3,
  longestMs: twoBackoffsMs,
});

/** Unusual but valid HTTP. */
const whole = (id: string, raw: string): Row => ({
  id,
  server: [{ raw, then: "end" }],
  outcome: fineData,
  requests: 1,
  longestMs: 0,
});

/** How a response is framed on the wire. */
export const framing: readonly Row[] = [
  broken(
    "headers-of-20-kB",
    `${ok}x-pad: ${"x".repeat(20_000)}\r\n\r\n`,
    "UND_ERR_HEADERS_OVERFLOW",
  ),
  broken(
    "two-lengths",
    `${ok}content-length: 8\r\ncontent-length: 9\r\n\r\n${body}`,
    /^(HPE_UNEXPECTED_CONTENT_LENGTH|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
  ),
  broken(
    "length-not-a-number",
    `${ok}content-length: many\r\n\r\n${body}`,
    parserError("HPE_INVALID_CONTENT_LENGTH"),
  ),
  broken(
    "chunk-size-not-a-number",
    `${ok}transfer-encoding: chunked\r\n\r\nmany\r\n${body}\r\n0\r\n\r\n`,
    parserError("HPE_INVALID_CHUNK_SIZE"),
  ),
  broken("status-not-a-number", "HTTP/1.1 OK 200\r\n\r\n", parserError("HPE_INVALID_STATUS")),
  whole("body-until-the-connection-ends", `${ok}connection: close\r\n\r\n${body}`),
  whole(
    "body-in-chunks-of-a-byte",
    `${ok}transfer-encoding: chunked\r\n\r\n${body.replace(/./g, "1\r\n$&\r\n")}0\r\n\r\n`,
  ),
  whole(
    "trailers-after-the-body",
    `${ok}transfer-encoding: chunked\r\n\r\n8\r\n${body}\r\n0\r\nx-late: 1\r\n\r\n`,
  ),
  whole(
    "early-hints-before-the-response",
    `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${ok}content-length: 8\r\n\r\n${body}`,
  ),
  // The reason phrase can be in any language.
  whole("reason-in-utf-8", `HTTP/1.1 200 成功\r\ncontent-length: 8\r\n\r\n${body}`),
  whole(
    "reason-with-a-control-character",
    `HTTP/1.1 200 O\u0001K\r\ncontent-length: 8\r\n\r\n${body}`,
  ),
  whole("longer-than-its-content-length", `${ok}content-length: 8\r\n\r\n${body}{"ok":2}`),
  {
    ...whole(
      "unsolicited-response-then-fine",
      `${ok}content-length: 8\r\n\r\n${body}${ok}content-length: 8\r\n\r\n{"ok":9}`,
    ),
    server: [
      {
        raw: `${ok}content-length: 8\r\n\r\n${body}${ok}content-length: 8\r\n\r\n{"ok":9}`,
        then: "end",
      },
      fine,
    ],
    calls: { inTurn: 2 },
    requests: 2,
  },
  {
    id: "401-with-a-reason-in-utf-8-keeps-its-status",
    server: [{ raw: `HTTP/1.1 401 未授权\r\ncontent-length: 0\r\n\r\n`, then: "end" }],
    outcome: {
      error: "AuthenticationError",
      reason: "answered 401",
      fields: { status: 401, attempts: 1 },
      headers: {},
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "status-600",
    server: [{ raw: `HTTP/1.1 600 Odd\r\ncontent-length: 0\r\n\r\n`, then: "end" }],
    outcome: {
      error: "UnexpectedResponseError",
      reason: "answered 600 which isn't an HTTP status",
      fields: { status: 600, attempts: 1, reason: "status" },
      headers: {},
    },
    requests: 1,
    longestMs: 0,
  },
];
