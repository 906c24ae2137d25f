import { describe, expect, it } from "@jest/globals";
import { GenesysCloud, RateLimitError } from "../src/generated/index.js";

/** A client whose requests are kept, and all answered alike. */
function client(answer: () => Response = () => Response.json({})): {
  genesys: GenesysCloud;
  requests: Request[];
} {
  const requests: Request[] = [];
  const genesys = new GenesysCloud({
    credential: () => "token",
    maxRetries: 0,
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve(answer());
    },
  });
  return { genesys, requests };
}

/** What every operation may be answered by: unknown fields are no matter. */
const any = {
  startDate: "",
  endDate: "",
  currency: "",
  enabledProducts: [],
  organization: {},
  subscriptionType: "",
  usages: [],
};
const base = "https://api.mypurecloud.com/api/v2";

describe("a call", () => {
  it.each<[string, (genesys: GenesysCloud) => Promise<unknown>, string]>([
    [
      "getBillableUsage",
      (genesys) =>
        genesys.billing.getBillableUsage({
          startDate: "2026-06-01T00:00:00Z",
          endDate: "2026-06-30T23:59:59Z",
        }),
      `${base}/billing/reports/billableusage?endDate=2026-06-30T23%3A59%3A59Z&startDate=2026-06-01T00%3A00%3A00Z`,
    ],
    [
      "getTrusteeBillingOverview",
      (genesys) =>
        genesys.billing.getTrusteeBillingOverview({ trustorOrgId: "o-1", billingPeriodIndex: 0 }),
      `${base}/billing/trusteebillingoverview/o-1?billingPeriodIndex=0`,
    ],
    [
      "listTrustors",
      (genesys) => genesys.organizationAuthorization.listTrustors({ pageNumber: 2, pageSize: 25 }),
      `${base}/orgauthorization/trustors?pageNumber=2&pageSize=25`,
    ],
    [
      "listTrustors, with no arguments",
      (genesys) => genesys.organizationAuthorization.listTrustors(),
      `${base}/orgauthorization/trustors`,
    ],
  ])("%s goes where the contract says", async (_, call, url) => {
    const { genesys, requests } = client(() => Response.json(any));
    await call(genesys);
    expect(requests.map((request) => [request.method, request.url])).toEqual([["GET", url]]);
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer token");
  });

  it("that is refused has the service's own code, message and request id", async () => {
    const body = { status: 429, code: "too.many.requests", message: "Slow down", contextId: "c-1" };
    const { genesys } = client(() =>
      Response.json(body, { status: 429, headers: { "retry-after": "7" } }),
    );
    const error: unknown = await genesys.organizationAuthorization
      .listTrustors()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      status: 429,
      code: "too.many.requests",
      requestId: "c-1",
      retryAfterMs: 7000,
    });
  });

  it("that is refused with a wait in its message only is told that wait", async () => {
    const message = "Rate limit exceeded the maximum. Retry the request in [7] seconds";
    const { genesys } = client(() => Response.json({ message }, { status: 429 }));
    await expect(genesys.organizationAuthorization.listTrustors()).rejects.toMatchObject({
      name: "RateLimitError",
      retryAfterMs: 7000,
    });
  });
});
