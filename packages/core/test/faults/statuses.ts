import {
  html,
  json,
  text,
  twoBackoffsMs,
  fine,
  fineData,
  type Behaviour,
  type Row,
} from "./row.js";
import { createOrder } from "../support/service.js";

const order = { operation: createOrder, args: { body: { amount: "1" } } };
/** The other vendor's form, where the error's own id is the request id. */
const genesys = {
  errors: [{ code: "code", message: "message", requestId: "contextId" }],
  requestIdHeader: "inin-correlation-id",
};

const once = (
  id: string,
  answer: Behaviour & { status: number },
  error: string,
  reason: string,
  fields: object = {},
): Row => ({
  id,
  server: [answer],
  outcome: {
    error,
    reason: `answered ${answer.status}${reason}`,
    fields: { status: answer.status, attempts: 1, ...fields },
  },
  requests: 1,
  longestMs: 0,
});

const thrice = (
  id: string,
  answer: Behaviour & { status: number },
  error: string,
  reason: string,
  fields: object = {},
): Row => ({
  ...once(id, answer, error, `${reason} after 3 attempts`, { attempts: 3, ...fields }),
  requests: 3,
  longestMs: twoBackoffsMs,
});

const answer = (value: unknown, status: number, headers = {}) => ({
  ...json(value, status, headers),
  status,
});
const plain = (body: string, status: number, type?: string) => ({
  ...text(body, status, type),
  status,
});
const legacy = { err_code: "INVALID_QUERY", err_msg: "start is no date", request_id: "r-1" };
const modern = {
  category: "UNAUTHORIZED",
  message: "no  such\n scope",
  details: "",
  request_id: "r-2",
};
const notFound = { err_code: "PROJECT_NOT_FOUND", err_msg: "Project not found." };
const errorBody = {
  message: "Period is invalid",
  code: "bad.request",
  status: 400,
  contextId: "c-1",
  details: [{ errorCode: "range", fieldName: "billingPeriodIndex" }],
  errors: [{ message: "inner", code: "inner.code", errors: [] }],
};

