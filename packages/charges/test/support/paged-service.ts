import { ServiceClient } from "@billkit/core";
import type { ChargesDefinition } from "@billkit/core/charges";
import { byCursor, callPages, type PageOptions } from "@billkit/core/client";
import { view } from "./contract.js";

/** A service with two pages of one row; the ones at `failing` are missing. */
export function pagedService(
  failing: readonly string[],
  row: object = { price: 1 },
): { client: object; definition: ChargesDefinition } {
  const answer = (cursor: string): Response =>
    failing.includes(cursor)
      ? new Response("{}", { status: 404 })
      : Response.json({ rows: [row], next: cursor === "first" ? "second" : null });
  const service = new ServiceClient(
    {
      ...{ name: "Acme", server: "https://api.acme.example", errors: [], rateHeaders: {} },
      credentials: [],
    },
    {
      fetch: (input) => {
        const url = new URL(new Request(input).url);
        return Promise.resolve(answer(url.searchParams.get("cursor") ?? "first"));
      },
    },
  );
  const operation = {
    ...{ id: "list", method: "GET", path: "/v1/costs", result: "json" as const },
    parameters: { cursor: { in: "query" as const } },
  };
  const pages = { form: byCursor, items: "/rows", parameter: "cursor", next: "/next" };
  const list = (options: PageOptions) => callPages(service, operation, pages, {}, options);
  const definition: ChargesDefinition = {
    ...{ vendor: "acme", contract: "acme@1", operations: { list: "billing" } },
    views: [view({ fields: { ...view({}).fields, item: { constant: "minutes" } } })],
  };
  return { client: { billing: { list } }, definition };
}
