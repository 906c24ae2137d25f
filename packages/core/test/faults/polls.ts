import type { OperationDefinition } from "../../src/index.js";
import { fine, html, json, text, type Behaviour, type PollPlay, type Row } from "./row.js";

const getReport: OperationDefinition = {
  id: "getReport",
  method: "GET",
  path: "/v1/report",
  parameters: {},
  result: "json",
};
const inProgress = { status: "InProgress" };
const done = { status: "Complete", usages: ["calls"] };
const pending = json(inProgress);
const complete = json(done);
/** A poller's pauses with the worst jitter. */
const first = 2000;
const second = 3000;
/** The client's own, as in `twoBackoffsMs`. */
const backoffs = 500 + 1000;
const path = "/v1/report";

const polled = (
  id: string,
  server: Row["server"],
  requests: number,
  longestMs: number,
  states: string,
  { poll = {}, ...extra }: Omit<Partial<Row>, "poll"> & { poll?: Partial<PollPlay> } = {},
): Row => ({
  id: `poll-${id}`,
  server,
  operation: getReport,
  args: {},
  poll: { states: states ? states.split(" ") : [], ...poll },
  outcome: { data: done },
  requests,
  longestMs,
  ...extra,
});

const both = "InProgress Complete";
const reset: Behaviour = { raw: "", then: "reset" };
const stall: Behaviour = { raw: "", then: "stall" };
const denied = { err_code: "INVALID_AUTH" };
const limited = (retryAfter: string): Behaviour & { status: number } => ({
  status: 429,
  headers: { "retry-after": retryAfter },
});

const late = (ms: number, attempts: number, lastState?: object, seen = ""): Row["outcome"] => ({
  error: "TimeoutError",
  message: `acme.usage: the report wasn't complete after ${ms} ms (deadlineMs); ${attempts} polls, ${seen || "no status seen"}`,
  fields: { limit: "deadlineMs", ms, attempts, lastState },
});

const unknown = (status: string | undefined, data: object): Row["outcome"] => ({
  error: "UnexpectedResponseError",
  message: `acme.usage: the report's status was ${JSON.stringify(status)} 10 times in a row: neither pending nor complete`,
  fields: { reason: "state", status: 200, attempts: 10, body: data, method: "GET", path },
  headers: { "content-type": "application/json" },
});
/** Nine pauses, growing by half each from 2 s to 30 s. */
const ninePausesMs = Array.from({ length: 9 }, (_, index) =>
  Math.ceil(Math.min(30_000, first * 1.5 ** index)),
).reduce((sum, ms) => sum + ms);
const tenTimes = (id: string, data: { status?: string }): Row => {
  const { status = "none" } = data;
  const states = Array.from({ length: 9 }, () => status).join(" ");
  return polled(id, [json(data)], 10, ninePausesMs, states, { outcome: unknown(status, data) });
};

