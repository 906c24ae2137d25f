import { decode, decodeLoosely, largestBytes, readAll } from "./body.js";
import type { Call } from "./call.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { AnswerDetails } from "./errors/details.js";
import type { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import { answerDetails, failed, requestDetails, unexpected } from "./failure.js";
import { short, shown } from "./kind.js";
import { tell } from "./logger.js";
import { findMismatch } from "./mismatch.js";
import { redact } from "./redact.js";

interface Settled {
  readonly bytes: ArrayBuffer;
  /** Only of a 2xx with a declared body. */
  readonly data?: unknown;
  /** Makes what an error tells of it. */
  readonly details?: () => AnswerDetails;
}

/** What the body of a settled Response was read to. */
const bodies = new WeakMap<Response, Settled>();

/** Apart from `settle`, where a function that is kept would keep the request as well. */
function details({ method, url }: Request, response: Response, call: Call): () => AnswerDetails {
  return () => answerDetails({ method, url }, response, call);
}

/** What `settle` has read. */
export const settled = (response: Response): Settled =>
  bodies.get(response) ?? { bytes: new ArrayBuffer() };

/**
 * Gives what a user's own fetch or layer gave: without types, that may be anything.
 * @throws ConfigurationError for what is no Response, or one whose body somebody has read
 */
export function checkResponse(
  request: Request,
  response: Response,
  call: Call,
  option: string,
  at = "",
): Response {
  const { headers, bodyUsed, body } = Object(response) as Partial<Response>;
  const is = typeof headers?.get === "function";
  if (is && (bodies.has(response) || !(bodyUsed || body?.locked))) return response;
  const found = is ? "an already read Response" : shown(response);
  const what = `was given ${found} by ${option}${at}; allowed: a Response, not read yet`;
  throw new ConfigurationError(failed(request, call, what), {
    ...requestDetails(request, call),
    option,
  });
}

/**
 * Reads the whole body and checks that a 2xx holds what was declared, so that a stall, a reset
 * midway and HTML under 200 are seen by the layers. Gives a Response that can still be read.
 * @throws UnexpectedResponseError
 */
export async function settle(request: Request, response: Response, call: Call): Promise<Response> {
  if (bodies.has(response)) return response;
  const fail = (reason: UnexpectedResponseError["reason"], what: string, found?: object): Error =>
    unexpected(request, response, call, reason, what, found);
  const { status, statusText, headers, url, redirected } = response;
  if (response.type === "opaqueredirect") {
    throw fail("redirect", "with a redirect that this runtime hides, not followed");
  }
  if (status < 200 || status > 599) throw fail("status", "which is no status of an answer");
  const bytes = await readAll(response, request.signal);
  if (!bytes) throw fail("size", `with more than ${largestBytes} bytes`);
  const content = [204, 205, 304].includes(status) ? null : bytes;
  const copy = new Response(content, {
    status,
    // What a server says beside the number; a Response takes Latin-1 there, and throws at all else.
    statusText: statusText.replace(/[^ -~\xa0-\xff]/g, "?"),
    headers,
  });
  Object.defineProperties(copy, {
    url: { value: url },
    redirected: { value: redirected, configurable: true },
  });
  const declared = response.ok && call.operation.result;
  let data: unknown;
  if (declared && (bytes.byteLength || declared !== "json?")) {
    try {
      data = JSON.parse(String(decode(bytes, response)));
    } catch {
      // Told below.
    }
    const shape = declared === "json?" ? "json" : declared;
    const wrong = findMismatch(data, shape);
    const text = (): string => redact(call, decodeLoosely(bytes, response));
    // `null` is no more than a page of HTML what a contract declares, unless it says so.
    if ((data ?? undefined) === undefined && (wrong || shape === "json")) {
      const body = text();
      const what = `${body ? "with a body that is not" : "without"} the declared JSON`;
      throw fail("body", what, { body });
    }
    if (wrong) {
      const { is, declared: allowed } = wrong;
      const pointer = redact(call, wrong.pointer);
      if (call.responseMismatch === "warning") {
        tell(call.client.logger, "warn", "mismatch", {
          operation: call.operation.id,
          pointer,
          is,
          declared: allowed,
        });
      } else {
        const place = pointer ? short(JSON.stringify(pointer).slice(1, -1)) : "it";
        const what = `with a body that is not what was declared: ${place} is ${is}; declared: ${allowed}`;
        throw fail("mismatch", what, { body: text(), pointer });
      }
    }
  }
  bodies.set(copy, { bytes, data, details: details(request, copy, call) });
  return copy;
}
