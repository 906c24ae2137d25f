import { afterEach, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import {
  createSandboxFetch,
  type DeepgramProject,
  type GivenState,
  type SandboxFetch,
} from "../src/index.js";
import { basic, now } from "./support/client.js";

const project_id = "11111111-1111-4111-8111-111111111111";
const closing: SandboxFetch[] = [];
afterEach(() => {
  for (const sandbox of closing.splice(0)) sandbox.close();
});

async function open(seed: GivenState | number = 7) {
  const clock = { now: () => now };
  const options = { seed, clock, validateResponses: true, reportPolls: 0 };
  const sandbox = await createSandboxFetch(options);
  closing.push(sandbox);
  return sandbox;
}

/** A sandbox with one account of one project. */
async function withProject(project: object, more: object = {}) {
  const accounts = [{ keys: [{ key: "k" }], projects: [{ project_id, ...project }] }];
  const sandbox = await open({ vendors: { deepgram: { accounts, ...more } } });
  const get = async (path: string): Promise<unknown> => {
    const address = `${sandbox.deepgram.baseUrl}/v1/projects/${project_id}${path}`;
    const response = await sandbox.fetch(address, { headers: { authorization: "Token k" } });
    expect(response.status).toBe(200);
    return response.json();
  };
  const project_ = (): DeepgramProject | undefined =>
    sandbox.control.state().vendors.deepgram.accounts[0]?.projects[0];
  return { sandbox, get, project: project_ };
}

/** Any state that a sandbox returns can be set on it, or on another one, unchanged. */
function expectToTakeItsState({ control }: SandboxFetch) {
  const state = control.state();
  control.setState(state);
  expect(control.state()).toEqual(state);
}

describe("a project whose usage would exceed exact sums", () => {
  const streams = Array.from({ length: 14 }, (_, index) => ({
    accessor: `a${index}`,
    line_item: "x",
    dailyDollars: 1_000,
  }));
  const balances = (...amounts: number[]) =>
    amounts.map((amount, index) => ({ balance_id: `b${index}`, amount, units: "usd" }));

  it("stops its streams early, and its state can be restored", async () => {
    const given = { usedUntil: "2020-01-01", streams, balances: balances(5, 0.5) };
    const { sandbox, project } = await withProject(given);
    const used = (project()?.usage ?? []).reduce((sum, { dollars }) => sum + dollars, 0);
    expect(used).toBeGreaterThan(9_998_000);
    expect(used).toBeLessThanOrEqual(10_000_000);
    expectToTakeItsState(sandbox);
  });

  it("rejects usage that would push a balance out of range", async () => {
    const given = { usedUntil: "2026-06-01", streams, balances: balances(-3, -9_999_000.5) };
    const { sandbox, project } = await withProject(given);
    const use = (dollars: number) => () => {
      sandbox.control.act("deepgram", "usage", {
        project_id,
        accessor: "a",
        line_item: "x",
        dollars,
      });
    };
    const left = 10_000_000 + (project()?.balances[1]?.amount ?? 0);
    expect(left).toBeLessThan(999.5);
    expect(use(1_000)).toThrow("or puts a balance below -10000000 dollars");
    use(Number(left.toFixed(8)))();
    expect(project()?.balances.map(({ amount }) => amount)).toEqual([-3, -10_000_000]);
    expectToTakeItsState(sandbox);
  });
});

describe("names that every object inherits", () => {
  it.each(["constructor", "toString", "__proto__"])("can name a line item: %s", async (name) => {
    const usage = [{ accessor: name, line_item: name, date: "2026-06-01", dollars: 1 }];
    const plain = await withProject({ usage });
    const items = dig(await plain.get("/billing/fields"), "line_items");
    expect(Object.entries(items as object)).toEqual([[name, name]]);
    const line_items: unknown = JSON.parse(`{"${name}":"Title"}`);
    const titled = await withProject({ usage }, { line_items });
    expect(JSON.stringify(await titled.get("/billing/fields"))).toContain(
      `"line_items":{"${name}":"Title"}`,
    );
    expectToTakeItsState(titled.sandbox);
  });
});

describe("an invalid state", () => {
  const deep = (depth: number): unknown =>
    JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
  const deepgram = (project: object, key = "k", more: object = {}) => ({
    deepgram: { accounts: [{ keys: [{ key }], projects: [{ project_id, ...project }] }], ...more },
  });
  const client = (clientId: string, clientSecret: string) => ({
    "genesys-cloud": { organizations: [{ id: "o", clients: [{ clientId, clientSecret }] }] },
  });

  it.each<[string, object, string]>([
    ["nested too deeply", deepgram({}, "k", { line_items: deep(20_000) }), "is nested too deeply"],
    ["not JSON", deepgram({ name: () => "x" }), "isn't JSON"],
    ["a key with a line break", deepgram({}, "a\nb"), "/keys/0/key: must match pattern"],
    [
      "a key that can't be sent in a header",
      deepgram({}, "\u2603"),
      "/keys/0/key: must match pattern",
    ],
    ["an id with a line break", client("a\nb", "s"), "/clients/0/clientId: must match pattern"],
    [
      "a secret with a line break",
      client("c", "a\r\nb"),
      "/clients/0/clientSecret: must match pattern",
    ],
  ])("is rejected in one line and changes nothing: %s", async (_, vendors, message) => {
    const { control } = await open();
    const before = control.state();
    expect(() => {
      control.setState({ vendors: { ...vendors } });
    }).toThrow(message);
    expect(control.state()).toEqual(before);
  });
});

it("groups by the set of tags in any order", async () => {
  const usage = [["a", "b"], ["b", "a"], ["b", "a", "b"], ["a"], []].map((tags) => ({
    accessor: "x",
    line_item: "x",
    date: "2026-06-01",
    dollars: 0.1,
    tags,
  }));
  const { get } = await withProject({ usage });
  const results = dig(await get("/billing/breakdown?grouping=tags"), "results") as object[];
  expect(
    results.map((result) => [dig(result, "dollars"), dig(result, "grouping", "tags")]),
  ).toEqual([
    [0.3, ["a", "b"]],
    [0.1, ["a"]],
    [0.1, []],
  ]);
});

describe("Genesys Cloud", () => {
  const permissions = ["billing:subscription:view", "affiliateOrganization:clientBilling:view"];
  const clients = [{ clientId: "c", clientSecret: "s", permissions }];

  async function withTrustors(trustors: readonly object[]) {
    const organizations = [{ id: "o", clients, trustors }];
    const sandbox = await open({ vendors: { "genesys-cloud": { organizations } } });
    const { loginUrl, baseUrl } = sandbox.genesysCloud;
    const login = await sandbox.fetch(`${loginUrl}/oauth/token`, {
      method: "POST",
      headers: { authorization: basic("c", "s") },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    const authorization = `Bearer ${String(dig(await login.json(), "access_token"))}`;
    const get = (path: string) => sandbox.fetch(baseUrl + path, { headers: { authorization } });
    return { sandbox, get };
  }
  const period = (start: string, end: string, usages: readonly object[] = []) => ({
    organization: { id: "t", name: "T" },
    currency: "USD",
    enabledProducts: [],
    subscriptionType: "PREPAY",
    billingPeriodStartDate: start,
    billingPeriodEndDate: end,
    usages,
  });

  it.each([
    ["endDate", "2026-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"],
    ["startDate", "0000-01-01T00:00:00+14:00", "2026-01-01T00:00:00Z"],
    ["endDate", "2016-01-01T00:00:00Z", "2016-12-31T23:59:60Z"],
  ])("rejects a report whose %s can't be represented: %s to %s", async (field, start, end) => {
    const { sandbox, get } = await withTrustors([]);
    const query = new URLSearchParams({ startDate: start, endDate: end });
    const response = await get(`/api/v2/billing/reports/billableusage?${query.toString()}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "invalid.date",
      details: [{ fieldName: field }],
    });
    expectToTakeItsState(sandbox);
  });

  it("returns and stores a report over all years that a date-time can have", async () => {
    const { sandbox, get } = await withTrustors([]);
    const query = "startDate=0000-01-01T00:00:00Z&endDate=9999-12-31T23:59:59.999Z";
    expect((await get(`/api/v2/billing/reports/billableusage?${query}`)).status).toBe(200);
    expectToTakeItsState(sandbox);
  });

  it("expires a token on a leap second, and lists no trustors on an empty first page", async () => {
    const tokens = { t: { clientId: "c", expires: "2016-12-31T23:59:60Z" } };
    const more = ["authorization:orgTrustor:view", ...permissions];
    const allowed = [{ id: "o", clients: [{ ...clients[0], permissions: more }] }];
    const state = { organizations: allowed, tokens };
    const sandbox = await open({ vendors: { "genesys-cloud": state } });
    const address = `${sandbox.genesysCloud.baseUrl}/api/v2/orgauthorization/trustors`;
    const get = () => sandbox.fetch(address, { headers: { authorization: "Bearer t" } });
    expect((await get()).status).toBe(401);
    tokens.t.expires = "2027-01-01T00:00:00Z";
    sandbox.control.setState({ vendors: { "genesys-cloud": state } });
    expect(await (await get()).json()).toMatchObject({
      total: 0,
      lastUri: "/api/v2/orgauthorization/trustors?pageSize=25&pageNumber=1",
    });
  });

  it("returns an address that resolves to the trustor, whatever its id is", async () => {
    const id = "a/b c?é";
    const { get } = await withTrustors([
      { id, name: "T", periods: [period("2026-06-01T00:00:00Z", "2026-06-30T23:59:59Z")] },
    ]);
    const address = `/api/v2/billing/trusteebillingoverview/${encodeURIComponent(id)}`;
    const first: unknown = await (await get(address)).json();
    expect(dig(first, "selfUri")).toBe(`${address}?billingPeriodIndex=0`);
    expect(await (await get(String(dig(first, "selfUri")))).json()).toEqual(first);
  });

  it("rejects usage that would make a sum too long to be restored", async () => {
    const usages = [
      {
        name: "n",
        partNumber: "p",
        grouping: "device",
        unitOfMeasureType: "u",
        usageQuantity: "1",
        prepayQuantity: "0",
      },
    ];
    const { sandbox } = await withTrustors([
      {
        id: "t",
        name: "T",
        periods: [period("2026-06-01T00:00:00Z", "2026-06-30T23:59:59Z", usages)],
      },
    ]);
    const before = sandbox.control.state();
    const quantity = "9".repeat(30);
    expect(() => {
      sandbox.control.act("genesys-cloud", "usage", {
        trustorOrgId: "t",
        partNumber: "p",
        quantity,
      });
    }).toThrow("/quantity: the sum would have more than 30 digits before the point");
    expect(sandbox.control.state()).toEqual(before);
    expectToTakeItsState(sandbox);
  });
});
