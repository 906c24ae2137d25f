import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Charge, ContractChargeSource } from "@billkit/core/charges";
import type { Datadog } from "@billkit/datadog";
import { connectDatadog } from "@billkit/datadog/connect";
import { datadogCharges } from "@billkit/datadog/charges";
import type { DigitalOcean } from "@billkit/digitalocean";
import { connectDigitalOcean } from "@billkit/digitalocean/connect";
import { digitaloceanCharges } from "@billkit/digitalocean/charges";
import type { GitHub } from "@billkit/github";
import { connectGitHub } from "@billkit/github/connect";
import { githubCharges } from "@billkit/github/charges";
import type { OpenAI } from "@billkit/openai";
import { connectOpenAI } from "@billkit/openai/connect";
import { openaiCharges } from "@billkit/openai/charges";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import type { Twilio } from "@billkit/twilio";
import { connectTwilio } from "@billkit/twilio/connect";
import { twilioCharges } from "@billkit/twilio/charges";
import Big from "big.js";
import { charges, ChargesError, totals, type ChargesOptions } from "../src/index.js";
import { toArray } from "./support/charge.js";

/** Datadog bills a month from the 16th of the next month. */
const now = Date.UTC(2026, 6, 20, 12);
const options: ChargesOptions = { period: "2026-06", now: () => now };

const served = ["openai", "twilio", "digitalocean", "github", "datadog"] as const;
let sandbox: Sandbox<(typeof served)[number]>;
let openai: OpenAI;
let twilio: Twilio;
let digitalocean: DigitalOcean;
let github: GitHub;
let datadog: Datadog;
let sources: Readonly<Record<string, ContractChargeSource>>;
beforeAll(async () => {
  sandbox = await startSandbox({
    vendors: served,
    clock: { now: () => now },
    validateResponses: true,
  });
  const { baseUrl: openaiUrl, apiKey: adminKey } = sandbox.openai;
  openai = connectOpenAI({ baseUrl: openaiUrl, apiKey: adminKey });
  const { baseUrl: twilioUrl, accountSid, authToken } = sandbox.twilio;
  twilio = connectTwilio({ baseUrl: twilioUrl, accountSid, authToken });
  const { baseUrl: oceanUrl, accessToken } = sandbox.digitalocean;
  digitalocean = connectDigitalOcean({ baseUrl: oceanUrl, accessToken });
  const { baseUrl: githubUrl, token } = sandbox.github;
  github = connectGitHub({ baseUrl: githubUrl, accessToken: token });
  const { baseUrl, apiKey, applicationKey } = sandbox.datadog;
  datadog = connectDatadog({ baseUrl, apiKey, applicationKey });
  sources = {
    openai: openaiCharges(openai),
    twilio: twilioCharges(twilio, { accountSid: sandbox.twilio.accountSid }),
    digitalocean: digitaloceanCharges(digitalocean),
    github: githubCharges(github, { org: sandbox.github.org }),
    datadog: datadogCharges(datadog),
  };
});
afterAll(() => sandbox.close());

const add = (amounts: readonly (string | number | null | undefined)[]): string =>
  amounts.reduce<Big>((all, each) => all.plus(each ?? 0), new Big(0)).toFixed();
const sum = (rows: readonly Charge[]): string => add(rows.map(({ amount }) => amount));
const read = (name: string, period = "2026-06"): Promise<Charge[]> => {
  const source = sources[name];
  return toArray(charges(source ? [source] : [], { ...options, period }));
};
/** The vendor's own total for June, from another call than the rows. */
const vendorTotals: Readonly<Record<string, () => Promise<string>>> = {
  openai: async () => {
    const found: (string | number | null | undefined)[] = [];
    const [start_time, end_time] = [Date.UTC(2026, 5) / 1000, Date.UTC(2026, 6) / 1000];
    for await (const { results } of openai.billing.listCosts({ start_time, end_time }))
      found.push(...results.map(({ amount }) => amount?.value));
    return add(found);
  },
  twilio: async () => {
    const { usage_records: records = [] } = await twilio.billing.listUsageRecords({
      AccountSid: sandbox.twilio.accountSid,
      ...{ Category: "totalprice", StartDate: "2026-06-01", EndDate: "2026-06-30" },
    });
    return add(records.map(({ price }) => price));
  },
  digitalocean: async () => {
    const { invoices = [] } = await digitalocean.billing.listInvoices();
    return add(
      invoices
        .filter(({ invoice_period: month }) => month === "2026-06")
        .map((each) => each.amount),
    );
  },
  datadog: async () => {
    const start_month = "2026-06-01T00:00:00Z";
    const { data = [] } = await datadog.billing.getHistoricalCost({ start_month, view: "sub-org" });
    return add(data.map(({ attributes }) => attributes?.total_cost));
  },
};

