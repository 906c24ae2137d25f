import { ConfigurationError } from "../errors.js";
import { timeoutError } from "../internal/call-error.js";
import { systemClock } from "../internal/clock.js";
import { formatValue } from "../internal/format.js";
import { version } from "../internal/version.js";
import { authorizeLayer } from "../pipeline/authorize.js";
import { CallState, type Call, type ClientContext, type HttpRequest } from "../pipeline/call.js";
import type { Layer, Send } from "../pipeline/call.js";
import { defaultLayers, isBuiltIn } from "../pipeline/default-layers.js";
import { sendByFetch, uncached } from "../pipeline/fetch.js";
import { maxRetryTokens } from "../pipeline/retry.js";
import { invalidArgument } from "../request/argument-schema.js";
import type { OperationDefinition } from "../request/operation.js";
import { placeArguments } from "../request/place-arguments.js";
import type { Answer } from "../response/answer.js";
import { readResponse } from "../response/read-response.js";
import { ApiPromise, CallResult, type WithResponse } from "./api-promise.js";
import {
  checkBaseUrl,
  checkClientOptions,
  checkRequestOptions,
  setHeaders,
  type Fail,
} from "./check-options.js";
import { credentialSource } from "./credential.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import type { ServiceDefinition } from "./service.js";

/** Options of any service's client; a user name and a password can replace `credential`. */
type AnyOptions = Omit<ClientOptions, "credential"> & { readonly credential?: unknown };

/** The options, with defaults for those that are absent. */
type Settings = ReturnType<typeof defaults> & {
  readonly [Name in "logger" | "fetch" | "fetchOptions" | "headers"]?: NonNullable<
    ClientOptions[Name]
  >;
};

const defaults = (baseUrl: string) => ({
  baseUrl,
  timeoutMs: 60_000,
  deadlineMs: 300_000,
  maxRetries: 2,
  retryAfterCapMs: 180_000,
  maxResponseBytes: 8_388_608,
  responseMismatch: "error" as const,
  clock: systemClock,
  random: Math.random,
  layers: defaultLayers(),
});

