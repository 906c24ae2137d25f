import { textOf } from "./internal/format.js";

/** Names an error class across copies of this package: the ES and the CommonJS one, or two versions. */
export const brand = Symbol.for("@billkit/error");

/**
 * `instanceof` by brand. A class of a user's own that extends one of ours has no brand of its own
 * and is told by its prototype, as usual.
 */
export function isInstance(type: { readonly prototype: unknown }, value: unknown): boolean {
  const name = own(type);
  for (let at = value; at; at = Object.getPrototypeOf(at) as unknown) {
    if (at === type.prototype || (name !== undefined && own(at.constructor) === name)) return true;
  }
  return false;
}

/** `constructor` of an object without prototype is undefined, whatever its type says. */
function own(type: object | undefined): unknown {
  return type && Object.getOwnPropertyDescriptor(type, brand)?.value;
}

/** The base of every error that this package throws. `instanceof` holds across copies of it. */
export class BillkitError extends Error {
  static readonly [brand]: string = "BillkitError";
  /** @param details the fields of the subclass */
  constructor(message: string, details?: object, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details, { name: new.target[brand] });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  /** Name, message and fields, and of the cause its text; holds no credential. */
  toJSON(): object {
    const { message, cause } = this;
    return Object.assign({}, this, { message }, "cause" in this && { cause: textOf(cause) });
  }
}

/** What an error tells of the request that failed. */
export interface RequestDetails {
  /** HTTP method. */
  readonly method: string;
  /** The address's path as it was requested, without the query. */
  readonly path: string;
  /** How many requests were made. */
  readonly attempts: number;
}

/** What an error tells of the answer. */
export interface AnswerDetails extends RequestDetails {
  /** HTTP status. */
  readonly status: number;
  /** The service's own id of the request, from a header or the body. */
  readonly requestId: string | undefined;
  /**
   * The parsed JSON, or the text, up to 32 MiB; the credential, if the service echoes it, is cut out.
   */
  readonly body: unknown;
  /** Lower-case names; without cookies and credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The service answered with a status that is not 2xx. The usual ones have a class each. */
export class ApiError extends BillkitError {
  static override readonly [brand]: string = "ApiError";
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
  /** The service's own code, if its body has one. */
  declare readonly code: string | undefined;
  /** The service's own id of the request, from a header or the body. */
  declare readonly requestId: AnswerDetails["requestId"];
  /** The parsed JSON, or the text, up to 32 MiB; a credential that is echoed is cut out. */
  declare readonly body: AnswerDetails["body"];
  /** Lower-case names; without cookies and credentials. */
  declare readonly headers: AnswerDetails["headers"];
  /** HTTP method. */
  declare readonly method: AnswerDetails["method"];
  /** The address's path as it was requested, without the query. */
  declare readonly path: AnswerDetails["path"];
  /** How many requests were made. */
  declare readonly attempts: AnswerDetails["attempts"];
  /** How long the service asked to wait before the next request, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
}

/** 400: the service does not accept the request as it is. */
export class BadRequestError extends ApiError {
  static override readonly [brand]: string = "BadRequestError";
}

/** 401: the service does not accept the credential, also after one renewal. */
export class AuthenticationError extends ApiError {
  static override readonly [brand]: string = "AuthenticationError";
}

/** 403: the credential is valid but may not do this. */
export class PermissionDeniedError extends ApiError {
  static override readonly [brand]: string = "PermissionDeniedError";
}

/** 404: the service does not know what the path names. */
export class NotFoundError extends ApiError {
  static override readonly [brand]: string = "NotFoundError";
}

/** 409: the request is at odds with the state of the service. */
export class ConflictError extends ApiError {
  static override readonly [brand]: string = "ConflictError";
}

/** 429: too many requests; `retryAfterMs` says how long the service asked to wait, if it did. */
export class RateLimitError extends ApiError {
  static override readonly [brand]: string = "RateLimitError";
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  static override readonly [brand]: string = "ServerError";
}

/** No complete answer came: name resolution, connection, TLS, or a reset; `cause` says which. */
export class ConnectionError extends BillkitError {
  static override readonly [brand]: string = "ConnectionError";
  /** HTTP method. */
  declare readonly method: RequestDetails["method"];
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"];
  /** How many requests were made. */
  declare readonly attempts: RequestDetails["attempts"];
}

/** A limit of time ran out. */
export class TimeoutError extends BillkitError {
  static override readonly [brand]: string = "TimeoutError";
  /** Which one: of an attempt, or of the whole call or wait. */
  declare readonly limit: "timeoutMs" | "deadlineMs";
  /** The limit in milliseconds. */
  declare readonly ms: number;
  /** HTTP method. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** How many requests were made; of a poller, how many polls. */
  declare readonly attempts: number;
  /** What a poller last saw. */
  declare readonly lastState: object | undefined;
}

/** An answer came that is not what the contract declares, or that cannot be followed. */
export class UnexpectedResponseError extends BillkitError {
  static override readonly [brand]: string = "UnexpectedResponseError";
  /**
   * `body`: no JSON; `mismatch`: JSON that is not as declared, at `pointer`; `size`: larger than is
   * read; `redirect`: one that is not followed; `status`: no HTTP status of an answer; `state`: a
   * report's status stays unknown.
   */
  declare readonly reason: "body" | "mismatch" | "size" | "redirect" | "status" | "state";
  /** Of a mismatch: the place in the body, as a JSON pointer (RFC 6901), e.g. `/orders/0/amount`. */
  declare readonly pointer: string | undefined;
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
  /** The service's own id of the request, from a header or the body. */
  declare readonly requestId: AnswerDetails["requestId"];
  /** The parsed JSON, or the text, up to 32 MiB; a credential that is echoed is cut out. */
  declare readonly body: AnswerDetails["body"];
  /** Lower-case names; without cookies and credentials. */
  declare readonly headers: AnswerDetails["headers"];
  /** HTTP method. */
  declare readonly method: AnswerDetails["method"];
  /** The address's path as it was requested, without the query. */
  declare readonly path: AnswerDetails["path"];
  /** How many requests were made. */
  declare readonly attempts: AnswerDetails["attempts"];
}

/** A call was made wrongly; nothing was sent. */
export class InvalidRequestError extends BillkitError {
  static override readonly [brand]: string = "InvalidRequestError";
  /** The operation's id. */
  declare readonly operation: string;
  /** The argument, option or header that is at fault. */
  declare readonly argument: string;
}

/** A client was set up wrongly, or has no usable credential. */
export class ConfigurationError extends BillkitError {
  static override readonly [brand]: string = "ConfigurationError";
  /** The option that is at fault, where there is one. */
  declare readonly option: string | undefined;
  /** Of a call that it ended. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** How many requests were made. */
  declare readonly attempts: RequestDetails["attempts"] | undefined;
}
