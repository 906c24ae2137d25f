import type { Send } from "./call.js";
import { BillkitError } from "./errors/billkit-error.js";
import { ConnectionError } from "./errors/connection-error.js";
import { failed, requestDetails } from "./failure.js";
import { redactedCause } from "./redact.js";
import { settle } from "./settle.js";

/** What stands under all layers: one request by `fetch`, its body read and checked. */
export const exchange: Send = async (request, call) => {
  // Looked up now, so that a mock installed later is used; called unbound, as edge runtimes need.
  const fetch = call.client.fetch ?? globalThis.fetch;
  try {
    // `fetch` itself would take a header with the credential along to another origin.
    return await settle(request, await fetch(request, { redirect: "manual" }), call);
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

/** `fetch failed` says nothing; what it was caused by does. */
function innermost(error: unknown): string {
  const { cause, code, message } = (error ?? {}) as Partial<Error> & { code?: unknown };
  if (cause !== undefined) return innermost(cause);
  return String(code ?? message ?? error);
}
