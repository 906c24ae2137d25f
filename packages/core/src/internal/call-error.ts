import type { Answer } from "../response/answer.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
import {
  type BillkitError,
  type AnswerDetails,
  type RequestDetails,
  TimeoutError,
  UnexpectedResponseError,
} from "../errors.js";
import { redact } from "./redact.js";

/** What of a request is told. */
export type Sent = Pick<HttpRequest, "method" | "url">;

/** What of an answer is told. */
export type Answered = Pick<Answer, "status" | "headers"> &
  Partial<Pick<Response, "url" | "statusText" | "redirected">>;

export function requestDetails({ method, url }: Sent, call: Call): RequestDetails {
  return { method, path: redact(call, new URL(url).pathname), attempts: call.attempt };
}

/** An error of a call: its message, on one line, has operation, address without query, and `what`. */
export function fault<E extends BillkitError>(
  type: new (message: string, details?: object, cause?: unknown) => E,
  request: Sent,
  call: Call,
  what: string,
  details?: object,
  cause?: unknown,
): E {
  const { origin, pathname } = new URL(request.url);
  const message = `${call.operation.id}: ${request.method} ${origin}${pathname} ${what}`;
  return new type(
    // What a service or a runtime says must not forge a line of a log, or steer a terminal.
    redact(call, message).replace(/[\s\p{Cc}]+/gu, " "),
    { ...requestDetails(request, call), ...details },
    cause,
  );
}

/** Headers that hold, or may hold, a credential. */
const secretHeaders = /^(set-cookie.*|(proxy-)?authorization)$/;

export function answerDetails(request: Sent, response: Answered, call: Call): AnswerDetails {
  const { service } = call.client;
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (!secretHeaders.test(name) && name !== service.credential.header.toLowerCase()) {
      headers[name] = redact(call, value);
    }
  });
  return {
    ...requestDetails(request, call),
    status: response.status,
    requestId: requestIdOf(response, call),
    headers,
    body: undefined,
  };
}

/** The service's own id of the request, from the header that the contract names. */
export function requestIdOf(response: Answered, call: Call): string | undefined {
  const { requestIdHeader } = call.client.service;
  const id = requestIdHeader && response.headers.get(requestIdHeader);
  return id ? redact(call, id) : undefined;
}

/** The error for an answer that is not what was declared. */
export const unexpected = (
  request: Sent,
  response: Answered,
  call: Call,
  reason: UnexpectedResponseError["reason"],
  what: string,
  found?: Partial<Pick<UnexpectedResponseError, "body" | "pointer">>,
): UnexpectedResponseError =>
  fault(UnexpectedResponseError, request, call, `answered ${response.status} ${what}`, {
    ...answerDetails(request, response, call),
    reason,
    ...found,
  });

/** The error for a limit of time that ran out. */
export const late = (
  request: Sent,
  call: Call,
  limit: TimeoutError["limit"],
  ms: number,
): TimeoutError =>
  fault(TimeoutError, request, call, `had not ended after ${limit}, ${ms} ms`, { limit, ms });
