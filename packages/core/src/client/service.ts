import type { Received } from "../internal/call-error.js";
import type { Call } from "../pipeline/call.js";
import type { Answer } from "../response/answer.js";

/** What all requests to one service have in common; generated from the contract's traits. */
export interface ServiceDefinition {
  /** The name of the vendor's class. */
  readonly name: string;
  /** Base address without a trailing slash. */
  readonly server: string;
  /** Every request carries all of them. A single one has the client's `credential` as its value. */
  readonly credentials: readonly CredentialPlacement[];
  /** Set if a credential is sent in the query. */
  readonly queryCredentials?: {
    add(url: string, name: string, value: string): string;
    /** The response without the credentials in its address. */
    hide(response: Received, call: Call): Received;
  };
  /**
   * Constant parameters of every request, see `pinnedParameters`.
   * @returns those of the query
   */
  readonly pinned?: (
    given: Readonly<Record<string, string>> | undefined,
    setHeader: (header: Readonly<Record<string, string>>) => void,
  ) => string;
  /** Set if the service takes HTTP Basic, see `basicOptions`. */
  readonly basic?: {
    /**
     * A client's options with the credential of a user name and password.
     * @throws what `fail` returns if one of the two is missing, or `credential` is given as well
     */
    prepare(
      given: Readonly<Record<string, unknown>>,
      fail: (option: string, problem: string) => Error,
    ): object;
    /** The parts of a credential that errors and logs must not show. */
    secrets(credential: string): readonly string[];
  };
  /** The response header with the service's own id of the request. */
  readonly requestIdHeader?: string;
  /** Forms of an error body, as field names, in the order in which they are tried. */
  readonly errors: readonly ErrorForm[];
  /** The wait that an error's message states, in milliseconds, if messages state it. */
  readonly messageDelay?: (
    service: ServiceDefinition,
    answer: Pick<Answer, "bytes" | "headers">,
  ) => number | undefined;
  /** Response headers that report the rate limit's state. */
  readonly rateHeaders: {
    readonly count?: string;
    readonly allowed?: string;
    readonly resetSeconds?: string;
  };
}

/** Where a credential goes. */
export interface CredentialPlacement {
  /** Its name in the client's `credential`, where a service takes several. */
  readonly option: string;
  readonly in: "header" | "query";
  /** The header's or the query parameter's name. */
  readonly name: string;
  /** Precedes the credential in its header. */
  readonly prefix?: string;
  /** The environment variable that it has by the service's own convention. */
  readonly environment?: string;
}

/** A parameter with one value for all calls, such as an API version. */
export interface PinnedParameter {
  /** Its name in the client's `pinned` option, which overrides `value`. */
  readonly option: string;
  readonly in: "header" | "query";
  readonly name: string;
  readonly value: string;
}

/**
 * One form of an error body: the fields of code, message and request id. `error.message` is
 * a nested field, `errors.0` the first entry of a list.
 */
export interface ErrorForm {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  /**
   * Regular expression for a wait in the message; its one group is a number of seconds. Used only if
   * there is no `Retry-After` header.
   */
  readonly retryAfterSeconds?: string;
}
