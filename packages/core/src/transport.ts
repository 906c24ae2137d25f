/** The only file that knows openapi-fetch: its maintainer has ended it, so it must be replaceable. */
import createClient, { type Client } from "openapi-fetch";
import type { Call } from "./call.js";
import type { OperationDefinition } from "./operation.js";
import { fillPath, invalid, type Placed } from "./request-arguments.js";

/** openapi-fetch's client, typed by a contract's `paths`. */
export type RawClient<Paths extends object> = Client<Paths>;

/** What a contract may name and a request may be made with: fetch refuses TRACE. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** Any path with any parameters: what a call holds has been checked against its operation. */
type AnyPaths = Record<
  string,
  Record<
    (typeof methods)[number],
    {
      parameters: { path?: Placed["path"]; query?: Placed["query"] };
      requestBody?: { content: { "application/json": unknown } };
      responses: Record<200, { content: { "application/json": unknown } }>;
    }
  >
>;

let shared: Client<AnyPaths> | undefined;
/** Made at the first call: it asks the runtime for `fetch`, which takes Node longer to load than all of this. */
const untyped = (): Client<AnyPaths> => (shared ??= createClient<AnyPaths>());

/**
 * Told to openapi-fetch as the answer, whatever the service answers: it reads no body of a 204. Left
 * to read the real one, it would read again what `send` has read and checked, lose the errors of
 * `send`, and parse before anybody asks.
 */
const nothingToRead = (): Response => new Response(null, { status: 204 });

/**
 * Builds the request of an operation and gives what `send` makes of it.
 * @throws InvalidRequestError for a method that no contract may name
 */
export function buildRequest<T>(
  baseUrl: string,
  operation: OperationDefinition,
  { path, query, body }: Placed,
  init: { readonly headers: Headers; readonly signal: AbortSignal },
  send: (request: Request) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const method = methods.find((each) => each === operation.method.toLowerCase());
    if (!method) {
      throw invalid(operation.id, "method", `is "${operation.method}"; allowed: ${methods.join()}`);
    }
    untyped()
      .request(method, operation.path, {
        baseUrl,
        params: { path, query },
        pathSerializer: fillPath(operation.id),
        ...body,
        bodySerializer: String,
        ...init,
        fetch: (request: Request) => {
          resolve(send(request));
          return Promise.resolve(nothingToRead());
        },
      })
      .catch(reject);
  });
}

/** openapi-fetch's own client, each request of which goes through `send`. */
export function createRawClient<Paths extends object>(
  baseUrl: string,
  headers: Headers,
  send: (request: Request, operation: Call["operation"]) => Promise<Response>,
): RawClient<Paths> {
  const id = "raw";
  const operations = new WeakMap<Request, Call["operation"]>();
  const raw = createClient<Paths>({
    baseUrl,
    headers,
    pathSerializer: fillPath(id),
    fetch: (request) => {
      const { method, url } = request;
      // Another middleware may have replaced the request.
      return send(request, operations.get(request) ?? { id, method, path: new URL(url).pathname });
    },
  });
  raw.use({
    onRequest({ request, schemaPath, params, options }) {
      if (!params.path) fillPath(id)(schemaPath, {});
      const expects = options.parseAs === "json" && { result: "json?" as const };
      operations.set(request, { id, method: request.method, path: schemaPath, ...expects });
    },
  });
  return raw;
}
