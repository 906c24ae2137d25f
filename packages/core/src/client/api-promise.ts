import { ignore } from "../internal/noop.js";

/** A call's result with the answer it came in. */
export interface WithResponse<T> {
  /** The parsed body. */
  readonly data: T;
  /** Its body can still be read. Made when it is asked for. */
  readonly response: Response;
  /** The service's own id of the request. */
  readonly requestId: string | undefined;
}

/**
 * A promise of a call's data. The answer is read at most once, when somebody asks; a call that is
 * dropped is no unhandled rejection, whatever becomes of it.
 */
export class ApiPromise<T> extends Promise<T> {
  readonly #answer: Promise<() => WithResponse<T>>;
  #told: WithResponse<T> | undefined;
  #data: Promise<T> | undefined;

  /** @param answer gives, later, what reads it */
  constructor(answer: Promise<() => WithResponse<T>>) {
    // Never settled by itself: `then`, and through it `await`, asks the promise that is read lazily.
    super(ignore);
    this.#answer = answer;
    answer.catch(ignore);
  }

  /** What `then` and the others return is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  #read(): Promise<T> {
    return (this.#data ??= this.#answer.then((read) => (this.#told = read()).data));
  }

  /** The data with the answer itself and the service's id of the request. */
  withResponse(): Promise<WithResponse<T>> {
    const told = this.#read().then(() => this.#told!);
    told.catch(ignore);
    return told;
  }

  override then<A = T, B = never>(
    resolved?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read().then(resolved, rejected);
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
