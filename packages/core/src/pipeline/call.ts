import type { CredentialSource } from "../client/credential.js";
import type { Logger } from "../client/logger.js";
import type { FetchOptions } from "../client/options.js";
import type { ServiceDefinition } from "../client/service.js";
import type { Clock } from "../internal/clock.js";
import { SecretStore, type SecretHolder } from "../internal/redact.js";
import { Scope } from "../internal/scope.js";
import type { OperationDefinition } from "../request/operation.js";
import type { Answer } from "../response/answer.js";
import type { AttemptListener } from "./attempt-event.js";

/**
 * A request on its way through the layers; `new Request(request.url, request)` creates a Request
 * from it.
 */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  /** A copy for this layer, which may change it in place. */
  readonly headers: Headers;
  readonly body?: string | undefined;
  /** Ends the attempt; set by `timeoutLayer`. Outside it, use `call.signal`. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and returns the answer, whatever its status. */
export type Send = (request: HttpRequest, call: Call) => Promise<Answer>;

/** Wraps a `Send`. It may return a Response of its own, which is then read. */
export type Layer = (
  next: Send,
) => (request: HttpRequest, call: Call) => Promise<Answer | Response>;

/** What layers know about a call. One object per call: pass on the same one. */
export interface Call {
  /**
   * `path` is the template. `result` is the JSON that a 2xx must contain; `json?`: JSON, or no
   * body.
   */
  readonly operation: Pick<OperationDefinition, "id" | "method" | "path" | "read" | "bodiless"> & {
    readonly result?: OperationDefinition["result"] | "json?";
  };
  /** 1 for the first; counted by `retryLayer`. */
  attempt: number;
  /** Time limit of one attempt, response body included. A layer outside `timeoutLayer` may change it. */
  timeoutMs: number;
  /** A layer outside `retryLayer` may change it. */
  maxRetries: number;
  /** What to do about a 2xx whose JSON breaks the contract. */
  readonly responseMismatch: "error" | "warning";
  /** When the whole call ends, in epoch milliseconds of the client's clock. */
  readonly deadline: number;
  /** Aborts with the caller's own reason, or with a TimeoutError at the deadline. */
  readonly signal: AbortSignal;
  /**
   * Receive each attempt. A layer outside `retryLayer` adds a listener before it passes the call on, and
   * deletes it when the call has ended. Without `retryLayer` there are no events.
   */
  readonly attemptListeners: Set<AttemptListener>;
  /** What the calls of one client share. */
  readonly client: ClientContext;
}

/** What the calls of one client share. */
export interface ClientContext {
  /** What all requests to the service have in common. */
  readonly service: ServiceDefinition;
  /** Scheme, host and port of `baseUrl`: credentials are sent only there. */
  readonly origin: string;
  /** In the order of `service.credentials`. */
  readonly credentials: readonly CredentialSource[];
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Absent: nothing is logged. */
  readonly logger?: Logger;
  /** The longest wait that a service may ask for, in milliseconds. */
  readonly retryAfterCapMs: number;
  /** The largest response, decompressed, in bytes. */
  readonly maxResponseBytes: number;
  /** Absent: the global one, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch;
  readonly fetchOptions?: FetchOptions;
  /** Retries left, in fifths of one. */
  readonly retryBudget: { tokens: number };
  /** Bytes of the responses that are being read. */
  readonly reading: { bytes: number };
}

/** A call in progress. What `inspect` and logs must not show is in private fields. */
export class CallState extends Scope implements Call, SecretHolder {
  attempt = 1;
  declare timeoutMs: number;
  declare maxRetries: number;
  declare readonly responseMismatch: Call["responseMismatch"];
  declare readonly operation: Call["operation"];
  declare readonly deadline: number;
  declare readonly client: ClientContext;
  /**
   * The latest attempt's: adding to it needs no DOM listener. Its signal doesn't refer to it, because
   * fetch keeps signals until the next garbage collection.
   */
  attemptScope: Scope | undefined;
  /** Whether this call has renewed its credentials after a 401. */
  renewed = false;
  readonly attemptListeners = new Set<AttemptListener>();
  #credentials: readonly string[] | undefined;
  readonly #secrets = new SecretStore();
  /** Fields, so that copies of the call have them too. */
  readonly keepSecret: SecretHolder["keepSecret"] = (secret) => {
    this.#secrets.keepSecret(secret);
  };
  readonly redact: SecretHolder["redact"] = (text) => this.#secrets.redact(text);

  constructor(fields: Omit<Call, "attempt" | "signal" | "attemptListeners">) {
    super();
    Object.assign(this, fields);
  }

  /** The credentials that it uses now, which are kept secret. */
  get credentials(): readonly string[] | undefined {
    return this.#credentials;
  }

  useCredentials(values: readonly string[]): void {
    this.#credentials = values;
    for (const value of values) this.keepSecret(value);
  }
}

/** Every call that a layer receives is one. */
export const callState = (call: object): CallState => call as CallState;

/** The scope in which a request is sent: of its attempt, of a signal that a layer has set, or of the call. */
export function scopeOf({ signal }: Pick<HttpRequest, "signal">, call: Call): Scope {
  const state = callState(call);
  const { attemptScope } = state;
  const isOwn = attemptScope && attemptScope.signal === signal;
  return isOwn ? attemptScope : Scope.of(signal ?? state);
}