/** What the API classes of one service share: its address, its credentials and its layers. */
export class ServiceClient<Paths extends object> {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Carries the contract's paths, for `rawClient`. */
  declare readonly paths?: Paths;
  readonly #context: ClientContext;
  readonly #limits: Pick<Call, "timeoutMs" | "maxRetries" | "responseMismatch"> & {
    readonly deadlineMs: number;
  };
  readonly #headers = new Headers({ accept: "application/json" });
  readonly #query: string;
  readonly #send: Send;
  /** Whether `authorizeLayer` copies the headers, so that nothing of the user's changes the client's. */
  readonly #headersAreCopied: boolean;

  /** @throws ConfigurationError for an option that is unknown or invalid */
  constructor(service: ServiceDefinition, passed: AnyOptions) {
    const { name, server, credentials, pinned, basic } = service;
    const fail: Fail = (option, problem) =>
      new ConfigurationError(`${name}: ${option} ${problem}`, { option });
    const options = (basic?.prepare({ ...passed }, fail) ?? passed) as AnyOptions;
    checkClientOptions(options, fail);
    const settings: Settings = withDefaults(defaults(server), options);
    // Browsers have their own, which pages can't set.
    if (!("document" in globalThis)) {
      this.#headers.set("user-agent", `billkit-core/${version} (${name})`);
    }
    this.#query =
      pinned?.(options.pinned, (header) => {
        setHeaders(this.#headers, header, fail);
      }) ?? "";
    setHeaders(this.#headers, settings.headers, fail);
    this.baseUrl = checkBaseUrl(settings.baseUrl, fail);
    this.#limits = settings;
    this.#context = {
      ...settings,
      service,
      origin: new URL(this.baseUrl).origin,
      credentials: credentials.map((placement) => {
        const all = Object(credentials.length > 1 ? options.credential : options) as object;
        return credentialSource(name, placement, Reflect.get(all, placement.option));
      }),
      fetchOptions: { ...uncached(), ...settings.fetchOptions },
      retryBudget: { tokens: maxRetryTokens },
      reading: { bytes: 0 },
    };
    this.#headersAreCopied = settings.layers.includes(authorizeLayer);
    this.#send = settings.layers.reduceRight<Send>((next, layer: Layer, index) => {
      const send: unknown = layer(next);
      if (typeof send !== "function") {
        const problem = `has at [${index}] a layer that returns ${formatValue(send)}; allowed: a function`;
        throw fail("layers", problem);
      }
      const run = send as ReturnType<Layer>;
      if (isBuiltIn(layer)) return run as Send;
      return async (request, call) => {
        // A user's layer may change its headers in place, and return a Response.
        const copy = { ...request, headers: new Headers(request.headers) };
        return readResponse(request, await run(copy, call), call, `layers[${index}]`);
      };
    }, sendByFetch);
  }

  /** For an API class: a client from options, or the given client. */
  static of<Paths extends object>(
    service: ServiceDefinition,
    from: AnyOptions | ServiceClient<Paths>,
  ): ServiceClient<Paths> {
    return isClient(from) ? from : new ServiceClient(service, from);
  }

  /**
   * Makes one call. It starts at once; its result is read on first use.
   * @param url replaces the address that the arguments result in, e.g. by that of a next page
   * @throws InvalidRequestError (as a rejection) before anything is sent
   */
  call<T>(
    operation: OperationDefinition,
    args: object | undefined,
    options?: RequestOptions,
    url?: string,
  ): ApiPromise<T> {
    return new ApiPromise<T>(this.#call(operation, args ?? {}, options, url));
  }

  async #call<T>(
    operation: OperationDefinition,
    args: object,
    options: RequestOptions | undefined,
    address: string | undefined,
  ): Promise<() => WithResponse<T>> {
    const fail: Fail = (argument, problem) => invalidArgument(operation.id, argument, problem);
    const placed = placeArguments(operation, args, this.baseUrl, this.#query);
    const { body } = placed;
    // Most calls add no headers of their own.
    const added = operation.accept ?? body ?? placed.headers ?? options;
    const headers = added === undefined && this.#headersAreCopied ? this.#headers : this.headers;
    if (operation.accept) headers.set("accept", operation.accept);
    if (operation.body && body !== undefined) {
      headers.set("content-type", operation.body.mediaType);
    }
    setHeaders(headers, placed.headers, fail);
    if (options !== undefined) {
      checkRequestOptions(options, fail);
      setHeaders(headers, options.headers, fail);
    }
    const request = { method: operation.method, url: address ?? placed.url, headers, body };
    const { answer, call } = this.send(request, operation, options);
    const received = await answer;
    return () => new CallResult<T>(request, received, call);
  }

  /** What its calls share. For Billkit's own packages. */
  get context(): ClientContext {
    return this.#context;
  }

  /** A copy of the headers that every request carries, for `rawClient`. */
  get headers(): Headers {
    return new Headers(this.#headers);
  }

  /** Sends a request through the layers. */
  send(
    request: HttpRequest,
    operation: Call["operation"],
    options?: RequestOptions,
  ): { readonly answer: Promise<Answer>; readonly call: Call } {
    const { deadlineMs, timeoutMs, maxRetries, responseMismatch } = options
      ? withDefaults(this.#limits, options)
      : this.#limits;
    const client = this.#context;
    const { clock } = client;
    const deadline = clock.now() + deadlineMs;
    const limits = { deadline, timeoutMs, maxRetries, responseMismatch };
    const call = new CallState({ operation, client, ...limits });
    const answer = call.run(
      options?.signal,
      () => this.#send(request, call),
      clock,
      deadlineMs,
      () => timeoutError(request, call, "deadlineMs", deadlineMs),
    );
    return { answer, call };
  }
}

/** Checked by members, so that a client of another copy of this package passes. */
const isClient = <Paths extends object>(
  from: AnyOptions | ServiceClient<Paths>,
): from is ServiceClient<Paths> => "call" in Object(from);

type Defined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** Options with defaults for those that are absent or undefined. */
function withDefaults<T, U extends object>(defaults: T, options: U): T & Defined<U> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as Defined<U>) };
}