describe("a month of each vendor, from the sandbox", () => {
  it.each(Object.keys(vendorTotals))(
    "adds up to the total of %s, including the residual",
    async (name) => {
      const rows = await read(name);
      const expected = await vendorTotals[name]?.();
      expect(totals(rows)).toMatchObject([{ currency: "USD", amount: expected, complete: true }]);
      expect(Number(expected)).toBeGreaterThan(100);
    },
  );

  it("adds up to GitHub's summary, which the service computes with doubles", async () => {
    const rows = await read("github");
    const { usageItems } = await github.billing.getUsageSummary({
      ...{ org: sandbox.github.org, year: 2026, month: 6 },
    });
    const net = usageItems.reduce((all, { netAmount }) => all + netAmount, 0);
    expect(Number(totals(rows)[0]?.amount)).toBeCloseTo(net, 6);
    const [row] = rows;
    expect(Number(row?.listAmount)).toBeGreaterThan(Number(row?.amount));
    expect(row).toMatchObject({ unit: "minutes", accountId: sandbox.github.org });
  });

  it.each(served)("returns the same rows, ids and order for %s again", async (name) => {
    const [first, again] = await Promise.all([read(name), read(name)]);
    const stable = ({ evidence, ...row }: Charge): object => ({ ...row, at: evidence.pointer });
    expect(again.map(stable)).toEqual(first.map(stable));
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length);
  });
});

describe("amounts that occur twice", () => {
  it("omits Twilio's parent categories and unused ones", async () => {
    const items = (await read("twilio")).map(({ item }) => item);
    expect(items).toContain("calls-inbound-local");
    for (const parent of ["calls", "calls-inbound", "recordings", "totalprice"])
      expect(items).not.toContain(parent);
    expect(items).not.toContain("calls-transfers");
  });

  it("omits Datadog's totals of committed and on-demand cost", async () => {
    const rows = (await read("datadog")).filter(({ item }) => item !== "residual");
    const kinds = rows.map(({ dimensions }) => dimensions.charge_type);
    expect(new Set(kinds)).toEqual(new Set(["committed", "on_demand"]));
  });

  it("uses Datadog's estimate only for months that aren't billed yet", async () => {
    const rows = await read("datadog", "2026-05-01..2026-07-31");
    const views = new Set(rows.map((row) => `${row.billingPeriodStart.slice(0, 7)} ${row.view}`));
    expect([...views].sort()).toEqual(["2026-05 costs", "2026-06 costs", "2026-07 estimated"]);
    expect(rows.every(({ view, final }) => final === (view === "costs"))).toBe(true);
  });

  it("lists DigitalOcean's payments separately from its invoices, which its history repeats", async () => {
    const rows = await read("digitalocean");
    const history = rows.filter(({ view }) => view === "history");
    expect(history.map(({ item }) => item)).toEqual(["Payment"]);
    expect(sum(rows.filter(({ view }) => view === "invoices"))).toBe(totals(rows)[0]?.amount);
  });

  it("lists DigitalOcean's taxes and credits separately, and the current month as an estimate", async () => {
    const rows = await read("digitalocean", "2026-04-01..2026-07-31");
    const kinds = rows.map(
      (row) => `${row.billingPeriodStart.slice(5, 7)} ${row.view} ${row.category}`,
    );
    expect(kinds).toEqual(expect.arrayContaining(["04 invoices credit", "06 invoices tax"]));
    const july = rows.filter(({ billingPeriodStart }) => billingPeriodStart.startsWith("2026-07"));
    expect(new Set(july.map(({ view }) => view))).toEqual(new Set(["estimated", "history"]));
    expect(totals(rows)[0]?.open).toBeGreaterThan(0);
  });
});

it.each([
  ["digitalocean", "2026-06-02..2026-06-30"],
  ["digitalocean", "2026-06-01..2026-06-01"],
  ["datadog", "2026-05-20..2026-06-10"],
])("fails for a part of a month that %s bills as a whole: %s", async (vendor, period) => {
  const failed: unknown = await read(vendor, period).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ChargesError);
  expect(String(failed)).toContain("of which the period covers only a part; choose whole months");
});

it.each(["openai", "twilio", "github"])("reads single days of %s", async (vendor) => {
  const some = await read(vendor, "2026-06-03..2026-06-04");
  expect(some.length).toBeGreaterThan(0);
  const days = some.map(({ chargePeriodStart: start, chargePeriodEnd: end }) => [start, end]);
  expect(days.flat().every((each) => each >= "2026-06-03" && each < "2026-06-05T01")).toBe(true);
});

it("adds no residual for a failed call", async () => {
  const operation = "getInvoiceSummary";
  sandbox.control.addFault({
    vendor: "digitalocean",
    operation,
    kind: "status",
    status: 404,
    count: 1,
  });
  const rows: Charge[] = [];
  const reading = (async () => {
    for await (const row of charges([digitaloceanCharges(digitalocean)], options)) rows.push(row);
  })();
  await expect(reading).rejects.toBeInstanceOf(ChargesError);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ item }) => item === "residual")).toEqual([]);
});

it("rejects two accounts that can't be told apart", async () => {
  const [first, second] = [digitaloceanCharges(digitalocean), digitaloceanCharges(digitalocean)];
  await expect(toArray(charges([first, second], options))).rejects.toThrow(
    'charges: two sources of digitalocean need the option accountId, such as { accountId: "production" }',
  );
  const named = digitaloceanCharges(digitalocean, { accountId: "staging" });
  const rows = await toArray(charges([first, named], options));
  expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set(["default", "staging"]));
});
