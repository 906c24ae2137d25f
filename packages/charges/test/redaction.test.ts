import { expect, it } from "@jest/globals";
import { ServiceClient } from "@billkit/core";
import type { ChargeBody, ChargesDefinition } from "@billkit/core/charges";
import { byCursor, callPages, type PageOptions } from "@billkit/core/client";
import { charges } from "../src/index.js";
import { toArray } from "./support/charge.js";
import { view } from "./support/contract.js";

const credential = "canary-5f1c9e0b";
const definition: ChargesDefinition = {
  vendor: "acme",
  contract: "acme@1",
  operations: { list: "billing" },
  views: [view({})],
};

it("redacts secrets in every stored page and in its rows", async () => {
  const service = new ServiceClient(
    {
      name: "Acme",
      server: "https://api.acme.example",
      credentials: [{ option: "credential", in: "header", name: "Authorization", prefix: "" }],
      errors: [],
      rateHeaders: {},
    },
    {
      credential,
      // Each page echoes the request's credential.
      fetch: (_, init) => {
        const item = new Headers(init?.headers).get("authorization");
        const page = { rows: [{ item, price: 1 }], next: bodies.length === 0 ? "second" : null };
        return Promise.resolve(Response.json(page));
      },
    },
  );
  const operation = {
    ...{ id: "list", method: "GET", path: "/v1/costs", result: "json" as const },
    parameters: { cursor: { in: "query" as const } },
  };
  const pages = { form: byCursor, items: "/rows", parameter: "cursor", next: "/next" };
  const list = (options: PageOptions) => callPages(service, operation, pages, {}, options);
  const source = {
    ...{ vendor: "acme", contract: "acme@1", options: {}, definition },
    client: { billing: { list } },
  };
  const bodies: ChargeBody[] = [];
  const onBody = (body: ChargeBody): void => void bodies.push(body);
  const rows = await toArray(charges([source], { period: "2026-06", onBody }));
  expect(bodies.map(({ text }) => text)).toEqual([
    '{"rows":[{"item":"[redacted]","price":1}],"next":"second"}',
    '{"rows":[{"item":"[redacted]","price":1}],"next":null}',
  ]);
  expect(rows.map(({ item }) => item)).toEqual(["[redacted]", "[redacted]"]);
});
