import type { Answer } from "../response/answer.js";
import type { AttemptListener } from "./attempt-event.js";
import type { Clock } from "../internal/clock.js";
import type { CredentialSource } from "../client/credential.js";
import type { FetchOptions } from "../client/options.js";
import type { Logger } from "../client/logger.js";
import type { OperationDefinition } from "../request/operation.js";
import type { ServiceDefinition } from "../client/service.js";
import type { Shape } from "../response/shape.js";

/** A request as layers see it: `new Request(request.url, request)` makes a Request of it. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  /** Its own: a layer may change it in place. */
  readonly headers: Headers;
  readonly body?: string | undefined;
  /** Of the attempt: ends it with its time; absent outside of `timeoutLayer`, see `call.signal`. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and gives the answer, whatever its status. */
export type Send = (request: HttpRequest, call: Call) => Promise<Answer>;

/** What a layer makes of a `Send`: it may answer with a Response of its own, which is then read. */
export type Layer = (
  next: Send,
) => (request: HttpRequest, call: Call) => Promise<Answer | Response>;

/** What the layers know of a call; one object per call: hand on the same one. */
export interface Call {
  /** `path` is the template. `result`: what a 2xx must hold; `json?`: any JSON, or no body. */
  readonly operation: Pick<OperationDefinition, "id" | "method" | "path"> & {
    readonly result?: Shape | "json?";
  };
  /** 1 for the first; counted by retry. */
  attempt: number;
  /** Limit of one attempt, body included. A layer outside the timeout may change it. */
  timeoutMs: number;
  /** A layer outside retry may change it. */
  maxRetries: number;
  /** What becomes of a 2xx whose JSON is not what was declared. */
  readonly responseMismatch: "error" | "warning";
  /** When the whole call ends, in epoch milliseconds of the client's clock. */
  readonly deadline: number;
  /** Aborts with the caller's own reason, or with a TimeoutError at the deadline. */
  readonly signal: AbortSignal;
  /**
   * Who is told each attempt: a layer outside retry adds its own before it hands the call on, and
   * deletes it once the call has ended. Without `retryLayer` nobody is told.
   */
  readonly attemptListeners: Set<AttemptListener>;
  /** What the calls of one client share. */
  readonly client: ClientContext;
}

/** What the calls of one client share. */
export interface ClientContext {
  /** What is the same in all requests to it. */
  readonly service: ServiceDefinition;
  /** Gives the credential, or another for one that was rejected. */
  readonly credential: CredentialSource;
  /** Of all times and waits. */
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Absent: nobody is told. */
  readonly logger?: Logger;
  /** The longest wait that a service may ask for, in milliseconds. */
  readonly retryAfterCapMs: number;
  /** Absent: the global one, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch;
  /** For the `init` of each `fetch`. */
  readonly fetchOptions: FetchOptions;
}
