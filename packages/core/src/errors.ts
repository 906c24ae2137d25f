import { errorMessage } from "./internal/format.js";

/** Identifies an error class across copies of this package: ES module and CommonJS, or two versions. */
const brand = Symbol.for("@billkit/error");

/** A prototype-less object has no `constructor`, despite its type. */
const brandOf = (type: object | undefined): unknown =>
  type && Object.getOwnPropertyDescriptor(type, brand)?.value;

/** Details of the request that failed. */
export interface RequestDetails {
  /** HTTP method. */
  readonly method: string;
  /** The requested path, without the query. */
  readonly path: string;
  /** Number of requests made. */
  readonly attempts: number;
}

/** Details of the response. */
export interface AnswerDetails extends RequestDetails {
  /** HTTP status. */
  readonly status: number;
  /** The service's own id of the request, from a header or the body. */
  readonly requestId: string | undefined;
  /** The parsed JSON, or the text, up to 256 KiB; credentials are redacted. */
  readonly body: unknown;
  /** Lower-case names, without cookies and credentials. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The base of every error that Billkit throws. `instanceof` works across copies of the package. */
export class BillkitError extends Error {
  static readonly [brand]: string = "BillkitError";

  /** @param details the fields of the subclass */
  constructor(message: string, details?: object, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details, { name: new.target[brand] });
  }

  /**
   * Compares brands. A user's subclass has no brand of its own and is matched by prototype, as usual.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const name = brandOf(this);
    for (let at = value; at; at = Object.getPrototypeOf(at) as unknown) {
      if (at === this.prototype || (name !== undefined && brandOf(at.constructor) === name)) {
        return true;
      }
    }
    return false;
  }

  /** Name, message, fields and the cause's message; contains no credential. */
  toJSON(): object {
    const { message, cause } = this;
    return Object.assign({}, this, { message }, "cause" in this && { cause: errorMessage(cause) });
  }
}

/** The service answered with a status other than 2xx. Common ones have a subclass each. */
export class ApiError extends BillkitError {
  static override readonly [brand]: string = "ApiError";
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
  /** The service's own error code, if the body has one. */
  declare readonly code: string | undefined;
  /** The service's own id of the request, from a header or the body. */
  declare readonly requestId: AnswerDetails["requestId"];
  /** The parsed JSON, or the text, up to 256 KiB; credentials are redacted. */
  declare readonly body: AnswerDetails["body"];
  /** Lower-case names, without cookies and credentials. */
  declare readonly headers: AnswerDetails["headers"];
  /** HTTP method. */
  declare readonly method: AnswerDetails["method"];
  /** The requested path, without the query. */
  declare readonly path: AnswerDetails["path"];
  /** Number of requests made. */
  declare readonly attempts: AnswerDetails["attempts"];
  /** The wait that the service requests before the next attempt, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
}

/** 400: the service rejected the request. */
export class BadRequestError extends ApiError {
  static override readonly [brand]: string = "BadRequestError";
}

/** 401: the service rejected the credential, also after one renewal. */
export class AuthenticationError extends ApiError {
  static override readonly [brand]: string = "AuthenticationError";
}

/** 403: the credential is valid but lacks the permission. */
export class PermissionDeniedError extends ApiError {
  static override readonly [brand]: string = "PermissionDeniedError";
}

/** 404: the resource named by the path doesn't exist. */
export class NotFoundError extends ApiError {
  static override readonly [brand]: string = "NotFoundError";
}

/** 409: the request conflicts with the current state of the resource. */
export class ConflictError extends ApiError {
  static override readonly [brand]: string = "ConflictError";
}

/** 429: too many requests; `retryAfterMs` is the wait that the service requests, if any. */
export class RateLimitError extends ApiError {
  static override readonly [brand]: string = "RateLimitError";
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  static override readonly [brand]: string = "ServerError";
}

/** No complete response: name resolution, connection, TLS or a reset; see `cause`. */
export class ConnectionError extends BillkitError {
  static override readonly [brand]: string = "ConnectionError";
  /** HTTP method. */
  declare readonly method: RequestDetails["method"];
  /** The requested path, without the query. */
  declare readonly path: RequestDetails["path"];
  /** Number of requests made. */
  declare readonly attempts: RequestDetails["attempts"];
}

/** A time limit expired. */
export class TimeoutError extends BillkitError {
  static override readonly [brand]: string = "TimeoutError";
  /** Which limit: of one attempt, or of the whole call or wait. */
  declare readonly limit: "timeoutMs" | "deadlineMs";
  /** The limit in milliseconds. */
  declare readonly ms: number;
  /** HTTP method. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The requested path, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** Number of requests made; for a poller, number of polls. */
  declare readonly attempts: number;
  /** A poller's last state. */
  declare readonly lastState: object | undefined;
}

/** The response doesn't match the contract, or can't be followed. */
export class UnexpectedResponseError extends BillkitError {
  static override readonly [brand]: string = "UnexpectedResponseError";
  /**
   * `body`: not JSON; `mismatch`: JSON that breaks the contract, at `pointer`; `size`: larger than
   * `maxResponseBytes`; `redirect`: one that isn't followed; `status`: not an HTTP status; `state`: a
   * report's status stays unknown, or it can't be followed; `failed`: a report failed; `page`: a page
   * of a listing can't be used; `download`: a report's file can't be downloaded.
   */
  declare readonly reason:
    "body" | "mismatch" | "size" | "redirect" | "status" | "state" | "failed" | "page" | "download";
  /**
   * For a mismatch, the location in the body as a JSON pointer (RFC 6901), e.g. `/orders/0/amount`.
   */
  declare readonly pointer: string | undefined;
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
  /** The service's own id of the request, from a header or the body. */
  declare readonly requestId: AnswerDetails["requestId"];
  /** The parsed JSON, or the text, up to 256 KiB; credentials are redacted. */
  declare readonly body: AnswerDetails["body"];
  /** Lower-case names, without cookies and credentials. */
  declare readonly headers: AnswerDetails["headers"];
  /** HTTP method. */
  declare readonly method: AnswerDetails["method"];
  /** The requested path, without the query. */
  declare readonly path: AnswerDetails["path"];
  /** Number of requests made. */
  declare readonly attempts: AnswerDetails["attempts"];
}

/** The call's arguments or options are invalid; nothing was sent. */
export class InvalidRequestError extends BillkitError {
  static override readonly [brand]: string = "InvalidRequestError";
  /** The operation's id. */
  declare readonly operation: string;
  /** The invalid argument, option or header. */
  declare readonly argument: string;
}

/** A client's options are invalid, or it has no usable credential. */
export class ConfigurationError extends BillkitError {
  static override readonly [brand]: string = "ConfigurationError";
  /** The invalid option, if there is one. */
  declare readonly option: string | undefined;
  /** HTTP method, if a call failed. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The requested path, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** Number of requests made. */
  declare readonly attempts: RequestDetails["attempts"] | undefined;
}
