import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges } from "@billkit/deepgram/charges";
import { GenesysCloud } from "@billkit/genesys-cloud";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import Big from "big.js";
import { charges, ChargesError, summarize, totals, type ChargesOptions } from "../src/index.js";
import { toArray } from "./support/charge.js";

const now = Date.UTC(2026, 6, 15, 12);
const june: ChargesOptions = {
  period: "2026-06",
  now: () => now,
  sleep: () => Promise.resolve(),
};

let sandbox: Sandbox;
let deepgram: Deepgram;
let genesys: GenesysCloud;
beforeAll(async () => {
  sandbox = await startSandbox({ clock: { now: () => now }, validateResponses: true });
  const { baseUrl, apiKey } = sandbox.deepgram;
  deepgram = new Deepgram({ baseUrl, credential: apiKey });
  genesys = new GenesysCloud({
    baseUrl: sandbox.genesysCloud.baseUrl,
    credential: await accessToken(),
  });
});
afterAll(() => sandbox.close());

async function accessToken(): Promise<string> {
  const { clientId, clientSecret, loginUrl } = sandbox.genesysCloud;
  const response = await fetch(`${loginUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

const sum = (rows: readonly Charge[]): string =>
  rows.reduce((all, { amount = "0" }) => all.plus(amount), new Big(0)).toFixed();

describe("Deepgram, from its contract alone", () => {
  it("has a row per day and combination, which add up to the ungrouped breakdown", async () => {
    const rows = await toArray(charges([deepgramCharges(deepgram)], june));
    const costs = rows.filter(({ view }) => view === "costs");
    const { projects = [] } = await deepgram.projects.listProjects();
    const dollars: string[] = [];
    for (const { project_id = "" } of projects) {
      const { results } = await deepgram.billing.getBillingBreakdown({
        project_id,
        start: "2026-06-01",
        end: "2026-06-30",
      });
      dollars.push(...results.map((each) => String(each.dollars)));
    }
    const expected = dollars.reduce((all, each) => all.plus(each), new Big(0)).toFixed();
    expect(costs.length).toBeGreaterThan(100);
    expect(sum(costs)).toBe(expected);
    expect(totals(rows)).toMatchObject([{ currency: "USD", amount: expected, open: 0 }]);
  });

  it("returns the same rows, ids and order however the month is requested", async () => {
    const source = deepgramCharges(deepgram);
    const [first, again, longer] = await Promise.all([
      toArray(charges([source], june)),
      toArray(charges([source], june)),
      toArray(charges([source], { ...june, period: "2026-05-01..2026-06-30" })),
    ]);
    const stable = (row: Charge): object => ({
      ...row,
      evidence: { ...row.evidence, requestId: undefined },
    });
    expect(again.map(stable)).toEqual(first.map(stable));
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
    const inJune = longer.filter((row) => row.billingPeriodStart.startsWith("2026-06"));
    expect(inJune.map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort());
  });

  it("counts promotional orders as credits, and no order in the total", async () => {
    const rows = await toArray(
      charges([deepgramCharges(deepgram)], { ...june, period: "2026-04-01..2026-06-30" }),
    );
    const orders = rows.filter(({ view }) => view === "purchases");
    const kinds = new Set(orders.map(({ item, category }) => `${item} ${category}`));
    expect(kinds).toContain("promotional credit");
    expect(kinds).toContain("prepaid purchase");
    const { totals: all, purchases } = summarize(rows);
    expect(all.find(({ currency }) => currency === "USD")?.amount).toBe(
      sum(rows.filter(({ view }) => view === "costs")),
    );
    expect(purchases.find(({ currency }) => currency === "USD")?.amount).toBe(
      sum(orders.filter(({ category, currency }) => category === "purchase" && currency === "USD")),
    );
  });

  it("keeps the rows of other projects when one can't be read", async () => {
    sandbox.control.addFault({
      vendor: "deepgram",
      operation: "getBillingBreakdown",
      kind: "status",
      status: 404,
      count: 1,
    });
    const rows: Charge[] = [];
    const reading = (async () => {
      for await (const row of charges([deepgramCharges(deepgram)], june)) rows.push(row);
    })();
    await expect(reading).rejects.toBeInstanceOf(ChargesError);
    const accounts = rows.filter(({ view }) => view === "costs").map(({ accountId }) => accountId);
    expect(new Set(accounts).size).toBe(1);
  });
});

describe("Genesys Cloud, with its own rule", () => {
  it("computes each line's amount and explains it", async () => {
    const rows = await toArray(charges([genesysCloudCharges(genesys)], june));
    const priced = rows.filter(({ amount }) => amount !== undefined);
    expect(priced.length).toBeGreaterThan(0);
    expect(new Set(priced.map(({ basis, currency }) => `${basis} ${currency ?? ""}`))).toContain(
      "computed USD",
    );
    for (const { evidence } of priced) expect(evidence.formula).toMatch(/×|nothing/);
  });

  it("includes the organization's own usage, which is unpriced and makes totals incomplete", async () => {
    const rows = await toArray(charges([genesysCloudCharges(genesys)], june));
    const own = rows.filter(({ view }) => view === "usage");
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ amount, quantity }) => amount === undefined && quantity)).toBe(true);
    expect(totals(rows).every(({ complete }) => !complete)).toBe(true);
  });
});
