import { decode, decodeLoosely, largestBytes, readAll } from "./body.js";
import type { Call } from "./call.js";
import type { UnexpectedResponseError } from "./errors/unexpected-response-error.js";
import { unexpected } from "./failure.js";
import { redact } from "./redact.js";

/** What the body of a settled Response was read to; data only of a 2xx with a declared body. */
const bodies = new WeakMap<Response, { readonly bytes: ArrayBuffer; readonly data?: unknown }>();

/** What `settle` has read. */
export const settled = (response: Response): { bytes: ArrayBuffer; data?: unknown } =>
  bodies.get(response) ?? { bytes: new ArrayBuffer() };

/**
 * Reads the whole body and checks that a 2xx holds what was declared, so that a stall, a reset
 * midway and HTML under 200 are seen by the layers. Gives a Response that can still be read.
 * @throws UnexpectedResponseError
 */
export async function settle(request: Request, response: Response, call: Call): Promise<Response> {
  if (bodies.has(response)) return response;
  const fail = (reason: UnexpectedResponseError["reason"], what: string, body?: string): Error =>
    unexpected(request, response, call, reason, what, body);
  const { status, statusText, headers, url, redirected } = response;
  if (response.type === "opaqueredirect") {
    throw fail("redirect", "with a redirect that this runtime hides, not followed");
  }
  if (status < 200 || status > 599) throw fail("status", "which is no status of an answer");
  const bytes = await readAll(response, request.signal);
  if (!bytes) throw fail("size", `with more than ${largestBytes} bytes`);
  const content = [204, 205, 304].includes(status) ? null : bytes;
  const copy = new Response(content, { status, statusText, headers });
  Object.defineProperties(copy, {
    url: { value: url },
    redirected: { value: redirected, configurable: true },
  });
  const declared = response.ok && call.operation.result;
  let data: unknown;
  if (declared && (bytes.byteLength || declared === "json")) {
    try {
      data = JSON.parse(decode(bytes, response) ?? "");
    } catch {
      // Told below. `null` is no more what a contract declares than a page of HTML is.
    }
    if ((data ?? undefined) === undefined) {
      const text = redact(call, decodeLoosely(bytes, response));
      throw fail("body", `${text ? "with a body that is not" : "without"} the declared JSON`, text);
    }
  }
  bodies.set(copy, { bytes, data });
  return copy;
}
