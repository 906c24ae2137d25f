import type { Answer } from "./answer.js";
import { askedMs } from "../pipeline/server-retry-delay.js";
import { decodeLoosely } from "./body.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
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
import { answerDetails, fault } from "../internal/call-error.js";
import { short } from "../internal/format.js";
import { redact } from "../internal/redact.js";

const byStatus: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
};

/** The error for an answer whose status is not 2xx. */
export function apiFailure(request: HttpRequest, response: Answer, call: Call): ApiError {
  const { status } = response;
  const { service } = call.client;
  const text = redact(call, decodeLoosely(response.bytes, response.headers));
  const body = parse(call, text);
  // Each from the first form that has it: a service may write its forms in part.
  const field = (what: "code" | "message" | "requestId"): string | undefined => {
    for (const { [what]: name } of service.errors) {
      const value: unknown = name && Reflect.get(Object(body) as object, name);
      if (typeof value === "string" && value) return value;
    }
    return undefined;
  };
  const code = field("code");
  const details = answerDetails(request, response, call);
  const requestId = details.requestId ?? field("requestId");
  const waitMs = askedMs(response, call);
  const message = [
    code && ` ${line(code)}`,
    says(field("message") ?? body),
    waitMs && `; it asks to wait ${Math.ceil(waitMs / 1000)} s`,
    call.attempt > 1 && ` after ${call.attempt} attempts`,
    requestId && ` (request id ${line(requestId)})`,
  ];
  const type = byStatus[status] ?? (status < 500 ? ApiError : ServerError);
  return fault(type, request, call, `answered ${status}${message.filter(Boolean).join("")}`, {
    ...details,
    code,
    requestId,
    body,
    retryAfterMs: waitMs,
  });
}

/** Redacts once more what JSON may have hidden: `\/` and `\u002b` are also ways to write a key. */
function parse(call: Call, text: string): unknown {
  try {
    return JSON.parse(redact(call, JSON.stringify(JSON.parse(text))));
  } catch {
    return text || undefined;
  }
}

/** The service's own words; a page of HTML has none. */
function says(message: unknown): string {
  if (typeof message !== "string" || /^\s*</.test(message)) return "";
  const words = line(message);
  return words && `: ${words}`;
}

/** As much as a line takes. */
const line = (text: string): string => short(text.trim(), 200);
