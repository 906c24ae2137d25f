/** What is told of an answer that is none, or that is not what was declared. */
import { decodeLoosely } from "./body.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
import { ConfigurationError } from "../errors.js";
import { fault, unexpected, type Answered } from "../internal/call-error.js";
import { short, shown } from "../internal/format.js";
import { tell } from "../client/logger.js";
import type { Mismatch } from "./validate-shape.js";
import { redact } from "../internal/redact.js";
import type { Shape } from "./shape.js";

export function notToRead(
  request: HttpRequest,
  response: unknown,
  call: Call,
  option: string,
  headers: Partial<Headers> | undefined,
): Error {
  const found = typeof headers?.get === "function" ? "an already read Response" : shown(response);
  const what = `was given ${found} by ${option}; allowed: a Response, not read yet`;
  return fault(ConfigurationError, request, call, what, { option: option.replace(/\[.*/, "") });
}

export function noStatus(request: HttpRequest, response: Response, call: Call): Error {
  const [reason, what] =
    response.type === "opaqueredirect"
      ? (["redirect", "with a redirect that this runtime hides, not followed"] as const)
      : (["status", "which is no status of an answer"] as const);
  return unexpected(request, response, call, reason, what);
}

/** Throws, or warns, as the call asks for; `null` may also be what is declared. */
export function misfit(
  request: HttpRequest,
  response: Answered,
  call: Call,
  bytes: Uint8Array,
  data: unknown,
  shape: Shape,
  wrong: Mismatch | undefined,
): void {
  const text = (): string => redact(call, decodeLoosely(bytes, response.headers));
  // `null` is no more than a page of HTML what a contract declares, unless it says so.
  if ((data ?? undefined) === undefined && (wrong || shape === "json")) {
    const body = text();
    const what = `${body ? "with a body that is not" : "without"} the declared JSON`;
    throw unexpected(request, response, call, "body", what, { body });
  }
  if (!wrong) return;
  const { is, declared } = wrong;
  const pointer = redact(call, wrong.pointer);
  if (call.responseMismatch === "warning") {
    const operation = call.operation.id;
    tell(call.client.logger, "warn", "mismatch", { operation, pointer, is, declared });
    return;
  }
  const place = pointer ? short(JSON.stringify(pointer).slice(1, -1)) : "it";
  const what = `with a body that is not what was declared: ${place} is ${is}; declared: ${declared}`;
  throw unexpected(request, response, call, "mismatch", what, { body: text(), pointer });
}
