import type { Contract, Match } from "./contract.js";
import { readCredential } from "./credentials.js";
import type { Hit } from "./fault.js";
import { gatewayForm, isGatewayForm } from "./gateway.js";
import type { Answer, SandboxRequest, SandboxResponse } from "./message.js";
import { RateWindow, type Rate } from "./rate-window.js";
import { parseQuery, Query } from "./query.js";
import type { Refusal } from "./refusal.js";
import { Seeded } from "./seeded.js";
import type { Call, Handler, VendorService, World } from "./vendor.js";

export interface ServiceOptions {
  /** Reject requests over the vendor's published limit. */
  readonly enforceLimits: boolean;
  /** Answer 500 instead of a response that breaks the contract. */
  readonly validateResponses: boolean;
}

/**
 * One vendor's service based on its contract: matches a request to an operation, requires a
 * credential, validates the parameters, calls the vendor's handler, and adds the headers that the
 * contract's traits name.
 */
export class Service {
  readonly #contract: Contract;
  readonly #vendor: VendorService;
  readonly #world: World;
  readonly #options: ServiceOptions;
  readonly #rates: RateWindow | undefined;
  /** The number of responses so far; request ids derive from it. */
  requests = 0;

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

  /** The request's operationId, or its route outside the contract. */
  operationOf(request: SandboxRequest): string | undefined {
    const route = `${request.method} ${request.path}`;
    if (Object.hasOwn(this.#vendor.routes, route)) return route;
    const match = this.#contract.match(request);
    return match ? match.operationId : this.#vendor.beside?.(request)?.operationId;
  }

  /** `effect`: what a fault does to this request, except connection faults. */
  handle(sent: SandboxRequest, effect?: Hit["effect"]): SandboxResponse {
    const query = this.#vendor.normalizeQuery?.(sent.query) ?? sent.query;
    const request = { ...sent, query };
    const requestId = this.#nextRequestId();
    const rate = this.#rates?.count(this.#credential(request) ?? "");
    const match = this.#contract.match(request);
    const operationId = match?.operationId;
    const faulty = this.#faulty(request, effect, requestId, operationId);
    const outcome = faulty ?? this.#answer(request, match, rate, requestId, effect);
    const isRefusal = "kind" in outcome;
    const answer = isRefusal ? this.#vendor.refuse(outcome, requestId, operationId) : outcome;
    const response = this.#write(answer, rate, requestId);
    if (!match || effect || !this.#options.validateResponses) return response;
    // Descriptions omit error responses, and the request's own mistake is more useful to the user.
    if (isRefusal && !this.#contract.declares(match.operationId, answer.status)) return response;
    const [broken] = this.#contract.checkResponse(match, response);
    return broken === undefined ? response : this.#refusal({ kind: "broken", message: broken });
  }

  /** Resets the number of requests. */
  restart(requests: number): void {
    this.requests = requests;
    this.#rates?.clear();
  }

  /** The response to an invalid HTTP request. */
  refuse(refusal: Refusal): SandboxResponse {
    return this.#refusal(refusal);
  }

  #refusal(refusal: Refusal): SandboxResponse {
    const requestId = this.#nextRequestId();
    return this.#write(this.#vendor.refuse(refusal, requestId), undefined, requestId);
  }

  /** A fault's response in place of the vendor's; undefined if the vendor responds. */
  #faulty(
    request: SandboxRequest,
    effect: Hit["effect"],
    requestId: string,
    operationId: string | undefined,
  ): Answer | undefined {
    switch (effect?.kind) {
      case "status": {
        const { status, form, headers = {} } = effect;
        const { errorForms } = this.#vendor;
        const [usual] = Object.values(errorForms);
        // Another vendor's error form has no meaning for this one.
        const own = isGatewayForm(form) ? undefined : (errorForms[form ?? ""] ?? usual);
        const answer =
          own?.(status, requestId, operationId) ?? gatewayForm(form ?? "empty", status);
        return { ...answer, headers: { ...answer.headers, ...lowerCased(headers) } };
      }
      case "html":
        return gatewayForm("html", effect.status ?? 200);
      case "rate-limit": {
        const { retryAfter } = effect;
        const value = retryAfter === undefined ? undefined : String(retryAfter);
        const answer = this.#vendor.refuse(
          { kind: "too-many-requests", limit: undefined, retryAfter: value },
          requestId,
          operationId,
        );
        const headers = { ...answer.headers };
        return value === undefined
          ? { ...answer, headers }
          : { ...answer, headers: { ...headers, "retry-after": value } };
      }
      case "expired-token":
        this.#vendor.expire?.(this.#credential(request) ?? "");
        return this.#vendor.refuse({ kind: "bad-credential" }, requestId, operationId);
      default:
        return undefined;
    }
  }

  /** The vendor's response, or the reason why it isn't called. */
  #answer(
    request: SandboxRequest,
    match: Match | undefined,
    rate: Rate | undefined,
    requestId: string,
    effect: Hit["effect"],
  ): Answer | Refusal {
    const route = this.#vendor.routes[`${request.method} ${request.path}`];
    if (route) return route(request);
    const credential = this.#credential(request);
    const address = request.query === "" ? request.path : `${request.path}?${request.query}`;
    const { origin } = request;
    const fault = effect?.kind === "own" ? effect.fault : undefined;
    const shared = { origin, address, requestId, credential: credential ?? "" };
    if (!match)
      return this.#beside(request, { ...shared, fault }, rate) ?? this.#unmatched(request);
    const handler: Handler | undefined = this.#vendor.operations[match.operationId];
    if (!handler) return { kind: "no-such-path", path: request.path };

    const refusal = this.#refusesCredential(credential, match, rate);
    if (refusal) return refusal;
    const checked = this.#contract.checkRequest(match, request);
    if ("problem" in checked) return { kind: "bad-parameter", ...checked.problem };
    return handler({ ...checked, ...shared, fault });
  }

  #beside(
    request: SandboxRequest,
    shared: Omit<Call, "path" | "query">,
    rate: Rate | undefined,
  ): Answer | Refusal | undefined {
    const found = this.#vendor.beside?.(request);
    if (!found) return undefined;
    const { isOpen } = found;
    const refusal = this.#refusesCredential(
      shared.credential || undefined,
      { permissions: [], isOpen },
      rate,
    );
    const query = new Query(parseQuery(request.query));
    return refusal ?? found.handle({ ...shared, path: {}, query });
  }

  #refusesCredential(
    credential: string | undefined,
    { permissions, isOpen }: Pick<Match, "permissions" | "isOpen">,
    rate: Rate | undefined,
  ): Refusal | undefined {
    let granted: readonly string[] | undefined;
    if (this.#contract.traits.credentials.length > 0 && !isOpen) {
      if (credential === undefined) return { kind: "no-credential" };
      granted = this.#vendor.permissionsOf(credential);
      if (!granted) return { kind: "bad-credential" };
    }
    if (this.#options.enforceLimits && rate && rate.count > rate.allowed) {
      const { allowed: limit, resetSeconds } = rate;
      return { kind: "too-many-requests", limit, retryAfter: String(resetSeconds) };
    }
    const missing =
      granted && permissions.length > 0 && !permissions.some((one) => granted.includes(one));
    return missing ? { kind: "not-permitted", permissions } : undefined;
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

  #credential(request: SandboxRequest): string | undefined {
    return readCredential(this.#contract.traits, request);
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
    this.requests += 1;
    return new Seeded(this.#world.seed, this.#vendor.name, "request", this.requests).uuid();
  }
}

/** Case-insensitively, so that one header replaces another as in HTTP. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]),
  );
}
