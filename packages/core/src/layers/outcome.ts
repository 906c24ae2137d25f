import type { Call } from "../call.js";
import { requestIdOf } from "../failure.js";
import { redact } from "../redact.js";

/** What is logged of an attempt, or of a call. */
export interface Outcome {
  readonly operation: string;
  readonly method: string;
  /** The template. */
  readonly path: string;
  readonly attempt: number;
  readonly durationMs: number;
  /** A 2xx. */
  readonly ok: boolean;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** What the service's headers say of its limit. */
  readonly rateLimit?: Readonly<Record<string, number>>;
  /** Name and message. */
  readonly error?: string;
}

export async function outcome(
  answer: Promise<Response>,
  call: Call,
  startedAt: number,
): Promise<Outcome> {
  const told = await answer.then(
    (response) => ({
      ok: response.ok,
      status: response.status,
      requestId: requestIdOf(response, call),
      rateLimit: rateLimit(response.headers, call),
    }),
    (error: unknown) => ({ ok: false, error: redact(call, String(error)) }),
  );
  const { id: operation, method, path } = call.operation;
  const durationMs = call.client.clock.now() - startedAt;
  return { operation, method, path, attempt: call.attempt, durationMs, ...told };
}

function rateLimit(headers: Headers, call: Call): Record<string, number> {
  const state: Record<string, number> = {};
  for (const [name, header] of Object.entries(call.client.service.rateHeaders)) {
    const value = headers.get(header);
    if (value) state[name] = Number(value);
  }
  return state;
}
