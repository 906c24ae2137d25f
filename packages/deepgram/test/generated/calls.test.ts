// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { Deepgram } from "../../src/generated/index.js";

const operations: Readonly<Record<string, string>> = {
  getBalance: "GET /v1/projects/{project_id}/balances/{balance_id}",
  getBillingBreakdown: "GET /v1/projects/{project_id}/billing/breakdown",
  getUsageBreakdown: "GET /v1/projects/{project_id}/usage/breakdown",
  listBalances: "GET /v1/projects/{project_id}/balances",
  listBillingFields: "GET /v1/projects/{project_id}/billing/fields",
  listPurchases: "GET /v1/projects/{project_id}/purchases",
  listProjects: "GET /v1/projects",
};

/** Validates each request and each response against the contract. */
let sandbox: Sandbox<"deepgram">;
beforeAll(async () => {
  sandbox = await startSandbox({ vendors: ["deepgram"], validateResponses: true });
});
afterAll(() => sandbox.close());

describe("every operation", () => {
  it("is served by the sandbox", () => {
    expect(Object.keys(sandbox.vendors.deepgram.arguments).sort()).toEqual(
      Object.keys(operations).sort(),
    );
  });

  it.each(Object.entries(operations))(
    "%s sends %s and accepts the response",
    async (id, address) => {
      const { baseUrl, credential, arguments: known } = sandbox.vendors.deepgram;
      const sent: string[] = [];
      const client = new Deepgram({
        baseUrl,
        credential,
        maxRetries: 0,
        fetch: (input, init) => {
          const request = new Request(input, init);
          sent.push(`${request.method} ${new URL(request.url).pathname}`);
          return fetch(request);
        },
      });
      const args = known[id] ?? {};
      await call(client, id, args);
      const path = address.replace(/\{([^{}]*)\}/g, (_, name: string) =>
        encodeURIComponent(textOf(args[name])),
      );
      expect(sent).toEqual([path]);
    },
  );
});

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** By name: the sandbox knows the arguments of each method. */
async function call(client: object, id: string, args: object): Promise<void> {
  const apis: unknown[] = Object.values(client);
  for (const api of apis) {
    if (typeof api !== "object" || api === null) continue;
    const method: unknown = Reflect.get(api, id);
    if (typeof method === "function") return Reflect.apply(method, api, [args]) as Promise<void>;
  }
  throw new Error(`the client has no method ${id}`);
}
