import type { Send } from "./call.js";
import { BillkitError } from "./errors/billkit-error.js";
import { ConnectionError } from "./errors/connection-error.js";
import { failed, requestDetails } from "./failure.js";
import { redactedCause } from "./redact.js";
import { checkResponse, settle } from "./settle.js";

/** What stands under all layers: one request by `fetch`, its body read and checked. */
export const exchange: Send = async (request, call) => {
  // Looked up now, so that a mock installed later is used; called unbound, as edge runtimes need.
  const fetch = call.client.fetch ?? globalThis.fetch;
  try {
    const response = await fetch(legible(request), await parts(request));
    return await settle(request, checkResponse(request, response, call, "fetch"), call);
  } catch (error) {
    if (error instanceof BillkitError) throw error;
    const cause = redactedCause(call, error);
    throw new ConnectionError(
      failed(request, call, `got no complete answer: ${innermost(cause)}`),
      requestDetails(request, call),
      cause,
    );
  }
};

/**
 * A `fetch` of another library, such as undici's own behind a proxy, knows no Request of the
 * runtime's: it takes it as text, which is the address then, and all else from the second argument.
 */
const legible = (request: Request): Request =>
  Object.defineProperty(request, "toString", { value: () => request.url });

async function parts(request: Request): Promise<RequestInit> {
  const { method, headers, signal } = request;
  const body = request.body && (await request.clone().arrayBuffer());
  // `fetch` itself would take a header with the credential along to another origin.
  return { method, headers, signal, body, redirect: "manual" };
}

/** `fetch failed` says nothing; what it was caused by does. */
function innermost(error: unknown): string {
  const { cause, code, message } = (error ?? {}) as Partial<Error> & { code?: unknown };
  if (cause !== undefined) return innermost(cause);
  return String(code ?? message ?? error);
}
