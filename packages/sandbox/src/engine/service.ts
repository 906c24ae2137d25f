import type { Contract, Match } from "./contract.js";
import type { Answer, SandboxRequest, SandboxResponse } from "./message.js";
import { RateWindow, type Rate } from "./rate-window.js";
import type { Refusal } from "./refusal.js";
import { Seeded } from "./seeded.js";
import type { Handler, VendorService, World } from "./vendor.js";

export interface ServiceOptions {
  /** Refuse requests past the vendor's published limit. */
  readonly enforceLimits: boolean;
  /** Answer 500 instead of an answer that breaks the contract. */
  readonly validateResponses: boolean;
}

/**
 * One vendor's service over its contract: matches a request to an operation, asks for a credential,
 * checks the parameters, hands over to the vendor, and gives every answer the headers that the
 * contract's traits name.
 */
export class Service {
  readonly #contract: Contract;
  readonly #vendor: VendorService;
  readonly #world: World;
  readonly #options: ServiceOptions;
  readonly #rates: RateWindow | undefined;
  #requests = 0;

  constructor(contract: Contract, vendor: VendorService, world: World, options: ServiceOptions) {
    this.#contract = contract;
    this.#vendor = vendor;
    this.#world = world;
    this.#options = options;
    this.#rates =
      vendor.requestsPerMinute === undefined
        ? undefined
        : new RateWindow(vendor.requestsPerMinute, world.clock);
  }

  handle(request: SandboxRequest): SandboxResponse {
    const requestId = this.#nextRequestId();
    const rate = this.#rates?.count(this.#credential(request) ?? "");
    const match = this.#contract.match(request);
    const response = this.#write(this.#answer(request, match, rate, requestId), rate, requestId);
    if (!match || !this.#options.validateResponses) return response;
    const [broken] = this.#contract.checkResponse(match, response);
    return broken === undefined ? response : this.#refusal({ kind: "broken", message: broken });
  }

  /** The answer to what never became a request that could be handled. */
  refuse(refusal: Refusal): SandboxResponse {
    return this.#refusal(refusal);
  }

  #refusal(refusal: Refusal): SandboxResponse {
    const requestId = this.#nextRequestId();
    return this.#write(this.#vendor.refuse(refusal, requestId), undefined, requestId);
  }

  #answer(
    request: SandboxRequest,
    match: Match | undefined,
    rate: Rate | undefined,
    requestId: string,
  ): Answer {
    const refuse = (refusal: Refusal) =>
      this.#vendor.refuse(refusal, requestId, match?.operationId);
    const route = this.#vendor.routes[`${request.method} ${request.path}`];
    if (route) return route(request);
    if (!match) return refuse(this.#unmatched(request));
    const handler: Handler | undefined = this.#vendor.operations[match.operationId];
    if (!handler) return refuse({ kind: "no-such-path", path: request.path });

    const credential = this.#credential(request);
    if (this.#contract.credential) {
      if (credential === undefined) return refuse({ kind: "no-credential" });
      if (!this.#vendor.accepts(credential)) return refuse({ kind: "bad-credential" });
    }
    if (this.#options.enforceLimits && rate && rate.count > rate.allowed) {
      const { allowed: limit, resetSeconds: retryAfterSeconds } = rate;
      return refuse({ kind: "too-many-requests", limit, retryAfterSeconds });
    }
    const checked = this.#contract.checkRequest(match, request);
    if ("problem" in checked) return refuse({ kind: "bad-parameter", ...checked.problem });
    const address = request.query === "" ? request.path : `${request.path}?${request.query}`;
    return handler({ ...checked, address, requestId });
  }

  #unmatched(request: SandboxRequest): Refusal {
    const routes = Object.keys(this.#vendor.routes).map((route) => route.split(" "));
    const allowed = [
      ...this.#contract.allowedMethods(request),
      ...routes.flatMap(([method = "", path]) => (path === request.path ? [method] : [])),
    ];
    return allowed.length === 0
      ? { kind: "no-such-path", path: request.path }
      : { kind: "method-not-allowed", method: request.method, allowed };
  }

  /** The credential without its prefix, of which, as in HTTP, the case does not matter. */
  #credential({ headers }: SandboxRequest): string | undefined {
    if (!this.#contract.credential) return undefined;
    const { header, prefix } = this.#contract.credential;
    const value = headers[header] ?? "";
    const matches = value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
    return matches && value !== "" ? value.slice(prefix.length) : undefined;
  }

  #write(answer: Answer, rate: Rate | undefined, requestId: string): SandboxResponse {
    const { requestIdHeader, rateHeaders } = this.#contract;
    const [type, body] =
      "json" in answer
        ? ["application/json", JSON.stringify(answer.json)]
        : ["text/plain; charset=utf-8", answer.text];
    const headers: Record<string, string> = body === "" ? {} : { "content-type": type };
    if (requestIdHeader !== undefined) headers[requestIdHeader] = requestId;
    for (const [figure, name] of Object.entries(rateHeaders)) {
      if (rate && name !== undefined) headers[name] = String(rate[figure as keyof Rate]);
    }
    return { status: answer.status, headers: { ...headers, ...answer.headers }, body };
  }

  #nextRequestId(): string {
    this.#requests += 1;
    return new Seeded(this.#world.seed, this.#vendor.name, "request", this.#requests).uuid();
  }
}
