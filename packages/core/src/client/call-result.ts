import type { Answer } from "../response/answer.js";
import { apiFailure } from "../response/api-error.js";
import type { WithResponse } from "./api-promise.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
import type { AnswerDetails } from "../errors.js";
import { answerDetails, requestIdOf } from "../internal/call-error.js";
import { redact } from "../internal/redact.js";

/** A call's result: what is told beside the data is made when somebody asks for it. */
export class Told<T> implements WithResponse<T> {
  readonly #request: HttpRequest;
  readonly #answer: Answer;
  readonly #call: Call;
  #response: Response | undefined;

  constructor(request: HttpRequest, answer: Answer, call: Call) {
    this.#request = request;
    this.#answer = answer;
    this.#call = call;
  }

  /** @throws ApiError for a status that is not 2xx */
  checked(): this {
    if (!this.#answer.ok) throw apiFailure(this.#request, this.#answer, this.#call);
    return this;
  }

  get data(): T {
    // Checked against the contract as far as the exchange does; the types say what it declares.
    return this.#answer.data as T;
  }

  get response(): Response {
    return (this.#response ??= this.#answer.clone());
  }

  get requestId(): string | undefined {
    return requestIdOf(this.#answer, this.#call);
  }

  /** What an error reports about it, without the call's secrets. */
  details(): AnswerDetails {
    const text = this.data === undefined ? "" : this.redact(JSON.stringify(this.data));
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      // The secret wasn't within a string.
      body = text || undefined;
    }
    return { ...answerDetails(this.#request, this.#answer, this.#call), body };
  }

  /** The text without the call's secrets. */
  redact(text: string): string {
    return redact(this.#call, text);
  }
}

/** By its members: another copy of this package may have made it. */
const isCallResult = (result: object): result is Told<unknown> =>
  "details" in result && "redact" in result;

/**
 * What an error reports about a call's result: status, request and body without the call's secrets.
 * For use by Billkit's own packages.
 *
 * @param result - of `withResponse()`
 */
export const resultDetails = (result: WithResponse<unknown>): Partial<AnswerDetails> =>
  isCallResult(result)
    ? result.details()
    : { status: result.response.status, requestId: result.requestId, body: result.data };

/** `text`, which comes from a call's result, without that call's secrets. */
export const redactResult = (result: WithResponse<unknown>, text: string): string =>
  isCallResult(result) ? result.redact(text) : text;
