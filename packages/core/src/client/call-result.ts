import type { Answer } from "../response/answer.js";
import { apiFailure } from "../response/api-error.js";
import type { WithResponse } from "./api-promise.js";
import type { Call, HttpRequest } from "../pipeline/types.js";
import type { AnswerDetails } from "../errors.js";
import { answerDetails, requestIdOf } from "../internal/call-error.js";

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

  /** What an error tells of it. */
  told(): AnswerDetails {
    return answerDetails(this.#request, this.#answer, this.#call);
  }
}
