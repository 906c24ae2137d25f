import { describe, expect, it } from "@jest/globals";
import { GenesysCloud, InvalidRequestError } from "../src/generated/index.js";

// What users of other clients have asked for, each under the thread where they did.

function connect(answer: unknown) {
  let requests = 0;
  const genesys = new GenesysCloud({
    credential: "a-token",
    fetch: () => {
      requests++;
      return Promise.resolve(Response.json(answer));
    },
  });
  return { genesys, requests: () => requests };
}

describe("a service that drifts", () => {
  it("deepgram-python-sdk#590, #615: 1.5 where an integer was declared leaves the answer readable", async () => {
    const answer = { entities: [{ id: "o", enabled: true }], pageCount: 1.5, total: 2.25 };
    const { genesys } = connect(answer);
    expect(await genesys.organizationAuthorization.listTrustors()).toEqual(answer);
  });
});

describe("a typo", () => {
  it("in the name of an argument is refused before it is sent, not left out", async () => {
    const { genesys, requests } = connect({});
    const args = { trustorOrgId: "o", billingPeriod: 1 };
    const error: unknown = await genesys.billing
      .getTrusteeBillingOverview(args)
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ argument: "billingPeriod" });
    expect(requests()).toBe(0);
  });
});

describe("a figure of a period that shifts", () => {
  it("comes with the period's own start and end, as the service wrote them", async () => {
    const period = {
      billingPeriodStartDate: "2026-06-01T00:00:00Z",
      billingPeriodEndDate: "2026-06-30T23:59:59Z",
    };
    const { genesys } = connect({
      organization: { id: "o" },
      currency: "USD",
      enabledProducts: [],
      subscriptionType: "PREPAY",
      usages: [],
      ...period,
    });
    const args = { trustorOrgId: "o", billingPeriodIndex: 1 };
    expect(await genesys.billing.getTrusteeBillingOverview(args)).toMatchObject(period);
  });
});
