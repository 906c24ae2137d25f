import type { Answer } from "../response/answer.js";
import type { Call } from "./types.js";
import { UnexpectedResponseError } from "../errors.js";
import { requestIdOf } from "../internal/call-error.js";
import { redact } from "../internal/redact.js";

/** What is told of an attempt, or of a call: plain JSON, without any header, body or credential. */
export interface Outcome {
  /** The operation's id, e.g. `listBalances`. */
  readonly operation: string;
  /** HTTP method. */
  readonly method: string;
  /** The template. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Epoch milliseconds of the client's clock. */
  readonly startedAt: number;
  /** Waits included, in milliseconds. */
  readonly durationMs: number;
  /** A 2xx that holds what was declared. */
  readonly ok: boolean;
  /** HTTP status; absent when no answer came. */
  readonly status?: number | undefined;
  /** The service's own id. */
  readonly requestId?: string | undefined;
  /**
   * What the service's headers say of its limit: `count` of `allowed` requests, `resetSeconds` until
   * it begins anew; what is no plain number there is left out.
   */
  readonly rateLimit?: Readonly<Record<string, number>>;
  /** Name and message of what was thrown. */
  readonly error?: string;
  /** Its name alone, e.g. `ConnectionError`. */
  readonly errorType?: string;
}

export async function outcome(
  answer: Promise<Answer>,
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
    (error: unknown) => ({
      ok: false,
      ...(error instanceof UnexpectedResponseError && {
        status: error.status,
        requestId: error.requestId,
      }),
      error: redact(call, error),
      errorType: redact(call, (Object(error) as Partial<Error>).name ?? typeof error),
    }),
  );
  const { id: operation, method, path } = call.operation;
  // A clock may be set back.
  const durationMs = Math.max(0, call.client.clock.now() - startedAt);
  return { operation, method, path, attempt: call.attempt, startedAt, durationMs, ...told };
}

function rateLimit(headers: Headers, call: Call): Record<string, number> {
  const state: Record<string, number> = {};
  for (const [name, header] of Object.entries(call.client.service.rateHeaders)) {
    const value = String(headers.get(header));
    if (/^\d{1,15}(\.\d+)?$/.test(value)) state[name] = Number(value);
  }
  return state;
}
