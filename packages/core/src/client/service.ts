/** What the requests to one service have in common; generated from the contract's traits. */
export interface ServiceDefinition {
  /** The vendor class's name, e.g. `Deepgram`. */
  readonly name: string;
  /** Address without a trailing slash. */
  readonly server: string;
  /** The header that carries the credential, and what stands before the credential in it. */
  readonly credential: {
    readonly header: string;
    readonly prefix: string;
    /** Environment variable that holds it by the service's own convention. */
    readonly environment?: string;
  };
  readonly requestIdHeader?: string;
  /** Forms of an error body, as field names, in the order in which they are tried. */
  readonly errors: readonly ErrorForm[];
  /** Headers that tell the rate limit's state. */
  readonly rateHeaders: {
    readonly count?: string;
    readonly allowed?: string;
    readonly resetSeconds?: string;
  };
}

/** One form of an error body: the names of the fields that hold code, message and request id. */
export interface ErrorForm {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  /**
   * Regular expression that is looked for in the message; its one group is a wait in seconds. Heeded
   * only where an answer has no `Retry-After`.
   */
  readonly retryAfterSeconds?: string;
}
