import { log } from "../client/logger.js";
import { ConfigurationError } from "../errors.js";
import { callError, unexpectedResponse, type Received } from "../internal/call-error.js";
import { formatValue, truncate } from "../internal/format.js";
import { redact } from "../internal/redact.js";
import type { Call, HttpRequest } from "../pipeline/call.js";
import { Answer } from "./answer.js";
import { decode, decodeLoosely, readBody } from "./body.js";
import { validateShape, type Mismatch, type Shape } from "./shape.js";

/** One JSON value takes up to a hundred bytes of memory: so many bytes of the limit allow for one. */
const bytesPerValue = 16;

/**
 * Reads the whole body of a response and checks that a 2xx holds what the contract declares: so layers
 * see a stall, a reset midway and HTML under 200.
 * @param source what returned it, for messages: `fetch` or `layers[1]`
 * @throws ConfigurationError if it isn't a Response, or its body was read already
 * @throws UnexpectedResponseError
 */
export async function readResponse(
  request: HttpRequest,
  response: Response | Answer,
  call: Call,
  source: string,
): Promise<Answer> {
  if (response instanceof Answer) return response;
  // JavaScript callers can return anything.
  const isResponse =
    typeof (response as Partial<Response> | undefined | null)?.headers?.get === "function";
  if (!isResponse || response.bodyUsed || response.body?.locked) {
    const found = isResponse ? "a Response whose body was already read" : formatValue(response);
    const what = `failed: ${source} returned ${found}; allowed: a Response with an unread body`;
    throw callError(ConfigurationError, request, call, what, {
      option: source.replace(/\[.*/, ""),
    });
  }
  const { status, redirected, url } = response;
  if (!(status >= 200 && status <= 599)) {
    const isHidden = response.type === "opaqueredirect";
    throw unexpectedResponse(
      request,
      response,
      call,
      isHidden ? "redirect" : "status",
      isHidden
        ? "with a redirect that this runtime hides, not followed"
        : "which isn't an HTTP status",
    );
  }
  if (redirected && new URL(url).origin !== call.client.origin) {
    const what = `after ${source} followed a redirect to ${new URL(url).origin}: redirects to another origin are refused`;
    throw unexpectedResponse(request, response, call, "redirect", what);
  }
  return checkAnswer(request, response, call, await readBody(response, call, request.signal));
}

/**
 * Checks that a 2xx holds what the contract declares.
 * @param bytes undefined: larger than the client's limit
 */
export function checkAnswer(
  request: HttpRequest,
  received: Received,
  call: Call,
  bytes: Uint8Array<ArrayBuffer> | undefined,
): Answer {
  const { maxResponseBytes } = call.client;
  if (!bytes) {
    const what = `with more than ${maxResponseBytes} bytes (maxResponseBytes)`;
    throw unexpectedResponse(request, received, call, "size", what);
  }
  const { status, headers } = received;
  const { result, bodiless } = call.operation;
  const isEmpty = !bytes.length && (result === "json?" || bodiless?.includes(status));
  if (!result || status >= 300 || isEmpty) return new Answer(received, bytes, undefined);
  if (result === "bytes") return new Answer(received, bytes, bytes.slice().buffer);
  const text = decode(bytes, headers);
  if (result === "text") {
    if (text !== undefined) return new Answer(received, bytes, text);
    const what = "with text in an encoding that isn't its charset";
    throw unexpectedResponse(request, received, call, "body", what, {
      body: redact(call, decodeLoosely(bytes, headers)),
    });
  }
  if (hasMoreValues(bytes, maxResponseBytes / bytesPerValue)) {
    const what = `with more than ${maxResponseBytes / bytesPerValue} JSON values (maxResponseBytes / ${bytesPerValue})`;
    throw unexpectedResponse(request, received, call, "size", what);
  }
  let data: unknown;
  try {
    data = JSON.parse(text as string);
  } catch {
    // Reported below.
  }
  const shape = result === "json?" ? "json" : result;
  const mismatch = validateShape(shape, data, text);
  if (mismatch || (data ?? undefined) === undefined) {
    reportMismatch(request, received, call, bytes, data, shape, mismatch);
  }
  return new Answer(received, bytes, data);
}

/** By commas and brackets, those in strings too: before parsing, and quickly. */
function hasMoreValues(bytes: Uint8Array, most: number): boolean {
  if (bytes.length <= most) return false;
  let count = 0;
  for (const byte of bytes) {
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++;
  }
  return count > most;
}

/** Throws, or logs with `responseMismatch: "warning"`. Returns for a `null` that is declared. */
function reportMismatch(
  request: HttpRequest,
  received: Received,
  call: Call,
  bytes: Uint8Array,
  data: unknown,
  shape: Shape,
  mismatch: Mismatch | undefined,
): void {
  const body = (): string => redact(call, decodeLoosely(bytes, received.headers));
  // Unless it is declared, `null` is as wrong as a page of HTML.
  if ((data ?? undefined) === undefined && (mismatch || shape === "json")) {
    const what = bytes.length ? "with a body that isn't JSON" : "without the declared JSON body";
    throw unexpectedResponse(request, received, call, "body", what, { body: body() });
  }
  if (!mismatch) return;
  const { is, declared } = mismatch;
  const pointer = redact(call, mismatch.pointer);
  if (call.responseMismatch === "warning") {
    const operation = call.operation.id;
    log(call.client.logger, "warn", "mismatch", { operation, pointer, is, declared });
    return;
  }
  const place = pointer ? truncate(JSON.stringify(pointer).slice(1, -1)) : "it";
  const what = `with a body that breaks the contract: ${place} is ${is}; declared: ${declared}`;
  throw unexpectedResponse(request, received, call, "mismatch", what, { body: body(), pointer });
}
