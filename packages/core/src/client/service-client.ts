import { within } from "../internal/scope.js";
import type { Answer } from "../response/answer.js";
import { ApiPromise, type WithResponse } from "./api-promise.js";
import type { Call, ClientContext, HttpRequest, Layer, Send } from "../pipeline/types.js";
import { systemClock } from "../internal/clock.js";
import { credentialSource } from "./credential.js";
import { defined } from "../internal/omit-undefined.js";
import { ConfigurationError } from "../errors.js";
import { exchange, settle } from "../response/read-response.js";
import { late } from "../internal/call-error.js";
import { shown } from "../internal/format.js";
import { defaultLayers } from "../pipeline/default-layers.js";
import type { OperationDefinition } from "../request/operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { invalid } from "../request/encode-value.js";
import { placeArguments } from "../request/place-arguments.js";
import { Running } from "../pipeline/call-state.js";
import type { ServiceDefinition } from "./service.js";
import { checkBaseUrl, checkCallables, checkOptions, setAll, type Fail } from "./check-options.js";
import { Told } from "./call-result.js";
import { version } from "../internal/version.js";

/** What the API classes of one service share: its address, its credential and its layers. */
export class ServiceClient<Paths extends object> {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Of what `raw` makes of it. */
  declare readonly paths?: Paths;
  readonly #context: ClientContext;
  readonly #limits: Pick<Call, "timeoutMs" | "maxRetries" | "responseMismatch"> & {
    readonly deadlineMs: number;
  };
  readonly #headers = new Headers({ accept: "application/json" });
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
    // A browser has its own, which pages cannot set.
    if (!("document" in globalThis)) {
      this.#headers.set("user-agent", `billkit-core/${version} (${service.name})`);
    }
    setAll(this.#headers, settings.headers, fail);
    checkCallables(settings, fail);
    this.baseUrl = checkBaseUrl(settings.baseUrl, fail);
    this.#limits = settings;
    this.#context = {
      ...settings,
      service,
      credential: credentialSource(options.credential),
      fetchOptions: { ...(takesCache() && { cache: "no-store" }), ...settings.fetchOptions },
    };
    this.#send = settings.layers.reduceRight<Send>((next, layer: Layer, index) => {
      const send: unknown = layer(next);
      if (!isSend(send)) {
        const problem = `has at [${index}] a layer that gives ${shown(send)}; allowed: a function`;
        throw fail("layers", problem);
      }
      if (trusted.has(layer)) return send as Send;
      // One that throws where it should reject is told like any other.
      return async (request, call) => {
        // Headers of its own, to be changed in place.
        const own = { ...request, headers: new Headers(request.headers) };
        return settle(request, await send(own, call), call, `layers[${index}]`);
      };
    }, exchange);
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
    options?: RequestOptions,
  ): ApiPromise<T> {
    return new ApiPromise<T>(this.#call(operation, args ?? {}, options));
  }

  async #call<T>(
    operation: OperationDefinition,
    args: object,
    options: RequestOptions | undefined,
  ): Promise<() => WithResponse<T>> {
    const { method, target, body, ...placed } = placeArguments(operation, args);
    let headers = this.#headers;
    if (body !== undefined || placed.headers || options !== undefined) {
      const fail: Fail = (argument, problem) => invalid(operation.id, argument, problem);
      if (options !== undefined) checkOptions(options, fail);
      headers = new Headers(headers);
      if (operation.body && body !== undefined) {
        headers.set("content-type", operation.body.mediaType);
      }
      setAll(headers, placed.headers, fail);
      setAll(headers, options?.headers, fail);
    }
    const request = { method, url: this.baseUrl + target, headers, body };
    const { answer, call } = this.send(request, operation, options);
    const told = new Told<T>(request, await answer, call);
    return () => told.checked();
  }

  /** What `raw` is made of. */
  get headers(): Headers {
    return new Headers(this.#headers);
  }

  /** Sends a request through the layers. */
  send(
    request: HttpRequest,
    operation: Call["operation"],
    options: RequestOptions = {},
  ): { readonly answer: Promise<Answer>; readonly call: Call } {
    const limits = this.#limits;
    const { deadlineMs = limits.deadlineMs } = options;
    const client = this.#context;
    const { clock } = client;
    const call = new Running(operation, limits, options, clock.now() + deadlineMs, client);
    const answer = within(
      clock,
      deadlineMs,
      options.signal,
      () => late(request, call, "deadlineMs", deadlineMs),
      () => this.#send(request, call),
      call,
    );
    return { answer, call };
  }
}

/** Layers that change nothing in place, and give answers only. */
const trusted = new WeakSet<Layer>(defaultLayers());

export function builtIn(layer: Layer): Layer {
  trusted.add(layer);
  return layer;
}

/**
 * Whether `fetch` takes `cache: "no-store"`, so that a balance never comes from an HTTP cache. Older
 * Workers throw; the polyfill of React Native adds a parameter to the query instead.
 */
function takesCache(): boolean {
  const url = "https://billkit.invalid/";
  try {
    return new Request(url, { cache: "no-store" }).url === url;
  } catch {
    return false;
  }
}

const isSend = (given: unknown): given is ReturnType<Layer> => typeof given === "function";

// By what it has, so that a client of another copy of this package is one as well.
const isClient = <Paths extends object>(
  from: ClientOptions | ServiceClient<Paths>,
): from is ServiceClient<Paths> => Object(from) === from && "call" in from;
