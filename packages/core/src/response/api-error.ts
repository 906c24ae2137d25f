import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
} from "../errors.js";
import { answerDetails, callError } from "../internal/call-error.js";
import { truncate } from "../internal/format.js";
import { fieldOf } from "../internal/pointer.js";
import { redact } from "../internal/redact.js";
import type { Call, HttpRequest } from "../pipeline/call.js";
import { serverRetryDelay } from "../pipeline/server-retry-delay.js";
import type { Answer } from "./answer.js";
import { describeBody } from "./body.js";

const byStatus: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
};

/** The error for a response whose status isn't 2xx. */
export function apiError(request: HttpRequest, answer: Answer, call: Call): ApiError {
  const { status } = answer;
  const { service } = call.client;
  const body = parse(call, describeBody(call, answer.bytes, answer.headers));
  // Each from the first form that has it: a service can fill in a form only in part.
  const field = (what: "code" | "message" | "requestId"): string | undefined => {
    for (const { [what]: name } of service.errors) {
      const value = name && fieldOf(body, name);
      if (typeof value === "number" || (typeof value === "string" && value)) return String(value);
    }
    return undefined;
  };
  const code = field("code");
  const details = answerDetails(request, answer, call);
  const requestId = details.requestId ?? field("requestId");
  const waitMs = serverRetryDelay(answer, call);
  const what = [
    `answered ${status}`,
    code && ` ${line(code)}`,
    quote(field("message") ?? body),
    call.attempt > 1 && ` after ${call.attempt} attempts`,
    waitMs && `; retry after ${Math.ceil(waitMs / 1000)} s`,
    requestId && ` (request id ${line(requestId)})`,
  ];
  const type = byStatus[status] ?? (status < 500 ? ApiError : ServerError);
  return callError(type, request, call, what.filter(Boolean).join(""), {
    ...details,
    code,
    requestId,
    body,
    retryAfterMs: waitMs,
  });
}

/** Redacts once more after parsing: JSON can spell a key in many ways. */
function parse(call: Call, text: string): unknown {
  try {
    return JSON.parse(redact(call, JSON.stringify(JSON.parse(text))));
  } catch {
    return text || undefined;
  }
}

/** The service's own message; an HTML page has none. */
function quote(message: unknown): string {
  if (typeof message !== "string" || /^\s*</.test(message)) return "";
  const words = line(message);
  return words && `: ${words}`;
}

const line = (text: string): string => truncate(text.trim(), 200);
