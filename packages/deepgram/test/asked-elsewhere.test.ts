import { describe, expect, it } from "@jest/globals";
import { Deepgram, InvalidRequestError, UnexpectedResponseError } from "../src/generated/index.js";

// What users of other clients have asked for, each under the thread where they did.

const project_id = "p-1";

function connect(answer: unknown) {
  let requests = 0;
  const { billing } = new Deepgram({
    credential: "a-key",
    fetch: () => {
      requests++;
      return Promise.resolve(Response.json(answer));
    },
  });
  return { billing, requests: () => requests };
}

describe("a service that drifts", () => {
  it.each([0, 104, 104.56822227, 1e-8])(
    "deepgram-python-sdk#590, #615: an amount is a number, whole or not: %d",
    async (amount) => {
      const { billing } = connect({ balances: [{ amount }] });
      expect(await billing.listBalances({ project_id })).toEqual({ balances: [{ amount }] });
    },
  );

  it("deepgram-python-sdk#590: a field and a member of an enum that are new pass", async () => {
    const answer = { deployments: ["hosted", "orbital"], regions: ["eu"] };
    expect(await connect(answer).billing.listBillingFields({ project_id })).toEqual(answer);
  });

  it("an amount as a text, as one published version has it, is no amount", async () => {
    const { billing, requests } = connect({ balances: [{ amount: 1 }, { amount: "104.5" }] });
    const error: unknown = await billing
      .listBalances({ project_id })
      .catch((each: unknown) => each);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "mismatch", pointer: "/balances/1/amount" });
    expect(requests()).toBe(1);
  });

  it("openapi-generator#11307, #7745, hey-api#2022: null stays null, and a date a string", async () => {
    const grouping = { accessor: null, deployment: null, line_item: null, tags: null };
    const answer = {
      start: "2026-06-01",
      end: "2026-06-30",
      resolution: { units: "usd", amount: 1 },
      results: [{ dollars: 1.5, grouping: { start: "2026-06-01", ...grouping } }],
    };
    expect(await connect(answer).billing.getBillingBreakdown({ project_id })).toEqual(answer);
  });
});

describe("a typo, which Deepgram would take as a filter", () => {
  const { billing, requests } = connect({ orders: [], results: [] });
  it.each<[string, object, (args: { project_id: string }) => Promise<unknown>]>([
    ["strat", { strat: "2026-06-01" }, (args) => billing.getBillingBreakdown(args)],
    ["lineItem", { lineItem: "a" }, (args) => billing.getBillingBreakdown(args)],
    ["limits", { limits: 1000 }, (args) => billing.listPurchases(args)],
    ["page", { page: 2 }, (args) => billing.listPurchases(args)],
  ])("in the name of an argument is refused before it is sent: %s", async (name, args, call) => {
    const error = await call({ project_id, ...args }).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ argument: name });
    expect(String(error)).toContain("is not an argument of this operation; allowed: project_id,");
    expect(requests()).toBe(0);
  });
});
