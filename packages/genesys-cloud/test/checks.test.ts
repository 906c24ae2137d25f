import { describe, expect, it } from "@jest/globals";
import {
  GenesysCloud,
  InvalidRequestError,
  UnexpectedResponseError,
} from "../src/generated/index.js";

type Call = (genesys: GenesysCloud, args: object) => Promise<unknown>;

const period = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-06-30T23:59:59Z" };
const usage = { name: "u", totalUsage: "1", resources: [{ name: "r", date: "2026-06-02" }] };
const report = { ...period, status: "Complete", usages: [usage] };
const charge = {
  name: "n",
  partNumber: "p",
  grouping: "g",
  unitOfMeasureType: "u",
  usageQuantity: "1.5",
  prepayQuantity: "0",
};
const overview = {
  organization: { id: "o" },
  currency: "USD",
  enabledProducts: ["x"],
  subscriptionType: "A_NEW_ONE",
  usages: [charge],
};

const calls: Record<string, Call> = {
  getBillableUsage: (genesys, args) => genesys.billing.getBillableUsage({ ...period, ...args }),
  getTrusteeBillingOverview: (genesys, args) =>
    genesys.billing.getTrusteeBillingOverview({ trustorOrgId: "o", ...args }),
  listTrustors: (genesys, args) => genesys.organizationAuthorization.listTrustors(args),
};

async function outcome(name: string, body: unknown, args: object = {}): Promise<[unknown, number]> {
  let sent = 0;
  const genesys = new GenesysCloud({
    credential: "secret",
    fetch: () => {
      sent++;
      return Promise.resolve(Response.json(body));
    },
  });
  const result = await calls[name]?.(genesys, args).catch((error: unknown) => error);
  return [result, sent];
}

const without = (value: object, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

describe("an answer that the contract does not declare", () => {
  it.each<[string, string, unknown, string, string]>([
    [
      "no currency",
      "getTrusteeBillingOverview",
      without(overview, "currency"),
      "/currency",
      "missing",
    ],
    [
      "no organization",
      "getTrusteeBillingOverview",
      { ...overview, organization: null },
      "/organization",
      "null; declared: an object",
    ],
    [
      "no list of usages",
      "getTrusteeBillingOverview",
      { ...overview, usages: {} },
      "/usages",
      "an object; declared: an array",
    ],
    [
      "a charge without its quantity",
      "getTrusteeBillingOverview",
      { ...overview, usages: [charge, without(charge, "usageQuantity")] },
      "/usages/1/usageQuantity",
      "missing",
    ],
    [
      "a report without usages",
      "getBillableUsage",
      without(report, "usages"),
      "/usages",
      "missing; declared: required",
    ],
    [
      "a usage without resources",
      "getBillableUsage",
      { ...report, usages: [without(usage, "resources")] },
      "/usages/0/resources",
      "missing",
    ],
    [
      "a total that is a text",
      "listTrustors",
      { entities: [], total: "3" },
      "/total",
      "a string; declared: a number",
    ],
    [
      "a trustor without enabled",
      "listTrustors",
      { entities: [{ id: "a" }] },
      "/entities/0/enabled",
      "missing",
    ],
  ])("%s is refused at its place", async (_, name, body, pointer, problem) => {
    const [error, sent] = await outcome(name, body);
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "mismatch", pointer });
    expect(String(error)).toContain(`${pointer} is ${problem}`);
    expect(sent).toBe(1);
  });

  it.each<[string, string, object]>([
    ["an unknown member of an enum", "getTrusteeBillingOverview", overview],
    ["an unknown status", "getBillableUsage", { ...report, status: "Queued" }],
    ["1.5 for an integer", "listTrustors", { total: 1.5, entities: [{ enabled: true }] }],
    ["null for what may be absent", "listTrustors", { entities: null }],
    ["an unknown field", "listTrustors", { more: { total: "1" } }],
  ])("%s passes", async (_, name, body) => {
    expect(await outcome(name, body)).toEqual([body, 1]);
  });
});

/** Every argument of every operation. */
describe("an argument that the contract does not declare so", () => {
  const moment = "a date and time as YYYY-MM-DDThh:mm:ssZ";
  const int32 = "an integer from -2147483648 to 2147483647";
  it.each<[string, object, string]>([
    [
      "getBillableUsage",
      { startDate: "2026-06-01" },
      `startDate is "2026-06-01"; allowed: ${moment}`,
    ],
    [
      "getBillableUsage",
      { endDate: "2026-06-31T00:00:00Z" },
      `endDate is "2026-06-31T00:00:00Z"; allowed: ${moment}`,
    ],
    ["getBillableUsage", { endDate: new Date(0) }, `endDate is a Date; allowed: ${moment}`],
    ["getTrusteeBillingOverview", { trustorOrgId: 1 }, "trustorOrgId is 1; allowed: a string"],
    [
      "getTrusteeBillingOverview",
      { billingPeriodIndex: 0.5 },
      `billingPeriodIndex is 0.5; allowed: ${int32}`,
    ],
    [
      "getTrusteeBillingOverview",
      { billingPeriodIndex: 2 ** 31 },
      `billingPeriodIndex is 2147483648; allowed: ${int32}`,
    ],
    ["listTrustors", { pageNumber: "1" }, `pageNumber is "1"; allowed: ${int32}`],
    ["listTrustors", { pageSize: null }, `pageSize is null; allowed: ${int32}`],
  ])("%s(%j) is refused before it is sent", async (name, args, problem) => {
    const [error, sent] = await outcome(name, {}, args);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(String(error)).toBe(`InvalidRequestError: ${name}: ${problem}`);
    expect(sent).toBe(0);
  });

  it.each<[string, object]>([
    ["getBillableUsage", { startDate: "2026-06-01T00:00:00.000+02:00" }],
    ["getTrusteeBillingOverview", { billingPeriodIndex: 0 }],
    ["listTrustors", { pageNumber: 1, pageSize: 100 }],
  ])("%s(%j) is sent", async (name, args) => {
    expect((await outcome(name, {}, args))[1]).toBe(1);
  });
});
