import { Answer } from "./answer.js";
import { decode, largestBytes, readAll } from "./body.js";
import type { Call, HttpRequest, Send } from "../pipeline/types.js";
import { BillkitError, ConnectionError } from "../errors.js";
import { fault, unexpected, type Answered } from "../internal/call-error.js";
import { checkOf } from "./validate-shape.js";
import { misfit, noStatus, notToRead } from "./unexpected-answer.js";
import { redactedCause } from "../internal/redact.js";
import { running } from "../pipeline/call-state.js";

/** What stands under all layers: one request by `fetch`, its body read and checked. */
export const exchange: Send = async (request, call) => {
  const { method, headers, body, signal = call.signal } = request;
  // Looked up now, so that a mock installed later is used; called unbound, as edge runtimes need.
  const fetch = call.client.fetch ?? globalThis.fetch;
  try {
    // `fetch` itself would take a header with the credential along to another origin.
    const own = { method, headers, body, signal, redirect: "manual" } as const;
    const init = { ...call.client.fetchOptions, ...own };
    return await settle(request, await fetch(request.url, init as RequestInit), call, "fetch");
  } catch (error) {
    throw error instanceof BillkitError ? error : lost(request, call, error);
  }
};

/** The error for an answer that did not come, or not whole. */
export function lost(request: HttpRequest, call: Call, error: unknown): ConnectionError {
  const cause = redactedCause(call, error);
  const what = `got no complete answer: ${innermost(cause)}`;
  return fault(ConnectionError, request, call, what, undefined, cause);
}

/**
 * Reads the whole body of what a fetch or a layer gave, and checks that a 2xx holds what was declared,
 * so that a stall, a reset midway and HTML under 200 are seen by the layers.
 * @throws ConfigurationError for what is no Response, or one whose body somebody has read
 * @throws UnexpectedResponseError
 */
export async function settle(
  request: HttpRequest,
  response: Response | Answer,
  call: Call,
  option: string,
): Promise<Answer> {
  if (response instanceof Answer) return response;
  // Without types, that may be anything.
  const headers = (response as Partial<Response> | undefined | null)?.headers;
  if (typeof headers?.get !== "function" || response.bodyUsed || response.body?.locked) {
    throw notToRead(request, response, call, option, headers);
  }
  const { status } = response;
  if (!(status >= 200 && status <= 599)) throw noStatus(request, response, call);
  return check(request, response, call, await readAll(response, running(call), request.signal));
}

/** Checks that a 2xx holds what was declared. */
export function check(
  request: HttpRequest,
  response: Answered,
  call: Call,
  bytes: Uint8Array<ArrayBuffer> | undefined,
): Answer {
  if (!bytes) {
    throw unexpected(request, response, call, "size", `with more than ${largestBytes} bytes`);
  }
  const { status, headers } = response;
  const declared = status < 300 && call.operation.result;
  let data: unknown;
  if (declared && (bytes.length || declared !== "json?")) {
    try {
      data = JSON.parse(decode(bytes, headers) as string);
    } catch {
      // Told below.
    }
    const shape = declared === "json?" ? "json" : declared;
    const wrong = checkOf(shape)(data);
    if (wrong || (data ?? undefined) === undefined) {
      misfit(request, response, call, bytes, data, shape, wrong);
    }
  }
  return new Answer(response, bytes, data);
}

/** `fetch failed` says nothing; what it was caused by does. */
function innermost(error: unknown): string {
  const { cause, code, message } = (error ?? {}) as Partial<Error> & { code?: unknown };
  if (cause !== undefined) return innermost(cause);
  return String(code ?? message ?? error);
}
