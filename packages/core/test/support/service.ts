import {
  jsonBody,
  ServiceClient,
  type ClientOptions,
  type OperationDefinition,
  type ServiceDefinition,
} from "../../src/index.js";
import { VirtualClock } from "./virtual-clock.js";

/** A fictional service with both forms of errors. */
export const service: ServiceDefinition = {
  name: "Acme",
  server: "https://api.acme.example",
  credentials: [{ option: "credential", in: "header", name: "Authorization", prefix: "Token " }],
  requestIdHeader: "acme-request-id",
  errors: [
    { code: "err_code", message: "err_msg", requestId: "request_id" },
    { code: "category", message: "message", requestId: "request_id" },
  ],
  rateHeaders: { count: "rate-count", allowed: "rate-allowed", resetSeconds: "rate-reset" },
};

export const listBalances: OperationDefinition = {
  id: "listBalances",
  method: "GET",
  path: "/v1/projects/{project_id}/balances",
  parameters: {
    project_id: { in: "path", required: true },
    limit: { in: "query" },
    grouping: { in: "query" },
    "x-trace": { in: "header" },
  },
  result: "json",
};

export const createOrder: OperationDefinition = {
  id: "createOrder",
  method: "POST",
  path: "/v1/orders",
  parameters: {},
  body: { mediaType: "application/json", serialize: jsonBody, required: true },
  result: "json",
};

/** In openapi-typescript's shape, for `raw`. */
export interface Paths {
  "/v1/projects/{project_id}/balances": {
    get: {
      parameters: { path: { project_id: string }; query?: { limit?: number } };
      responses: {
        200: { content: { "application/json": { balances?: string[] } } };
        404: { content: { "application/json": { err_code?: string } } };
      };
    };
  };
}

/** Long enough to be redacted, and unlikely to occur by chance. */
export const secret = "canary-5f1c9e0b";

export const json = (value: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(value), {
    ...init,
    headers: { "content-type": "application/json", ...(init.headers as Record<string, string>) },
  });

type Answer = (request: Request, index: number) => Response | Promise<Response>;

export interface Rig {
  readonly client: ServiceClient<Paths>;
  readonly clock: VirtualClock;
  /** As they were sent. */
  readonly requests: Request[];
}

/** A client on a virtual clock, without jitter; `answer` responds to its requests. */
export function rig(answer: Answer, options: Partial<ClientOptions> = {}): Rig {
  const clock = new VirtualClock();
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    return answer(request, requests.length - 1);
  };
  const client = new ServiceClient<Paths>(service, {
    credential: secret,
    clock,
    random: () => 0,
    fetch,
    ...options,
  });
  return { client, clock, requests };
}

/** The responses one after another; the last one repeats. */
export const inTurn =
  (...answers: (() => Response | Promise<Response>)[]): Answer =>
  (_, index) =>
    answers[Math.min(index, answers.length - 1)]?.() ?? Promise.reject(new Error("no answer"));

/** A response with this status and an empty body. */
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (): Response =>
    new Response("", { status: code, headers });

/** A broken connection, as `fetch` reports it. */
export const reset = (): Promise<Response> => Promise.reject(new TypeError("fetch failed"));

/** A fetch that never resolves but respects its signal. */
export const hang = (request: Request): Promise<Response> =>
  new Promise((_, reject) => {
    request.signal.addEventListener("abort", () => {
      reject(request.signal.reason instanceof Error ? request.signal.reason : new Error("aborted"));
    });
  });

/** The error that a call rejects with. */
export const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => {
      throw new Error(`resolved with ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );

export const project = { project_id: "p-1" };
