import { createOrder } from "../support/service.js";
import { fine, fineData, parserError, twoBackoffsMs, type Behaviour, type Row } from "./row.js";

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const sized = `${head}content-length: 8\r\n\r\n`;
const order = { operation: createOrder, args: { body: { amount: "1" } } };

/** Which of the two the runtime sees depends on timing. */
const dropped = /^(ECONNRESET|UND_ERR_SOCKET)$/;

/** Three attempts, then an error. */
const broken = (
  id: string,
  behaviour: Behaviour,
  cause: RegExp | string,
  extra: Partial<Row> = {},
): Row => ({
  id,
  server: [behaviour],
  outcome: {
    error: "ConnectionError",
    reason: "connection failed: {cause}",
    fields: { attempts: 3 },
    cause,
  },
  requests: 3,
  longestMs: twoBackoffsMs,
  ...extra,
});

const stalling = (id: string, behaviour: Behaviour, extra: Partial<Row> = {}): Row => ({
  id,
  server: [behaviour],
  outcome: {
    error: "TimeoutError",
    reason: "timed out after 60000 ms (timeoutMs)",
    fields: { attempts: 3, limit: "timeoutMs", ms: 60_000 },
  },
  requests: 3,
  longestMs: 3 * 60_000 + twoBackoffsMs,
  ...extra,
});

export const connections: readonly Row[] = [
  broken("reset-before-the-request-is-read", { connection: "reset" }, dropped),
  broken("reset-before-headers", { raw: "", then: "reset" }, dropped),
  broken("reset-within-headers", { raw: "HTTP/1.1 200 OK\r\nconte", then: "reset" }, dropped),
  broken("reset-between-headers-and-body", { raw: sized, then: "reset" }, dropped),
  broken("reset-within-the-body", { raw: `${sized}{"ok`, then: "reset" }, dropped),
  broken("end-before-headers", { raw: "", then: "end" }, dropped),
  broken("truncated-body", { raw: `${sized}{"ok`, then: "end" }, dropped),
  broken(
    "truncated-chunk",
    { raw: `${head}transfer-encoding: chunked\r\n\r\n8\r\n{"ok`, then: "end" },
    dropped,
  ),
  broken("no-http", { raw: "hello\r\n\r\n", then: "end" }, parserError("HPE_INVALID_CONSTANT")),
  {
    id: "reset-then-fine",
    names: ["deepgram: a connection reset is not retried"],
    server: [{ raw: "", then: "reset" }, { raw: `${sized}{"ok`, then: "reset" }, fine],
    outcome: fineData,
    requests: 3,
    longestMs: twoBackoffsMs,
  },
  {
    id: "reset-of-a-post-is-not-retried",
    server: [{ raw: "", then: "reset" }],
    ...order,
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 1, path: "/v1/orders" },
      cause: dropped,
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "kept-alive-connection-reset-under-the-next-request",
    server: [fine, { raw: "", then: "reset" }, fine],
    calls: { inTurn: 2 },
    outcome: fineData,
    requests: 3,
    longestMs: 500,
  },
  {
    id: "kept-alive-connection-closed-under-the-next-request",
    server: [fine, { raw: "", then: "end" }, fine],
    calls: { inTurn: 2 },
    outcome: fineData,
    requests: 3,
    longestMs: 500,
  },
  {
    id: "network-error-leaves-no-timer",
    names: ["deepgram: after a network error a timer is left"],
    clock: "system",
    options: { maxRetries: 0 },
    server: [{ raw: "", then: "reset" }],
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 1 },
      cause: dropped,
    },
    requests: 1,
    longestMs: 2000,
  },
  {
    ...broken("refused", fine, "ECONNREFUSED"),
    baseUrl: "http://127.0.0.1:{closed}",
    requests: 0,
  },
  {
    id: "name-not-resolved",
    server: [fine],
    baseUrl: "https://nowhere.invalid",
    options: { maxRetries: 0 },
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 1 },
      cause: /^(ENOTFOUND|EAI_AGAIN)$/,
    },
    requests: 0,
    longestMs: 0,
  },
  {
    ...broken("tls-to-a-plain-http-server", fine, "ERR_SSL_WRONG_VERSION_NUMBER"),
    baseUrl: "https://127.0.0.1:{port}",
    requests: 0,
  },
  {
    ...broken("tls-self-signed-certificate", fine, "DEPTH_ZERO_SELF_SIGNED_CERT"),
    tls: true,
    requests: 0,
  },
  {
    ...broken("plain-http-to-a-tls-server", fine, dropped),
    tls: true,
    baseUrl: "http://127.0.0.1:{port}",
    requests: 0,
  },
  {
    id: "tls-failure-of-a-post-is-not-retried",
    server: [fine],
    tls: true,
    ...order,
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 1, path: "/v1/orders" },
      cause: "DEPTH_ZERO_SELF_SIGNED_CERT",
    },
    requests: 0,
    longestMs: 0,
  },
  {
    id: "address-with-a-path",
    server: [fine],
    baseUrl: "http://127.0.0.1:{port}/gateway/",
    outcome: fineData,
    requests: 1,
    longestMs: 0,
    sent: ["GET /gateway/v1/projects/p-1/balances"],
  },
  stalling("accepted-and-never-answered", { raw: "", then: "stall" }),
  stalling("stall-within-headers", { raw: "HTTP/1.1 200 OK\r\n", then: "stall" }),
  stalling("stall-after-headers", { raw: sized, then: "stall" }),
  stalling(
    "stall-within-the-body",
    { raw: `${sized}{"ok`, then: "stall" },
    {
      names: ["deepgram: the timeout does not cover a body that stalls"],
    },
  ),
  stalling("one-byte-per-second", { raw: `${head}content-length: 1000\r\n\r\n`, then: "drip" }),
  {
    id: "one-byte-per-second-until-the-deadline",
    server: [{ raw: `${head}content-length: 1000\r\n\r\n`, then: "drip" }],
    options: { deadlineMs: 90_000 },
    outcome: {
      error: "TimeoutError",
      reason: "timed out after 90000 ms (deadlineMs)",
      fields: { attempts: 2, limit: "deadlineMs", ms: 90_000 },
    },
    requests: 2,
    longestMs: 90_000,
  },
  {
    id: "stall-then-fine",
    server: [{ raw: `${sized}{"ok`, then: "stall" }, fine],
    options: { timeoutMs: 700 },
    outcome: fineData,
    requests: 2,
    longestMs: 700 + 500,
  },
  {
    id: "stall-of-a-post-is-not-retried",
    server: [{ raw: "", then: "stall" }],
    ...order,
    outcome: {
      error: "TimeoutError",
      reason: "timed out after 60000 ms (timeoutMs)",
      fields: { attempts: 1, limit: "timeoutMs", ms: 60_000, path: "/v1/orders" },
    },
    requests: 1,
    longestMs: 60_000,
  },
];
