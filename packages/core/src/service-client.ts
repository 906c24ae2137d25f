import { within } from "./abort.js";
import { apiFailure } from "./api-failure.js";
import { ApiPromise, type WithResponse } from "./api-promise.js";
import type { Call, ClientContext, Send } from "./call.js";
import { systemClock } from "./clock.js";
import { credentialSource } from "./credential.js";
import { defined } from "./defined.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { exchange } from "./exchange.js";
import { late, requestIdOf } from "./failure.js";
import { shown } from "./kind.js";
import { defaultLayers } from "./layers/index.js";
import type { OperationDefinition } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { invalid, placeArguments } from "./request-arguments.js";
import type { ServiceDefinition } from "./service.js";
import { checkBaseUrl, checkCallables, checkOptions, setAll, type Fail } from "./settings.js";
import { checkResponse, settle, settled } from "./settle.js";
import { buildRequest, createRawClient, type RawClient } from "./transport.js";
import { version } from "./version.js";

/** What the API classes of one service share: its address, its credential and its layers. */
export class ServiceClient<Paths extends object> {
  /** The typed openapi-fetch client over the same layers, for what the methods do not cover. */
  readonly raw: RawClient<Paths>;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly #context: ClientContext;
  readonly #limits: Pick<Call, "timeoutMs" | "maxRetries" | "responseMismatch"> & {
    readonly deadlineMs: number;
  };
  readonly #headers: Headers;
  readonly #send: Send;

  /** @throws ConfigurationError for an option that cannot be used */
  constructor(service: ServiceDefinition, options: ClientOptions) {
    const fail: Fail = (option, problem) =>
      new ConfigurationError(`${service.name}: ${option} ${problem}`, { option });
    checkOptions(options, fail);
    const settings = {
      baseUrl: service.server,
      timeoutMs: 60_000,
      deadlineMs: 300_000,
      maxRetries: 2,
      retryAfterCapMs: 180_000,
      responseMismatch: "error" as const,
      clock: systemClock,
      random: Math.random,
      layers: defaultLayers(),
      ...defined(options),
    };
    checkCallables(settings, fail);
    this.baseUrl = checkBaseUrl(settings.baseUrl, fail);
    this.#limits = settings;
    this.#context = { ...settings, service, credential: credentialSource(options.credential) };
    this.#send = settings.layers.reduceRight<Send>((next, layer, index) => {
      const send: unknown = layer(next);
      if (!isSend(send)) {
        const problem = `has at [${index}] a layer that gives ${shown(send)}; allowed: a function`;
        throw fail("layers", problem);
      }
      // One that throws where it should reject is told like any other.
      return async (request, call) =>
        checkResponse(request, await send(request, call), call, "layers", `[${index}]`);
    }, exchange);
    this.#headers = new Headers({ accept: "application/json" });
    // A browser has its own, which pages cannot set.
    if (!("document" in globalThis)) {
      this.#headers.set("user-agent", `billkit-core/${version} (${service.name})`);
    }
    setAll(this.#headers, settings.headers);
    this.raw = createRawClient(this.baseUrl, this.#headers, async (request, operation) => {
      const own = new AbortController();
      const sent = new Request(request, { signal: own.signal });
      const { response } = await this.#run(sent, operation, { signal: request.signal }, own);
      return response;
    });
  }

  /** What an API class is made from: options of its own, or the client that it shares. */
  static of<Paths extends object>(
    service: ServiceDefinition,
    from: ClientOptions | ServiceClient<Paths>,
  ): ServiceClient<Paths> {
    return isClient(from) ? from : new ServiceClient(service, from);
  }

  /**
   * Makes one call. It starts at once; what it gives is read when somebody asks.
   * @throws InvalidRequestError (as a rejection) before anything is sent
   */
  call<T>(
    operation: OperationDefinition,
    args: object | undefined,
    options: RequestOptions = {},
  ): ApiPromise<T> {
    return new ApiPromise<T>(this.#call(operation, args ?? {}, options));
  }

  async #call<T>(
    operation: OperationDefinition,
    args: object,
    options: RequestOptions,
  ): Promise<() => WithResponse<T>> {
    const placed = placeArguments(operation, { ...args });
    const fail: Fail = (argument, problem) => invalid(operation.id, argument, problem);
    checkOptions(options, fail);
    const added = { ...placed.header, ...options.headers };
    checkOptions({ headers: added }, fail);
    const headers = new Headers(this.#headers);
    const { body } = operation;
    if (body && "body" in placed.body) headers.set("content-type", body.mediaType);
    setAll(headers, added);
    const own = new AbortController();
    const init = { headers, signal: own.signal };
    return buildRequest(this.baseUrl, operation, placed, init, async (request) => {
      const { response, call } = await this.#run(request, operation, options, own);
      return () => {
        if (!response.ok) throw apiFailure(request, response, call);
        // Checked against the contract as far as `settle` does; the types say what it declares.
        const data = settled(response).data as T;
        return { data, response, requestId: requestIdOf(response, call) };
      };
    });
  }

  /** @param own of the request's signal, which ends with the call */
  async #run(
    request: Request,
    operation: Call["operation"],
    options: RequestOptions,
    own: AbortController,
  ): Promise<{ response: Response; call: Call }> {
    const { timeoutMs, deadlineMs, maxRetries, responseMismatch } = {
      ...this.#limits,
      ...defined(options),
    };
    const client = this.#context;
    const deadline = client.clock.now() + deadlineMs;
    const call: Call = {
      operation,
      attempt: 1,
      timeoutMs,
      maxRetries,
      responseMismatch,
      deadline,
      signal: own.signal,
      attemptListeners: new Set(),
      client,
    };
    const response = await within(
      client.clock,
      deadlineMs,
      options.signal,
      () => late(request, call, "deadlineMs", deadlineMs),
      async () => settle(request, await this.#send(request, call), call),
      own,
    );
    return { response, call };
  }
}

const isSend = (given: unknown): given is Send => typeof given === "function";

// By what it has, so that a client of another copy of this package is one as well.
const isClient = <Paths extends object>(
  from: ClientOptions | ServiceClient<Paths>,
): from is ServiceClient<Paths> => Object(from) === from && "call" in from;
