import type { Call } from "./call.js";
import type { AnswerDetails, RequestDetails } from "./errors/details.js";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import { TimeoutError } from "./errors/timeout-error.js";
import { redact } from "./redact.js";

/** An error's message, on one line: operation, address without its query, and what happened. */
export function failed(request: Request, call: Call, what: string): string {
  const { origin, pathname } = new URL(request.url);
  const message = `${call.operation.id}: ${request.method} ${origin}${pathname} ${what}`;
  // What a service or a runtime says must not forge a line of a log, or steer a terminal.
  return redact(call, message).replace(/[\s\p{Cc}]+/gu, " ");
}

/** What of a request can be told later: the request itself would keep what Node keeps of its signal. */
export type Sent = Pick<Request, "method" | "url">;

export function requestDetails(request: Sent, call: Call): RequestDetails {
  const { pathname } = new URL(request.url);
  return { method: request.method, path: redact(call, pathname), attempts: call.attempt };
}

/** Headers that hold, or may hold, a credential. */
const secretHeaders = /^(set-cookie.*|(proxy-)?authorization)$/;

export function answerDetails(request: Sent, response: Response, call: Call): AnswerDetails {
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
export function requestIdOf(response: Response, call: Call): string | undefined {
  const { requestIdHeader } = call.client.service;
  const id = requestIdHeader && response.headers.get(requestIdHeader);
  return id ? redact(call, id) : undefined;
}

/** The error for an answer that is not what was declared. */
export function unexpected(
  request: Request,
  response: Response,
  call: Call,
  reason: UnexpectedResponseError["reason"],
  what: string,
  found?: Partial<Pick<UnexpectedResponseError, "body" | "pointer">>,
): UnexpectedResponseError {
  const message = failed(request, call, `answered ${response.status} ${what}`);
  return new UnexpectedResponseError(message, {
    ...answerDetails(request, response, call),
    reason,
    ...found,
  });
}

/** The error for a limit of time that ran out. */
export const late = (
  request: Request,
  call: Call,
  limit: TimeoutError["limit"],
  ms: number,
): TimeoutError =>
  new TimeoutError(failed(request, call, `had not ended after ${limit}, ${ms} ms`), {
    ...requestDetails(request, call),
    limit,
    ms,
  });
