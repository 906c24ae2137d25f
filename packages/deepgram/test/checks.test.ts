import { describe, expect, it } from "@jest/globals";
import { Deepgram, InvalidRequestError, UnexpectedResponseError } from "../src/generated/index.js";

type Call = (deepgram: Deepgram, args: object) => Promise<unknown>;

const project_id = "p-1";
const period = { start: "2026-06-01", end: "2026-06-30" };
const resolution = { units: "usd", amount: 1 };
const breakdown = { ...period, resolution, results: [] };
const grouping = { accessor: null, deployment: null, line_item: null, tags: null };

const calls: Record<string, Call> = {
  listProjects: (deepgram) => deepgram.projects.listProjects(),
  listBalances: (deepgram, args) => deepgram.billing.listBalances({ project_id, ...args }),
  getBalance: (deepgram, args) =>
    deepgram.billing.getBalance({ project_id, balance_id: "b", ...args }),
  getBillingBreakdown: (deepgram, args) =>
    deepgram.billing.getBillingBreakdown({ project_id, ...args }),
  listBillingFields: (deepgram, args) =>
    deepgram.billing.listBillingFields({ project_id, ...args }),
  listPurchases: (deepgram, args) => deepgram.billing.listPurchases({ project_id, ...args }),
};

/** What becomes of a call that is answered by a body, and how often it was sent. */
async function outcome(name: string, body: unknown, args: object = {}): Promise<[unknown, number]> {
  let sent = 0;
  const deepgram = new Deepgram({
    credential: "secret",
    fetch: () => {
      sent++;
      return Promise.resolve(Response.json(body));
    },
  });
  const result = await calls[name]?.(deepgram, args).catch((error: unknown) => error);
  return [result, sent];
}

describe("an answer that the contract does not declare", () => {
  it.each<[string, unknown, string, string]>([
    [
      "listBalances",
      { balances: [{ amount: "104.5" }] },
      "/balances/0/amount",
      "a string; declared: a number",
    ],
    ["listBalances", { balances: {} }, "/balances", "an object; declared: an array"],
    ["listBalances", [], "", "an array; declared: an object"],
    ["getBalance", { amount: "0" }, "/amount", "a string; declared: a number"],
    [
      "getBillingBreakdown",
      { ...breakdown, resolution: { ...resolution, amount: "1" } },
      "/resolution/amount",
      "a string; declared: a number",
    ],
    ["getBillingBreakdown", { ...period, resolution }, "/results", "missing; declared: required"],
    [
      "getBillingBreakdown",
      { ...breakdown, start: undefined },
      "/start",
      "missing; declared: required",
    ],
    [
      "getBillingBreakdown",
      { ...breakdown, results: [{ dollars: "2", grouping }] },
      "/results/0/dollars",
      "a string; declared: a number",
    ],
    [
      "getBillingBreakdown",
      { ...breakdown, results: [{ dollars: null, grouping }] },
      "/results/0/dollars",
      "null; declared: a number",
    ],
    [
      "getBillingBreakdown",
      { ...breakdown, results: [{ dollars: 1 }] },
      "/results/0/grouping",
      "missing; declared: required",
    ],
    [
      "getBillingBreakdown",
      { ...breakdown, results: [{ dollars: 1, grouping: { tags: "a" } }] },
      "/results/0/grouping/tags",
      "a string; declared: null or an array",
    ],
    ["listBillingFields", { line_items: [] }, "/line_items", "an array; declared: an object"],
    [
      "listPurchases",
      { orders: [{ amount: 1 }, { amount: "2" }] },
      "/orders/1/amount",
      "a string; declared: a number",
    ],
    ["listProjects", { projects: ["p"] }, "/projects/0", "a string; declared: an object"],
  ])("%s: %j is refused at its place", async (name, body, pointer, problem) => {
    const [error, sent] = await outcome(name, body);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "mismatch", pointer, status: 200 });
    expect(String(error)).toContain(`${pointer || "it"} is ${problem}`);
    expect(sent).toBe(1);
  });

  it.each<[string, object]>([
    ["listBalances", { balances: [{ amount: 104.56822227, units: "hour", more: "1" }] }],
    ["listBalances", {}],
    ["listBalances", { balances: null }],
    ["getBillingBreakdown", { ...breakdown, results: [{ dollars: 1.5, grouping }] }],
    ["listBillingFields", { deployments: ["dedicated", "orbital"], line_items: { a: "b" } }],
    ["listPurchases", { orders: [{ order_type: "a new one", amount: 0 }] }],
    ["listProjects", { projects: [{}] }],
  ])("%s: %j passes", async (name, body) => {
    expect(await outcome(name, body)).toEqual([body, 1]);
  });
});

