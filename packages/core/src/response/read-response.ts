import { log } from "../client/logger.js";
import { ConfigurationError } from "../errors.js";
import { callError, unexpectedResponse, type Received } from "../internal/call-error.js";
import { escape, formatValue } from "../internal/format.js";
import { redact } from "../internal/redact.js";
import { scopeOf, type Call, type HttpRequest } from "../pipeline/call.js";
import { Answer, type Bytes } from "./answer.js";
import { decode, describeBody, readBody } from "./body.js";
import { validateShape } from "./shape.js";

/**
 * One JSON value takes up to a hundred bytes of memory, so the limit allows one value per this many
 * bytes.
 */
const bytesPerValue = 16;
/** Parsing blocks the thread. Of larger bodies, one is parsed per turn of the event loop: timers run between. */
const bytesPerTurn = 65_536;
/** How many bodies have had a turn. */
let turns = 0;
const runtime: { readonly setImmediate?: (run: () => void) => unknown } = globalThis;
/**
 * Reads the whole body of a response and checks that a 2xx contains what the contract declares: so layers
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
    throw callError(
      ConfigurationError,
      request,
      call,
      `failed: ${source} returned ${found}; allowed: a Response with an unread body`,
      {
        option: source.replace(/\[.*/, ""),
      },
    );
  }
  const { status, redirected, url } = response;
  if (!(status >= 200 && status <= 599)) {
    const isHidden = response.type === "opaqueredirect";
    const what = isHidden
      ? "with a redirect that this runtime hides"
      : "which isn't an HTTP status";
    throw unexpectedResponse(request, response, call, isHidden ? "redirect" : "status", what);
  }
  const origin = redirected && (URL.canParse(url) ? new URL(url).origin : "an unknown address");
  if (origin && origin !== call.client.origin) {
    const what = `after ${source} followed a redirect to ${origin}, which isn't allowed`;
    throw unexpectedResponse(request, response, call, "redirect", what);
  }
  const bytes = await readBody(response, call, scopeOf(request, call));
  if (isLarge(bytes)) await ownTurn(request);
  return answerOf(request, response, call, bytes);
}

/** Whether to await `ownTurn` before `answerOf`. */
export const isLarge = (bytes: Bytes | undefined): boolean => Number(bytes?.length) > bytesPerTurn;

/**
 * Checks that a 2xx contains what the contract declares.
 * @param bytes undefined: larger than the client's limit
 */
export function answerOf(
  request: HttpRequest,
  response: Received,
  call: Call,
  bytes: Bytes | undefined,
): Answer {
  const { maxResponseBytes, logger, service } = call.client;
  const { result, read, bodiless, id: operation } = call.operation;
  const received = service.queryCredentials?.hide(response, call) ?? response;
  const { status, headers } = received;
  const maxValues = maxResponseBytes / bytesPerValue;
  if (!bytes) {
    const what = `with more than ${maxResponseBytes} bytes (maxResponseBytes)`;
    throw unexpectedResponse(request, received, call, "size", what);
  }
  const isEmpty = !bytes.length && (result === "json?" || bodiless?.includes(status));
  let data: unknown;
  if (!(result ?? read) || status >= 300 || isEmpty) return new Answer(received, bytes, data);
  if (!read && bytes.length > maxValues && countValues(bytes) > maxValues) {
    const what = `with more than ${maxValues} JSON values (maxResponseBytes / ${bytesPerValue})`;
    throw unexpectedResponse(request, received, call, "size", what);
  }
  const text = read ? "" : decode(bytes, headers);
  try {
    data = read ? read(bytes, headers) : JSON.parse(text ?? "");
  } catch {
    // Reported below.
  }
  const shape = result && result !== "json?" ? result : "json";
  const mismatch = validateShape(shape, data, text);
  // Unless it is declared, `null` is as wrong as a page of HTML.
  if ((data ?? undefined) === undefined && (mismatch || shape === "json")) {
    const found = bytes.length > 0 ? "a body that isn't JSON" : "an empty body instead of JSON";
    const what = `with ${read ? "text that isn't in its charset" : found}`;
    const body = describeBody(call, bytes, headers);
    throw unexpectedResponse(request, received, call, "body", what, { body });
  }
  if (mismatch) {
    const { is, declared } = mismatch;
    const pointer = redact(call, mismatch.pointer);
    if (call.responseMismatch !== "warning") {
      const place = escape(pointer) || "it";
      const what = `with a body that breaks the contract: ${place} is ${is}; declared: ${declared}`;
      const body = describeBody(call, bytes, headers);
      throw unexpectedResponse(request, received, call, "mismatch", what, { body, pointer });
    }
    log(logger, "warn", "mismatch", { operation, pointer, is, declared });
  }
  return new Answer(received, bytes, data);
}

/**
 * Waits for a turn that no other body has taken. A counter rather than a queue of promises: in Cloudflare
 * Workers, a promise of another request may never settle.
 */
export async function ownTurn({ signal }: HttpRequest): Promise<void> {
  let before;
  do {
    before = turns;
    // In Node without a timer, which would wait a millisecond.
    await new Promise<void>((resolve) => (runtime.setImmediate ?? setTimeout)(resolve));
  } while (before !== turns);
  turns++;
  signal?.throwIfAborted();
}

/** Counts commas and brackets, including those in strings; before parsing, and quickly. */
function countValues(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++;
  }
  return count;
}
