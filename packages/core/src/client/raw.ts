/** The only file that knows openapi-fetch: its maintainer has ended it, so it must be replaceable. */
import createClient, { type Client } from "openapi-fetch";
import type { Call } from "../pipeline/types.js";
import { fillPath } from "../request/place-arguments.js";
import type { ServiceClient } from "./service-client.js";

/** openapi-fetch's client, typed by a contract's `paths`. */
export type RawClient<Paths extends object> = Client<Paths>;

/** openapi-fetch's own client, each request of which goes through the client's layers. */
export function rawClient<Paths extends object>(client: ServiceClient<Paths>): RawClient<Paths> {
  const id = "raw";
  const operations = new WeakMap<Request, Call["operation"]>();
  const raw = createClient<Paths>({
    baseUrl: client.baseUrl,
    headers: client.headers,
    pathSerializer: (path, values) => fillPath({ id, path }, values),
    fetch: async (request) => {
      const { method, url, headers, signal } = request;
      const text = request.body === null ? undefined : await request.text();
      const body = text || undefined;
      // Another middleware may have replaced the request.
      const operation = operations.get(request) ?? { id, method, path: new URL(url).pathname };
      const { answer } = client.send({ method, url, headers, body }, operation, { signal });
      return (await answer).clone();
    },
  });
  raw.use({
    onRequest({ request, schemaPath, params, options }) {
      if (!params.path) fillPath({ id, path: schemaPath }, {});
      const expects = options.parseAs === "json" && { result: "json?" as const };
      operations.set(request, { id, method: request.method, path: schemaPath, ...expects });
    },
  });
  return raw;
}