export const statuses: readonly Row[] = [
  once(
    "400-legacy-form",
    answer(legacy, 400),
    "BadRequestError",
    " INVALID_QUERY: start is no date (request id r-1)",
    { code: "INVALID_QUERY", requestId: "r-1", body: legacy },
  ),
  once(
    "400-request-id-from-the-header-wins",
    answer(legacy, 400, { "acme-request-id": "h-1" }),
    "BadRequestError",
    " INVALID_QUERY: start is no date (request id h-1)",
    { code: "INVALID_QUERY", requestId: "h-1", body: legacy },
  ),
  once(
    "400-bare-json-string",
    answer("start is no date", 400),
    "BadRequestError",
    ": start is no date",
    { body: "start is no date" },
  ),
  {
    ...once(
      "400-error-body-with-nested-errors",
      answer(errorBody, 400),
      "BadRequestError",
      " bad.request: Period is invalid (request id c-1)",
      { code: "bad.request", requestId: "c-1", body: errorBody },
    ),
    service: genesys,
  },
  once(
    "400-fields-that-arent-strings",
    answer({ err_code: true, err_msg: { a: 1 } }, 400),
    "BadRequestError",
    "",
    { body: { err_code: true, err_msg: { a: 1 } } },
  ),
  once(
    "403-modern-form",
    answer(modern, 403),
    "PermissionDeniedError",
    " UNAUTHORIZED: no such scope (request id r-2)",
    { code: "UNAUTHORIZED", requestId: "r-2", body: modern },
  ),
  once(
    "404-json-without-request-id",
    answer(notFound, 404),
    "NotFoundError",
    " PROJECT_NOT_FOUND: Project not found.",
    { code: "PROJECT_NOT_FOUND", body: notFound },
  ),
  once("404-text", plain("Invalid UUID", 404), "NotFoundError", ": Invalid UUID", {
    body: "Invalid UUID",
  }),
  once("404-html-is-not-the-message", plain(html, 404, "text/html"), "NotFoundError", "", {
    body: html,
  }),
  thrice("408-empty", { status: 408 }, "ApiError", ""),
  {
    id: "408-of-a-post-with-retry-after-is-not-retried",
    server: [{ status: 408, headers: { "retry-after": "1" } }],
    ...order,
    outcome: {
      error: "ApiError",
      reason: "answered 408; retry after 1 s",
      fields: { status: 408, attempts: 1, retryAfterMs: 1000, path: "/v1/orders" },
    },
    requests: 1,
    longestMs: 0,
  },
  once("409-empty", { status: 409 }, "ConflictError", ""),
  once(
    "413-text-is-truncated-to-200-characters",
    plain("x".repeat(300), 413),
    "ApiError",
    `: ${"x".repeat(200)}…`,
    { body: "x".repeat(300) },
  ),
  once("304-empty", { status: 304 }, "ApiError", ""),
  once(
    "402-that-mentions-a-limit",
    plain("Rate limit: retry later", 402),
    "ApiError",
    ": Rate limit: retry later",
    {
      body: "Rate limit: retry later",
    },
  ),
  once(
    "403-text",
    plain("INSUFFICIENT_PERMISSIONS", 403),
    "PermissionDeniedError",
    ": INSUFFICIENT_PERMISSIONS",
    {
      body: "INSUFFICIENT_PERMISSIONS",
    },
  ),
  once("410-empty", { status: 410 }, "ApiError", ""),
  once("415-empty", { status: 415 }, "ApiError", ""),
  once("501-is-not-retried", { status: 501 }, "ServerError", ""),
  thrice(
    "500-json",
    answer(notFound, 500),
    "ServerError",
    " PROJECT_NOT_FOUND: Project not found.",
    { code: "PROJECT_NOT_FOUND", body: notFound },
  ),
  {
    ...thrice(
      "502-broken-json-keeps-its-status",
      plain('{"err_code":', 502, "application/json"),
      "ServerError",
      ': {"err_code":',
      { body: '{"err_code":' },
    ),
    names: ["deepgram: a 502 with broken JSON loses its status"],
  },
  {
    ...thrice("503-empty-is-an-error", { status: 503 }, "ServerError", ""),
    names: ["genesys: an empty 503 rejects with undefined"],
  },
  thrice("504-empty", { status: 504 }, "ServerError", ""),
  {
    id: "503-then-fine",
    names: ["genesys: no retry"],
    server: [{ status: 503 }, fine],
    outcome: fineData,
    requests: 2,
    longestMs: 500,
  },
  {
    ...once("503-without-retries", { status: 503 }, "ServerError", ""),
    options: { maxRetries: 0 },
  },
  {
    id: "500-then-404-throws-the-404",
    server: [{ status: 500 }, text("gone", 404)],
    outcome: {
      error: "NotFoundError",
      reason: "answered 404: gone after 2 attempts",
      fields: { status: 404, attempts: 2, body: "gone" },
    },
    requests: 2,
    longestMs: 500,
  },
  {
    id: "503-of-a-post-is-not-retried",
    server: [{ status: 503 }],
    ...order,
    outcome: {
      error: "ServerError",
      reason: "answered 503",
      fields: { status: 503, attempts: 1, path: "/v1/orders" },
    },
    requests: 1,
    longestMs: 0,
  },
  {
    id: "503-of-a-post-with-retry-after-is-retried",
    server: [{ status: 503, headers: { "retry-after": "3" } }, fine],
    ...order,
    outcome: fineData,
    requests: 2,
    longestMs: 3500,
  },
  {
    id: "503-until-the-deadline-would-pass",
    server: [{ status: 503 }],
    options: { maxRetries: 9, deadlineMs: 5000 },
    outcome: {
      error: "ServerError",
      reason: "answered 503 after 4 attempts",
      fields: { status: 503, attempts: 4 },
    },
    requests: 4,
    longestMs: 500 + 1000 + 2000,
  },
];