/** Waiting for a report: each status, and each fault during the wait. */
export const polls: readonly Row[] = [
  polled("complete-at-once", [complete], 1, 0, "Complete"),
  polled(
    "in-progress-then-complete",
    [pending, pending, complete],
    3,
    first + second,
    `InProgress ${both}`,
    { names: ["genesys: no polling"] },
  ),
  polled(
    "in-progress-with-retry-after",
    [json(inProgress, 200, { "retry-after": "25" }), complete],
    2,
    25_000,
    both,
  ),
  polled(
    "status-unknown-then-complete",
    [json({ status: "Queued" }), complete],
    2,
    first,
    "Queued Complete",
  ),
  polled(
    "without-a-status-is-not-complete",
    [json({ usages: [] }), complete],
    2,
    first,
    "none Complete",
  ),
  tenTimes("status-unknown-ten-times", { status: "Queued" }),
  tenTimes("complete-without-usages-ten-times", { status: "Complete" }),
  {
    // It lacks required fields and still has its status.
    ...tenTimes("unknown-status-of-a-body-that-breaks-the-contract-ten-times", {
      status: "Queued",
    }),
    operation: { ...getReport, result: { required: ["usages"] } },
  },
  polled("reset-in-the-middle", [pending, reset, complete], 3, first + 500, both),
  polled(
    "resets-past-the-client's-retries",
    [pending, reset, reset, reset, complete],
    5,
    first + backoffs + first,
    both,
  ),
  polled("resets-forever", [pending, reset], 1 + 9, 3 * (first + backoffs), "InProgress", {
    outcome: {
      error: "ConnectionError",
      reason: "connection failed: {cause}",
      fields: { attempts: 3, path },
      cause: /^(ECONNRESET|UND_ERR_SOCKET)$/,
    },
  }),
  polled("stall-in-the-middle", [pending, stall, complete], 3, first + 60_000 + 500, both),
  polled(
    "stalled-body-in-the-middle",
    [
      pending,
      { raw: 'HTTP/1.1 200 OK\r\ncontent-length: 80\r\n\r\n{"st', then: "stall" },
      complete,
    ],
    3,
    first + 60_000 + 500,
    both,
  ),
  polled(
    "html-in-the-middle",
    [pending, text(html, 200, "text/html"), complete],
    3,
    first + 500,
    both,
  ),
  polled("html-forever", [text(html, 200, "text/html", {})], 9, 2 * first + 3 * backoffs, "", {
    outcome: {
      error: "UnexpectedResponseError",
      reason: "answered 200 with a body that isn't JSON",
      fields: { status: 200, attempts: 3, reason: "body", body: html, path },
    },
  }),
  polled("401-in-the-middle", [pending, json(denied, 401)], 2, first, "InProgress", {
    outcome: {
      error: "AuthenticationError",
      reason: "answered 401 INVALID_AUTH",
      fields: { status: 401, attempts: 1, code: "INVALID_AUTH", body: denied, path },
    },
  }),
  polled(
    "401-in-the-middle-is-renewed",
    ({ authorization }, index) =>
      index === 0 ? pending : authorization.endsWith("-new") ? complete : json(denied, 401),
    3,
    first,
    both,
    {
      credential: (canary) => (question) =>
        question.rejected === undefined ? canary : `${canary}-new`,
      credentialCalls: 3,
    },
  ),
  polled("404-in-the-middle", [pending, { status: 404 }], 2, first, "InProgress", {
    outcome: {
      error: "NotFoundError",
      reason: "answered 404",
      fields: { status: 404, attempts: 1, path },
    },
  }),
  polled("429-in-the-middle", [pending, limited("10"), complete], 3, first + 10_500, both),
  polled(
    "429-in-the-middle-with-a-wait-of-a-day",
    [pending, limited("86400")],
    2,
    first,
    "InProgress",
    {
      outcome: {
        error: "RateLimitError",
        reason: "answered 429; retry after 86400 s",
        fields: { status: 429, attempts: 1, retryAfterMs: 86_400_000, path },
      },
    },
  ),
  polled("503-in-the-middle", [pending, { status: 503 }, complete], 3, first + 500, both),
  polled(
    "503-past-the-client's-retries",
    [pending, { status: 503 }, { status: 503 }, { status: 503 }, complete],
    5,
    first + backoffs + first,
    both,
  ),
  polled("503-forever", [{ status: 503 }], 9, 2 * first + 3 * backoffs, "", {
    outcome: {
      error: "ServerError",
      reason: "answered 503 after 3 attempts",
      fields: { status: 503, attempts: 3, path },
    },
  }),
  polled("in-progress-until-the-deadline", [pending], 3, 8000, "InProgress InProgress InProgress", {
    poll: { deadlineMs: 8000 },
    outcome: late(
      8000,
      3,
      { status: "InProgress", polls: 3, elapsedMs: first + second, nextPollMs: 4500 },
      'last status "InProgress"',
    ),
  }),
  polled("stall-until-the-deadline", [stall], 1, 8000, "", {
    poll: { deadlineMs: 8000 },
    outcome: late(8000, 0),
  }),
  polled(
    "in-progress-for-ten-minutes-by-default",
    [json(inProgress, 200, { "retry-after": "170" })],
    4,
    600_000,
    "InProgress InProgress InProgress InProgress",
    {
      outcome: late(
        600_000,
        4,
        { status: "InProgress", polls: 4, elapsedMs: 510_000, nextPollMs: 170_000 },
        'last status "InProgress"',
      ),
    },
  ),
  polled("abort-while-it-waits", [pending], 1, 0, "InProgress", {
    abort: "waiting",
    outcome: { aborted: true },
  }),
  polled("abort-before-it-waits", [pending], 0, 0, "", {
    abort: "before",
    outcome: { aborted: true },
  }),
  polled("abort-during-its-request", [stall], 1, 0, "", {
    abort: "waiting",
    outcome: { aborted: true },
  }),
  polled(
    "abort-during-its-body",
    [{ raw: 'HTTP/1.1 200 OK\r\ncontent-length: 80\r\n\r\n{"st', then: "stall" }],
    1,
    0,
    "",
    {
      abort: "waiting",
      outcome: { aborted: true },
    },
  ),
  polled("abort-during-its-client's-backoff", [{ status: 503 }], 1, 0, "", {
    abort: "waiting",
    outcome: { aborted: true },
  }),
  polled("abort-while-it-waits-then-resume", [pending, complete], 2, first, both, {
    abort: "waiting",
    poll: { goesOn: true },
  }),
  polled("abort-during-its-request-then-resume", [stall, pending, complete], 3, first, both, {
    abort: "waiting",
    poll: { goesOn: true },
  }),
  polled("onProgress-throws", [pending, complete], 2, first, both, {
    poll: { onProgress: "throws" },
  }),
  polled("onProgress-rejects", [pending, complete], 2, first, both, {
    poll: { onProgress: "rejects" },
  }),
  polled(
    "five-waits-of-one-poller-share-a-request",
    [pending, complete],
    2,
    first,
    [
      ...Array.from({ length: 5 }, () => "InProgress"),
      ...Array.from({ length: 5 }, () => "Complete"),
    ].join(" "),
    { calls: { atOnce: 5 } },
  ),
  polled("complete-is-not-requested-again", [pending, complete, fine], 2, first, both, {
    calls: { inTurn: 2 },
  }),
];
