/** The only file that knows openapi-fetch: its maintainer has ended it, so it must be replaceable. */
import createClient, { type Client } from "openapi-fetch";
import type { Call } from "./call.js";
import type { OperationDefinition } from "./operation.js";
import { fillPath, type Placed } from "./request-arguments.js";

/** openapi-fetch's client, typed by a contract's `paths`. */
export type RawClient<Paths extends object> = Client<Paths>;

type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

/** Any path with any parameters: what a call holds has been checked against its operation. */
type AnyPaths = Record<
  string,
  Record<
    Method,
    {
      parameters: { path?: Placed["path"]; query?: Placed["query"] };
      requestBody?: { content: { "application/json": unknown } };
      responses: Record<200, { content: { "application/json": unknown } }>;
    }
  >
>;

const untyped = createClient<AnyPaths>();

/** Builds the request of an operation and gives what `send` makes of it. */
export function buildRequest<T>(
  baseUrl: string,
  operation: OperationDefinition,
  { path, query, body }: Placed,
  headers: Headers,
  send: (request: Request) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // The method is the contract's, which names no other.
    untyped
      .request(operation.method.toLowerCase() as Method, operation.path, {
        baseUrl,
        params: { path, query },
        pathSerializer: fillPath(operation.id),
        ...body,
        headers,
        fetch: (request: Request) => {
          resolve(send(request));
          // Reading the answer is not left to openapi-fetch: it would read it again, and lose errors.
          return Promise.resolve(new Response(null, { status: 204 }));
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