/** Every argument of every operation. */
describe("an argument that the contract does not declare so", () => {
  const dates = "a date as YYYY-MM-DD";
  const limit = "a number from 1 to 1000";
  const members = "accessor, deployment, line_item, tags";
  it.each<[string, object, string]>([
    ["listBalances", { project_id: 1 }, "project_id is 1; allowed: a string"],
    ["getBalance", { project_id: true }, "project_id is true; allowed: a string"],
    ["getBalance", { balance_id: 7 }, "balance_id is 7; allowed: a string"],
    ["getBillingBreakdown", { project_id: 1 }, "project_id is 1; allowed: a string"],
    ["getBillingBreakdown", { accessor: 5 }, "accessor is 5; allowed: a string"],
    [
      "getBillingBreakdown",
      { deployment: "dedicated" },
      'deployment is "dedicated"; allowed: hosted, beta, self-hosted',
    ],
    ["getBillingBreakdown", { start: "2026-02-30" }, `start is "2026-02-30"; allowed: ${dates}`],
    ["getBillingBreakdown", { end: "30.06.2026" }, `end is "30.06.2026"; allowed: ${dates}`],
    ["getBillingBreakdown", { end: new Date(0) }, `end is a Date; allowed: ${dates}`],
    [
      "getBillingBreakdown",
      { grouping: ["tags", "acessor"] },
      `grouping[1] is "acessor"; allowed: ${members}`,
    ],
    ["getBillingBreakdown", { grouping: "tags" }, 'grouping is "tags"; allowed: an array'],
    ["getBillingBreakdown", { line_item: ["a"] }, "line_item is an array; allowed: a string"],
    ["getBillingBreakdown", { tag: 1 }, "tag is 1; allowed: a string"],
    ["listBillingFields", { project_id: 1 }, "project_id is 1; allowed: a string"],
    ["listBillingFields", { start: "2026-06" }, `start is "2026-06"; allowed: ${dates}`],
    ["listBillingFields", { end: "" }, `end is ""; allowed: ${dates}`],
    ["listPurchases", { project_id: 1 }, "project_id is 1; allowed: a string"],
    ["listPurchases", { limit: 0 }, `limit is 0; allowed: ${limit}`],
    ["listPurchases", { limit: 1001 }, `limit is 1001; allowed: ${limit}`],
    ["listPurchases", { limit: "10" }, `limit is "10"; allowed: ${limit}`],
  ])("%s(%j) is refused before it is sent", async (name, args, problem) => {
    const [error, sent] = await outcome(name, {}, args);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(String(error)).toBe(`InvalidRequestError: ${name}: ${problem}`);
    expect(sent).toBe(0);
  });

  it.each<[string, object]>([
    [
      "getBillingBreakdown",
      { ...period, accessor: "a", deployment: "hosted", grouping: [], line_item: "l", tag: "t" },
    ],
    ["getBillingBreakdown", { grouping: ["accessor", "deployment", "line_item", "tags"] }],
    ["listBillingFields", period],
    ["listPurchases", { limit: 1 }],
    ["listPurchases", { limit: 1000 }],
  ])("%s(%j) is sent", async (name, args) => {
    expect((await outcome(name, breakdown, args))[1]).toBe(1);
  });
});
