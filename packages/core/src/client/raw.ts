import createClient, { type Client } from "openapi-fetch";
import type { Call } from "../pipeline/call.js";
import { fillPath } from "../request/place-arguments.js";
import type { ServiceClient } from "./service-client.js";

/** openapi-fetch's client, typed by a contract's `paths`. */
export type RawClient<Paths extends object> = Client<Paths>;

/**
 * openapi-fetch's client over the layers of `client`, for operations and options that the methods
 * don't cover. Requests to another origin are rejected.
 */
export function rawClient<Paths extends object>(client: ServiceClient<Paths>): RawClient<Paths> {
  const id = "raw";
  const operations = new WeakMap<Request, Call["operation"]>();
  const fill = (path: string, values: Record<string, unknown>): string =>
    fillPath(id, path, values);
  const raw = createClient<Paths>({
    baseUrl: client.baseUrl,
    headers: client.headers,
    pathSerializer: fill,
    fetch: async (request) => {
      const { method, url, headers, signal } = request;
      const body = request.body === null ? undefined : (await request.text()) || undefined;
      // Middleware may have replaced the request.
      const operation = operations.get(request) ?? { id, method, path: new URL(url).pathname };
      const { answer } = client.send({ method, url, headers, body }, operation, { signal });
      return (await answer).clone();
    },
  });
  raw.use({
    onRequest({ request, schemaPath, params, options }) {
      if (!params.path) fill(schemaPath, {});
      const expects = options.parseAs === "json" && { result: "json?" as const };
      operations.set(request, { id, method: request.method, path: schemaPath, ...expects });
    },
  });
  return raw;
}
