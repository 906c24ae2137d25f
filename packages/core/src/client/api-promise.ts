import type { AnswerDetails } from "../errors.js";
import { answerDetails, requestIdOf } from "../internal/call-error.js";
import { noop } from "../internal/noop.js";
import { redact } from "../internal/redact.js";
import type { Call, HttpRequest } from "../pipeline/call.js";
import type { Answer } from "../response/answer.js";
import { apiError } from "../response/api-error.js";

/** A call's result with its response. */
export interface WithResponse<T> {
  /** The parsed body. */
  readonly data: T;
  /** The response; its body can still be read. Created on first use. */
  readonly response: Response;
  /** The service's own id of the request. */
  readonly requestId: string | undefined;
}

/** Creates the response and the request id only on demand. */
export class CallResult<T> implements WithResponse<T> {
  /** Not a field that others see, because `inspect` would print it. */
  readonly #parts: readonly [HttpRequest, Answer, Call];
  #response: Response | undefined;

  /** @throws ApiError for a status other than 2xx */
  constructor(...parts: readonly [HttpRequest, Answer, Call]) {
    if (!parts[1].ok) throw apiError(...parts);
    this.#parts = parts;
  }

  get data(): T {
    // Checked against the contract as far as readResponse does; the types come from the contract.
    return this.#parts[1].data as T;
  }

  get response(): Response {
    return (this.#response ??= this.#parts[1].clone());
  }

  get requestId(): string | undefined {
    const [, answer, call] = this.#parts;
    return requestIdOf(answer, call);
  }

  /** What it was created from. */
  parts(): readonly [HttpRequest, Answer, Call] {
    return this.#parts;
  }
}

/** Checked by members: it may come from another copy of this package. */
const partsOf = (result: object): ReturnType<CallResult<unknown>["parts"]> | undefined =>
  "parts" in result ? (result as CallResult<unknown>).parts() : undefined;

/**
 * Associates `page` with the result that it was read from, so that its text is redacted the same
 * way.
 */
export function linkResult<T extends object>(page: T, result: WithResponse<unknown>): T {
  const parts = partsOf(result);
  // Not enumerable: `inspect` would print it.
  return parts ? Object.defineProperty(page, "parts", { value: () => parts }) : page;
}

/**
 * The parts of a call's result that an error contains: status, request and body without the call's secrets. For
 * Billkit's own packages.
 *
 * @param result - from `withResponse()`
 */
export function resultDetails(result: WithResponse<unknown>): Partial<AnswerDetails> {
  const { data, response, requestId } = result;
  const parts = partsOf(result);
  if (!parts) return { status: response.status, requestId, body: data };
  const text = data === undefined ? "" : redact(parts[2], JSON.stringify(data));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The secret wasn't inside a string.
    body = text || undefined;
  }
  return { ...answerDetails(...parts), body };
}

/** `text`, which comes from a call's result or a page, without that call's secrets. */
export function redactResult(result: WithResponse<unknown>, text: string): string {
  const parts = partsOf(result);
  return parts ? redact(parts[2], text) : text;
}

/**
 * A promise of a call's data. Parsed at most once, on first use; a promise that is dropped never becomes
 * an unhandled rejection.
 */
export class ApiPromise<T> extends Promise<T> {
  readonly #answer: Promise<() => WithResponse<T>>;
  #result: Promise<WithResponse<T>> | undefined;

  /** @param answer resolves to a function that reads it */
  constructor(answer: Promise<() => WithResponse<T>>) {
    // Never settles by itself: `then`, and through it `await`, uses the lazy promise.
    super(noop);
    this.#answer = answer;
    answer.catch(noop);
  }

  /** `then` and the others return a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** The data with the response and the service's id of the request. */
  withResponse(): Promise<WithResponse<T>> {
    if (!this.#result) {
      this.#result = this.#answer.then((read) => read());
      this.#result.catch(noop);
    }
    return this.#result;
  }

  override then<A = T, B = never>(
    resolved?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.withResponse().then(
      // As a plain promise does, it passes the data on if there is no function: A is T then.
      ({ data }) => (typeof resolved === "function" ? resolved(data) : (data as A & T)),
      rejected,
    );
  }

  override catch<B = never>(
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.then(null, rejected);
  }

  override finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }
}
