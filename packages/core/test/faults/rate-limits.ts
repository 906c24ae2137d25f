import { messageDelay } from "../../src/index.js";
import { createOrder } from "../support/service.js";
import { fine, fineData, json, twoBackoffsMs, type Behaviour, type Row } from "./row.js";

const limited = (retryAfter?: string): Behaviour & { status: number } => ({
  status: 429,
  ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }),
});
/** As an HTTP date, by the table's clock. */
const date = (seconds: number): string =>
  new Date(Date.UTC(2026, 6, 1) + seconds * 1000).toUTCString();
const waited = (id: string, retryAfter: string | undefined, longestMs: number): Row => ({
  id,
  server: [limited(retryAfter), fine],
  outcome: fineData,
  requests: 2,
  longestMs,
});
const tooLong = (
  id: string,
  retryAfter: string,
  seconds: number,
  extra: Partial<Row> = {},
): Row => ({
  id,
  server: [limited(retryAfter)],
  outcome: {
    error: "RateLimitError",
    reason: `answered 429; retry after ${seconds} s`,
    fields: { status: 429, attempts: 1, retryAfterMs: seconds * 1000 },
  },
  requests: 1,
  longestMs: 0,
  ...extra,
});
const inMessage = {
  message: "Rate limit exceeded. Retry the request in [9] seconds",
  code: "too.many.requests.retry.after",
};
/** A service that states the wait in its message, and whose contract declares the pattern. */
const wordy = {
  errors: [
    {
      code: "code",
      message: "message",
      requestId: "contextId",
      retryAfterSeconds: "Retry the request in [[]([0-9]+)] seconds",
    },
  ],
  messageDelay,
};
const waitInMessage = (id: string, answer: Behaviour, longestMs: number): Row => ({
  ...waited(id, undefined, longestMs),
  server: [answer, fine],
  service: wordy,
});
const headed = (retryAfter: string): Behaviour =>
  json(inMessage, 429, { "retry-after": retryAfter });
const inSeconds = (seconds: string): Behaviour =>
  json({ ...inMessage, message: `Retry the request in [${seconds}] seconds` }, 429);

export const rateLimits: readonly Row[] = [
  waited("429-retry-after-10-s", "10", 10_500),
  waited("429-retry-after-shorter-than-the-backoff", "0.1", 600),
  {
    ...waited("429-retry-after-at-the-cap", "180", 180_500),
    names: ["deepgram: Retry-After is honoured to 60 s only"],
  },
  waited("429-retry-after-date", date(30), 30_500),
  waited("429-retry-after-date-in-the-past", date(-30), 500),
  waited("429-retry-after-zero", "0", 500),
  waited("429-retry-after-negative", "-5", 500),
  waited("429-retry-after-garbage", "soon", 500),
  waited("429-retry-after-iso-date", "2026-07-01T00:01:00Z", 500),
  waited("429-retry-after-absent", undefined, 500),
  tooLong("429-retry-after-a-day", "86400", 86_400, {
    names: ["genesys: a 429 rejects with a plain object"],
  }),
  tooLong("429-retry-after-one-second-past-the-cap", "181", 181),
  tooLong("429-retry-after-date-tomorrow", date(86_400), 86_400),
  tooLong("429-retry-after-past-the-deadline", "20", 20, { options: { deadlineMs: 15_000 } }),
  tooLong("429-retry-after-past-a-custom-cap", "6", 6, { client: { retryAfterCapMs: 5000 } }),
  {
    id: "429-always",
    server: [limited("7")],
    outcome: {
      error: "RateLimitError",
      reason: "answered 429 after 3 attempts; retry after 7 s",
      fields: { status: 429, attempts: 3, retryAfterMs: 7000 },
    },
    requests: 3,
    longestMs: 15_500,
  },
  waitInMessage("429-wait-only-in-the-message", json(inMessage, 429), 9500),
  waitInMessage("429-wait-in-the-header-wins-over-the-message", headed("4"), 4500),
  waitInMessage("429-wait-in-the-message-beside-a-garbled-header", headed("soon"), 500),
  waitInMessage("429-wait-in-the-message-of-zero", inSeconds("0"), 500),
  waitInMessage("429-wait-in-the-message-garbled", inSeconds("nine"), 500),
  waitInMessage("429-message-not-a-string", json({ message: 9 }, 429), 500),
  waitInMessage("503-wait-only-in-the-message", json(inMessage, 503), 9500),
  {
    ...waitInMessage("429-wait-in-the-message-of-a-post", json(inMessage, 429), 9500),
    operation: createOrder,
    args: { body: { amount: "1" } },
  },
  {
    id: "429-wait-only-in-the-message-past-the-cap",
    server: [inSeconds("86400")],
    service: wordy,
    outcome: {
      error: "RateLimitError",
      reason: `answered 429 ${inMessage.code}: Retry the request in [86400] seconds; retry after 86400 s`,
      fields: {
        status: 429,
        attempts: 1,
        code: inMessage.code,
        body: { ...inMessage, message: "Retry the request in [86400] seconds" },
        retryAfterMs: 86_400_000,
      },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "429-wait-in-an-undeclared-message",
    server: [json(inMessage, 429)],
    outcome: {
      error: "RateLimitError",
      reason: `answered 429: ${inMessage.message} after 3 attempts`,
      fields: { status: 429, attempts: 3, body: inMessage },
    },
    requests: 3,
    longestMs: twoBackoffsMs,
  },
  {
    ...waited("429-of-a-post-with-retry-after", "2", 2500),
    operation: createOrder,
    args: { body: { amount: "1" } },
    sent: ["POST /v1/orders", "POST /v1/orders"],
  },
  {
    id: "429-of-a-post-without-retry-after",
    server: [limited()],
    operation: createOrder,
    args: { body: { amount: "1" } },
    outcome: {
      error: "RateLimitError",
      reason: "answered 429",
      fields: { status: 429, attempts: 1, path: "/v1/orders" },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    ...waited("503-retry-after", "4", 4500),
    server: [{ status: 503, headers: { "retry-after": "4" } }, fine],
  },
];
