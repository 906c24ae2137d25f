import { TimeoutError, UnexpectedResponseError } from "../errors.js";
import type { AnswerDetails, BillkitError, RequestDetails } from "../errors.js";
import type { Call, HttpRequest } from "../pipeline/call.js";
import type { Answer } from "../response/answer.js";
import { oneLine } from "./format.js";
import { redact } from "./redact.js";

type Sent = Pick<HttpRequest, "method" | "url">;

/** The parts of a response that errors need, whether its body was read or not. */
export type Received = Pick<Answer, "status" | "headers"> &
  Partial<Pick<Response, "url" | "statusText" | "redirected">>;

const requestDetails = ({ method, url }: Sent, call: Call): RequestDetails => ({
  method,
  path: redact(call, new URL(url).pathname),
  attempts: call.attempt,
});

/** An error of a call. Its one-line message starts with operation, method and address without query. */
export function callError<E extends BillkitError>(
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
    oneLine(redact(call, message)),
    { ...requestDetails(request, call), ...details },
    cause,
  );
}

/** Headers that can contain a credential. */
const secretHeaders = /^(set-cookie.*|(proxy-)?authorization)$/;

/** The details of a response for an error. */
export function answerDetails(request: Sent, received: Received, call: Call): AnswerDetails {
  const own = call.client.service.credentials.map(({ name }) => name.toLowerCase());
  const headers: Record<string, string> = {};
  // A double can have `get` only.
  (received.headers as Partial<Headers>).forEach?.((value, name) => {
    if (!secretHeaders.test(name) && !own.includes(name)) headers[name] = redact(call, value);
  });
  return {
    ...requestDetails(request, call),
    status: received.status,
    requestId: requestIdOf(received, call),
    headers,
    body: undefined,
  };
}

/** The service's own id of the request, from the header that the contract names. */
export function requestIdOf(received: Received, call: Call): string | undefined {
  const { requestIdHeader } = call.client.service;
  const id = requestIdHeader && received.headers.get(requestIdHeader);
  return id ? redact(call, id) : undefined;
}

/** A response that breaks the contract, or can't be followed. */
export const unexpectedResponse = (
  request: Sent,
  received: Received,
  call: Call,
  reason: UnexpectedResponseError["reason"],
  what: string,
  found?: Partial<Pick<UnexpectedResponseError, "body" | "pointer">>,
): UnexpectedResponseError =>
  callError(UnexpectedResponseError, request, call, `answered ${received.status} ${what}`, {
    ...answerDetails(request, received, call),
    reason,
    ...found,
  });

/** A time limit that expired. */
export const timeoutError = (
  request: Sent,
  call: Call,
  limit: TimeoutError["limit"],
  ms: number,
): TimeoutError =>
  callError(TimeoutError, request, call, `timed out after ${ms} ms (${limit})`, { limit, ms });
