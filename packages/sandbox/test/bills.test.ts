import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { sum, toPlaces } from "../src/engine/decimal.js";
import { createSandboxFetch, type SandboxFetch } from "../src/fetch.js";

const now = Date.UTC(2026, 6, 20, 12);
const june = { from: Date.UTC(2026, 5, 1) / 1000, to: Date.UTC(2026, 6, 1) / 1000 };
const vendors = ["openai", "digitalocean", "github", "datadog", "twilio"] as const;

let sandbox: SandboxFetch<(typeof vendors)[number]>;
beforeAll(async () => {
  sandbox = await createSandboxFetch({
    vendors,
    clock: { now: () => now },
    validateResponses: true,
  });
});
afterAll(() => {
  sandbox.close();
});

async function get<Body>(url: string, headers: Record<string, string>): Promise<Body> {
  const response = await sandbox.fetch(url, { headers });
  expect([response.status, response.ok ? "" : await response.text()]).toEqual([200, ""]);
  return (await response.json()) as Body;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("OpenAI's costs", () => {
  interface Page {
    data: { start_time: number; results: { amount: { value: string }; line_item: string }[] }[];
    next_page: string | null;
  }
  const costs = async (query: string): Promise<Page["data"]> => {
    const { baseUrl, apiKey } = sandbox.openai;
    const period = `start_time=${june.from}&end_time=${june.to}${query}`;
    const days: Page["data"] = [];
    let page = "";
    for (let pages = 0; pages < 9; pages += 1) {
      const url = `${baseUrl}/organization/costs?${period}${page}`;
      const { data, next_page } = await get<Page>(url, bearer(apiKey));
      days.push(...data);
      if (next_page === null) return days;
      page = `&page=${next_page}`;
    }
    throw new Error("the pages don't end");
  };
  const total = (days: Page["data"]) =>
    sum(days.flatMap(({ results }) => results.map(({ amount }) => amount.value)));

  it("have each day exactly once across all pages", async () => {
    const starts = (await costs("")).map(({ start_time }) => start_time);
    expect(starts).toEqual(Array.from({ length: 30 }, (_, day) => june.from + day * 86_400));
  });

  it("split the same sum by line item, with all digits", async () => {
    const split = await costs("&group_by=line_item&limit=180");
    expect(total(split)).toBe(total(await costs("")));
    // As OpenAI's own clients send lists.
    expect(await costs("&group_by%5B%5D=line_item&limit=180")).toEqual(split);
    const values = split.flatMap(({ results }) => results.map(({ amount }) => amount.value));
    expect(values).toContain("0.01999999999999999872");
  });

  it("are the same for one seed and differ for another", async () => {
    const first = total(await costs(""));
    const other = await createSandboxFetch({ vendors, seed: 2, clock: { now: () => now } });
    const url = `${other.openai.baseUrl}/organization/costs?start_time=${june.from}&limit=30`;
    const response = await other.fetch(url, { headers: bearer(other.openai.apiKey) });
    expect(total(((await response.json()) as Page).data)).not.toBe(first);
    other.close();
  });

  it("reject a cursor that the sandbox didn't issue", async () => {
    const { baseUrl, apiKey } = sandbox.openai;
    const url = `${baseUrl}/organization/costs?start_time=${june.from}&page=2`;
    const response = await sandbox.fetch(url, { headers: bearer(apiKey) });
    expect(response.status).toBe(400);
  });
});

describe("DigitalOcean's invoices", () => {
  const at = <Body>(path: string) =>
    get<Body>(
      path.startsWith("https:") ? path : `${sandbox.digitalocean.baseUrl}/v2/customers/my/${path}`,
      bearer(sandbox.digitalocean.accessToken),
    );
  interface Page {
    invoice_items?: { amount: string }[];
    billing_history?: { amount: string; type: string; invoice_uuid?: string }[];
    links: { pages?: { next?: string } };
    meta: { total: number };
  }

  it("add up to the summary across linked pages", async () => {
    const { invoices } = await at<{ invoices: { invoice_uuid: string; amount: string }[] }>(
      "invoices",
    );
    const { invoice_uuid, amount } = invoices[0] ?? { invoice_uuid: "", amount: "" };
    const amounts: string[] = [];
    let next: string | undefined = `invoices/${invoice_uuid}`;
    let pages = 0;
    for (; next !== undefined; pages += 1) {
      const page: Page = await at<Page>(next);
      amounts.push(...(page.invoice_items ?? []).map((item) => item.amount));
      next = page.links.pages?.next;
    }
    expect(pages).toBe(2);
    interface Summary {
      amount: string;
      product_charges: { amount: string };
      taxes: { amount: string };
      credits_and_adjustments: { amount: string };
    }
    const summary = await at<Summary>(`invoices/${invoice_uuid}/summary`);
    expect(toPlaces(sum(amounts), 2)).toBe(summary.product_charges.amount);
    const { product_charges, taxes, credits_and_adjustments } = summary;
    const parts = [product_charges, taxes, credits_and_adjustments].map((part) => part.amount);
    expect([toPlaces(sum(parts), 2), summary.amount]).toEqual([amount, amount]);
  });

  it("mix invoices and payments in the history", async () => {
    const { billing_history = [], meta, links } = await at<Page>("billing_history");
    expect(new Set(billing_history.map(({ type }) => type))).toEqual(
      new Set(["Invoice", "Payment", "AttemptFailed"]),
    );
    expect(meta.total).toBeGreaterThan(20);
    expect(links.pages?.next).toMatch(/^https:\/\/digitalocean\.invalid\/.*page=2/);
  });
});

describe("Datadog's costs", () => {
  const costs = (query: string) => {
    const { baseUrl, apiKey, applicationKey } = sandbox.datadog;
    const keys = { "dd-api-key": apiKey, "dd-application-key": applicationKey };
    interface Costs {
      data: {
        attributes: { total_cost: number; charges: { charge_type: string; cost: number }[] };
      }[];
    }
    return get<Costs>(`${baseUrl}/api/v2/usage/${query}`, keys);
  };

  it("have a total beside its parts", async () => {
    const { data } = await costs(
      "historical_cost?start_month=2026-04-01T00:00:00Z&end_month=2026-06-01T00:00:00Z",
    );
    expect(data).toHaveLength(3);
    for (const { attributes } of data) {
      const of = (total: boolean) =>
        attributes.charges
          .filter(({ charge_type }) => (charge_type === "total") === total)
          .reduce((all, { cost }) => all + cost, 0);
      expect(of(true)).toBeCloseTo(of(false), 6);
      expect(attributes.total_cost).toBeCloseTo(of(true), 6);
    }
  });

  it("differ per organization and month", async () => {
    const { data } = await costs("estimated_cost?view=sub-org");
    expect(data).toHaveLength(2);
  });

  it("reject a request with only one of the two keys", async () => {
    const { baseUrl, apiKey } = sandbox.datadog;
    const url = `${baseUrl}/api/v2/usage/estimated_cost`;
    const response = await sandbox.fetch(url, { headers: { "dd-api-key": apiKey } });
    expect([response.status, await response.json()]).toEqual([401, { errors: ["Unauthorized"] }]);
  });
});

describe("GitHub's usage", () => {
  interface Usage {
    usageItems: { sku: string; grossAmount: number; netAmount: number; discountAmount: number }[];
  }
  const usage = (path: string) => {
    const { baseUrl, org, token } = sandbox.github;
    const url = `${baseUrl}/organizations/${org}/settings/billing/usage${path}?year=2026&month=6`;
    return get<Usage>(url, bearer(token));
  };

  it("has the same sums in its summary", async () => {
    const [items, summary] = [await usage(""), await usage("/summary")];
    for (const { sku, netAmount } of summary.usageItems) {
      const own = items.usageItems.filter((item) => item.sku === sku);
      expect(own.reduce((all, item) => all + item.netAmount, 0)).toBeCloseTo(netAmount, 6);
    }
    expect(summary.usageItems.length).toBeGreaterThan(3);
  });
});

describe("Twilio's usage", () => {
  interface Page {
    usage_records: { category: string; price: string }[];
    next_page_uri: string | null;
  }

  it("has a total price beside the categories, across pages linked by path", async () => {
    const { baseUrl, accountSid, credential } = sandbox.twilio;
    const records: Page["usage_records"] = [];
    const period = "StartDate=2026-06-01&EndDate=2026-06-30";
    let next: string | null =
      `/2010-04-01/Accounts/${accountSid}/Usage/Records.json?${period}&PageSize=20`;
    let pages = 0;
    for (; next !== null; pages += 1) {
      const page: Page = await get<Page>(`${baseUrl}${next}`, {
        authorization: `Basic ${credential}`,
      });
      records.push(...page.usage_records);
      next = page.next_page_uri;
    }
    expect(pages).toBe(Math.ceil(records.length / 20));
    expect(new Set(records.map(({ category }) => category)).size).toBe(records.length);
    const price = (name: string) => records.find(({ category }) => category === name)?.price;
    const parents = ["calls", "sms", "mms", "phonenumbers", "recordings", "monitor"];
    const voice = ["answering-machine-detection", "amazon-polly", "voice-insights"];
    const speech = ["transcriptions", "speech-recognition", "calleridlookups", "carrier-lookups"];
    const authy = ["authy-authentications", "authy-phone-verifications", "authy-sms-outbound"];
    const all = [...parents, ...voice, ...speech, ...authy];
    const prices = all.map((name) => price(name) ?? "missing");
    expect(sum(prices)).toBe(price("totalprice"));
  });

  it("rejects another account", async () => {
    const { baseUrl, credential } = sandbox.twilio;
    const url = `${baseUrl}/2010-04-01/Accounts/AC${"0".repeat(32)}/Balance.json`;
    const response = await sandbox.fetch(url, {
      headers: { authorization: `Basic ${credential}` },
    });
    expect(response.status).toBe(404);
  });
});

it("accepts a state with another bill", () => {
  const state = sandbox.control.state();
  const { openai } = state.vendors;
  const [cost] = openai.costs;
  sandbox.control.setState({
    vendors: { openai: { ...openai, costs: cost ? [{ ...cost, value: "0.1" }] : [] } },
  });
  expect(sandbox.control.state().vendors.openai.costs).toHaveLength(1);
  const wrong = { ...openai, since: "yesterday" };
  expect(() => {
    sandbox.control.setState({ vendors: { openai: wrong } });
  }).toThrow("/vendors/openai/since");
  sandbox.control.reset();
});
