import { describe, expect, it } from "@jest/globals";
import {
  BillingApi,
  Deepgram,
  InvalidRequestError,
  type ClientOptions,
} from "../src/generated/index.js";

/** A client whose requests are kept, and all answered with one body. */
function client(body: unknown = {}): {
  deepgram: Deepgram;
  options: ClientOptions;
  requests: Request[];
} {
  const requests: Request[] = [];
  const options: ClientOptions = {
    credential: "secret",
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve(Response.json(body, { headers: { "dg-request-id": "r-1" } }));
    },
  };
  return { deepgram: new Deepgram(options), options, requests };
}

const base = "https://api.deepgram.com/v1/projects";
const project_id = "p-1";
/** What every operation may be answered by: unknown fields are no matter. */
const answer = { start: "", end: "", resolution: { amount: 0, units: "usd" }, results: [] };

describe("a call", () => {
  it.each<[string, (deepgram: Deepgram) => Promise<unknown>, string]>([
    ["listProjects", (deepgram) => deepgram.projects.listProjects(), base],
    [
      "listBalances",
      (deepgram) => deepgram.billing.listBalances({ project_id }),
      `${base}/p-1/balances`,
    ],
    [
      "getBalance",
      (deepgram) => deepgram.billing.getBalance({ project_id, balance_id: "b/1" }),
      `${base}/p-1/balances/b%2F1`,
    ],
    [
      "listPurchases",
      (deepgram) => deepgram.billing.listPurchases({ project_id, limit: 1000 }),
      `${base}/p-1/purchases?limit=1000`,
    ],
    [
      "listBillingFields",
      (deepgram) =>
        deepgram.billing.listBillingFields({ project_id, start: "2026-06-01", end: "2026-06-30" }),
      `${base}/p-1/billing/fields?end=2026-06-30&start=2026-06-01`,
    ],
    [
      "getBillingBreakdown, its list as repeated keys",
      (deepgram) =>
        deepgram.billing.getBillingBreakdown({
          project_id,
          grouping: ["deployment", "line_item"],
          line_item: "streaming::nova-3",
        }),
      `${base}/p-1/billing/breakdown?grouping=deployment&grouping=line_item&line_item=streaming%3A%3Anova-3`,
    ],
    [
      "one with undefined options",
      (deepgram) => deepgram.billing.listPurchases({ project_id, limit: undefined }, {}),
      `${base}/p-1/purchases`,
    ],
  ])("%s goes where the contract says", async (_, call, url) => {
    const { deepgram, requests } = client(answer);
    await call(deepgram);
    expect(requests.map((request) => [request.method, request.url])).toEqual([["GET", url]]);
    expect(requests[0]?.headers.get("authorization")).toBe("Token secret");
    expect(requests[0]?.headers.get("accept")).toBe("application/json");
  });

  it("gives the body, and with the response the request id", async () => {
    const body = { balances: [{ amount: 104.56822227, units: "usd" }] };
    const { deepgram } = client(body);
    expect(await deepgram.billing.listBalances({ project_id })).toEqual(body);
    const { data, response, requestId } = await deepgram.billing
      .listBalances({ project_id })
      .withResponse();
    expect([data, response.status, requestId]).toEqual([body, 200, "r-1"]);
  });

  it("with an argument that the operation does not declare is refused before it is sent", async () => {
    const { deepgram, requests } = client();
    const args = { project_id, acessor: "typo" };
    await expect(deepgram.billing.getBillingBreakdown(args)).rejects.toThrow(InvalidRequestError);
    expect(requests).toEqual([]);
  });

  it("goes through an API class alone, and through the raw client, just the same", async () => {
    const { deepgram, options, requests } = client();
    await new BillingApi(options).listBalances({ project_id });
    const { data } = await deepgram.raw.GET("/v1/projects/{project_id}/balances", {
      params: { path: { project_id } },
    });
    expect(data).toEqual({});
    expect(new Set(requests.map((request) => request.url))).toEqual(
      new Set([`${base}/p-1/balances`]),
    );
    expect(requests.map((request) => request.headers.get("authorization"))).toEqual([
      "Token secret",
      "Token secret",
    ]);
  });
});
