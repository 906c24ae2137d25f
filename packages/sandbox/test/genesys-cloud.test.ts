import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { Sandbox } from "../src/index.js";
import { asGenesysCloud, startFixed, type Send } from "./support/client.js";
import { startForTest } from "./support/started.js";

const trustorsPath = "/api/v2/orgauthorization/trustors";
const usagePath = "/api/v2/billing/reports/billableusage";
const overviewPath = "/api/v2/billing/trusteebillingoverview";
const may = "startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";

let sandbox: Sandbox;
let get: Send;
let trustors: { id: string; enabled: boolean; organization: { id: string; name: string } }[];

beforeAll(async () => {
  sandbox = await startFixed();
  get = await asGenesysCloud(sandbox);
  trustors = dig((await get(trustorsPath)).json, "entities") as typeof trustors;
});
afterAll(() => sandbox.close());

const overviewOf = async (id: string, index: number) =>
  (await get(`${overviewPath}/${id}?billingPeriodIndex=${index}`)).json as Record<string, unknown>;

describe("trustors", () => {
  it("are three, each with its organization", () => {
    expect(trustors).toHaveLength(3);
    expect(trustors[0]?.id).toBe(sandbox.genesysCloud.trustorOrgId);
    for (const { id, organization } of trustors) expect(organization.id).toBe(id);
  });

  it("are paged, with links to the adjacent pages", async () => {
    const { json: first } = await get(`${trustorsPath}?pageSize=2`);
    expect(first).toMatchObject({
      entities: trustors.slice(0, 2),
      pageSize: 2,
      pageNumber: 1,
      pageCount: 2,
      total: 3,
      nextUri: `${trustorsPath}?pageSize=2&pageNumber=2`,
    });
    expect(first).not.toHaveProperty("previousUri");
    const { json: second } = await get(String(dig(first, "nextUri")));
    expect(second).toMatchObject({
      entities: trustors.slice(2),
      pageNumber: 2,
      previousUri: `${trustorsPath}?pageSize=2&pageNumber=1`,
    });
    expect(second).not.toHaveProperty("nextUri");
  });

  it("have 25 per page by default, and none past the last page", async () => {
    expect((await get(trustorsPath)).json).toMatchObject({ pageSize: 25, pageCount: 1 });
    expect((await get(`${trustorsPath}?pageNumber=2`)).json).toMatchObject({ entities: [] });
  });
});

describe("billable usage", () => {
  it("is in progress twice, then complete, for each pair of dates", async () => {
    const request = (query: string) => get(`${usagePath}?${query}`);
    const statuses = async (query: string) => {
      const replies = [
        await request(query),
        await request(query),
        await request(query),
        await request(query),
      ];
      return replies.map(({ json }) => dig(json, "status"));
    };
    const expected = ["InProgress", "InProgress", "Complete", "Complete"];
    expect(await statuses(may)).toEqual(expected);
    expect(await statuses(may.replace("05-31", "05-30"))).toEqual(expected);
  });

  it("has no usages while in progress, and all of them afterwards", async () => {
    const query = may.replace("05-01", "05-02");
    const { json: early } = await get(`${usagePath}?${query}`);
    expect(early).toMatchObject({ status: "InProgress", usages: [] });
    await get(`${usagePath}?${query}`);
    const { json: late } = await get(`${usagePath}?${query}`);
    expect(late).toMatchObject({
      id: dig(early, "id"),
      startDate: "2026-05-02T00:00:00.000Z",
      endDate: "2026-05-31T23:59:59.000Z",
    });
    const usages = dig(late, "usages") as { totalUsage: string; resources: { date: string }[] }[];
    expect(usages.length).toBeGreaterThan(5);
    for (const { totalUsage, resources } of usages) {
      expect(totalUsage).toMatch(/^\d+(\.\d{1,8})?$/);
      if (resources.length > 0) expect(totalUsage).toBe(String(resources.length));
      for (const { date } of resources) expect(date.slice(0, 7)).toBe("2026-05");
    }
  });

  it.each([0, 1, 5])("takes %i polls if configured", async (reportPolls) => {
    const slow = await startForTest({ reportPolls });
    const request = await asGenesysCloud(slow);
    const statuses: unknown[] = [];
    while (statuses.at(-1) !== "Complete" && statuses.length < 10) {
      statuses.push(dig((await request(`${usagePath}?${may}`)).json, "status"));
    }
    expect(statuses).toHaveLength(reportPolls + 1);
  });

  it("has nothing in the future", async () => {
    const future = await startForTest({ reportPolls: 0 });
    const request = await asGenesysCloud(future);
    const { json } = await request(`${usagePath}?${may.replaceAll("2026", "2030")}`);
    expect(json).toMatchObject({ status: "Complete", usages: [] });
  });

  it("stays the same within a day and grows the next day, until its last day is over", async () => {
    let time = Date.parse("2026-06-20T12:00:00Z");
    const running = await startForTest({ reportPolls: 0, clock: { now: () => time } });
    const request = await asGenesysCloud(running);
    const used = async (hours: number) => {
      time = Date.parse("2026-06-20T12:00:00Z") + hours * 3_600_000;
      const query = "startDate=2026-06-01T00:00:00Z&endDate=2026-06-21T12:00:00Z";
      const usages = dig((await request(`${usagePath}?${query}`)).json, "usages") as object[];
      return Number(
        usages.map((usage) => dig(usage, "totalUsage")).find((_, index) => index === 8),
      );
    };
    const first = await used(0);
    expect(await used(11)).toBe(first);
    const next = await used(12);
    expect(next).toBeGreaterThan(first);
    const last = await used(23.9);
    expect(last).toBe(next);
  });

  it("is stored for the last 200 pairs of dates", async () => {
    const immediate = await startForTest({ reportPolls: 0 });
    const request = await asGenesysCloud(immediate);
    for (let second = 0; second < 201; second += 1) {
      const endDate = new Date(Date.UTC(2026, 4, 31, 0, 0, second)).toISOString();
      await request(`${usagePath}?startDate=2026-05-31T00:00:00Z&endDate=${endDate}`);
    }
    const reports =
      immediate.control.state().vendors["genesys-cloud"].organizations[0]?.reports ?? [];
    expect(reports).toHaveLength(200);
    expect(reports[0]?.endDate).toBe("2026-05-31T00:00:01.000Z");
  });
});

describe("a trustor's overview", () => {
  it("has the active period, which includes the present, at 0, then closed ones", async () => {
    for (const { id } of trustors) {
      const bills = await Promise.all([0, 1, 2].map((index) => overviewOf(id, index)));
      const dates = bills.map((bill) => ({
        start: Date.parse(String(bill.billingPeriodStartDate)),
        end: Date.parse(String(bill.billingPeriodEndDate)),
      }));
      const [active, previous, older] = dates;
      const now = Date.parse("2026-06-20T12:34:56Z");
      expect(active?.start).toBeLessThanOrEqual(now);
      expect(active?.end).toBeGreaterThan(now);
      expect(previous?.end).toBe((active?.start ?? 0) - 1000);
      expect(older?.end).toBe((previous?.start ?? 0) - 1000);
    }
  });

  it("has the current month if months begin on the first", async () => {
    expect(await overviewOf(sandbox.genesysCloud.trustorOrgId, 0)).toMatchObject({
      billingPeriodStartDate: "2026-06-01T00:00:00Z",
      billingPeriodEndDate: "2026-06-30T23:59:59Z",
    });
  });

  it("differs in currency, subscription and ramp", async () => {
    const bills = await Promise.all(trustors.map(({ id }) => overviewOf(id, 0)));
    const values = (field: string) => new Set(bills.map((bill) => bill[field]));
    expect(values("currency")).toEqual(new Set(["USD", "EUR"]));
    expect(values("subscriptionType").size).toBe(3);
    expect(values("inRampPeriod")).toEqual(new Set([true, false]));
    for (const { inRampPeriod, rampPeriodStartDate } of bills) {
      expect(typeof rampPeriodStartDate).toBe(inRampPeriod === true ? "string" : "undefined");
    }
  });

  it("has amounts as decimal strings, some with eight decimals", async () => {
    const { usages } = await overviewOf(sandbox.genesysCloud.trustorOrgId, 1);
    const amounts = (usages as Record<string, unknown>[]).flatMap((usage) => [
      usage.usageQuantity,
      usage.prepayQuantity,
      usage.overagePrice,
    ]);
    for (const amount of amounts) expect(amount).toMatch(/^\d+(\.\d{1,8})?$/);
    expect(amounts).toContainEqual(expect.stringMatching(/\.\d{8}$/));
  });

  it("grows while its period is open, and is final once it is closed", async () => {
    let now = Date.parse("2026-06-10T00:00:00Z");
    const moving = await startForTest({ clock: { now: () => now } });
    const request = await asGenesysCloud(moving);
    const storage = async (index: number) => {
      const id = moving.genesysCloud.trustorOrgId;
      const { json } = await request(`${overviewPath}/${id}?billingPeriodIndex=${index}`);
      const usages = dig(json, "usages") as { grouping: string; usageQuantity: string }[];
      return Number(usages.find(({ grouping }) => grouping === "storage")?.usageQuantity);
    };
    const [open, closed] = [await storage(0), await storage(1)];
    now += 3_600_000;
    expect(await storage(0)).toBeGreaterThan(open);
    expect(await storage(1)).toBe(closed);
  });

  it("keeps its period open to the end of the last second", async () => {
    let time = Date.parse("2026-06-30T12:00:00Z");
    const ending = await startForTest({ clock: { now: () => time } });
    const request = await asGenesysCloud(ending);
    const startAt = async (now: string) => {
      time = Date.parse(now);
      const { json } = await request(`${overviewPath}/${ending.genesysCloud.trustorOrgId}`);
      return dig(json, "billingPeriodStartDate");
    };
    expect(await startAt("2026-06-30T23:59:59.999Z")).toBe("2026-06-01T00:00:00Z");
    expect(await startAt("2026-07-01T00:00:00Z")).toBe("2026-07-01T00:00:00Z");
  });

  it("defaults to the active period", async () => {
    const id = sandbox.genesysCloud.trustorOrgId;
    expect((await get(`${overviewPath}/${id}`)).json).toEqual(await overviewOf(id, 0));
  });
});

describe("errors", () => {
  it.each([
    [usagePath, "bad.request", "endDate"],
    [`${usagePath}?endDate=2026-05-31T23:59:59Z`, "bad.request", "startDate"],
    [`${usagePath}?${may}&page=1`, "bad.request", "page"],
    [`${usagePath}?startDate=2026-05-01&endDate=2026-05-31T00:00:00Z`, "invalid.date", "startDate"],
    [
      `${usagePath}?startDate=2026-06-30T23:59:60Z&endDate=2026-07-01T00:00:00Z`,
      "invalid.date",
      "startDate",
    ],
    [
      `${usagePath}?startDate=2026-05-02T00:00:00Z&endDate=2026-05-01T00:00:00Z`,
      "invalid.query.param.value",
      "endDate",
    ],
    [`${trustorsPath}?pageSize=0`, "invalid.query.param.value", "pageSize"],
    [`${trustorsPath}?pageNumber=one`, "invalid.query.param.value", "pageNumber"],
    [`${trustorsPath}?pageNumber=1.5`, "invalid.query.param.value", "pageNumber"],
    [`${trustorsPath}?pageSize=99999999999`, "invalid.query.param.value", "pageSize"],
  ])("%s is a 400 that names the field", async (address, code, fieldName) => {
    const { status, headers, json } = await get(address);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code,
      status: 400,
      message: expect.stringContaining(`[${fieldName}]`),
      contextId: headers["inin-correlation-id"],
      details: [{ errorCode: code, fieldName }],
      messageParams: { parameter: fieldName },
    });
  });

  it("reject billing periods before the first and in the future", async () => {
    const id = sandbox.genesysCloud.trustorOrgId;
    expect(await overviewOf(id, -1)).toMatchObject({ status: 400 });
    expect(await overviewOf(id, 500)).toMatchObject({ status: 404, code: "not.found" });
    expect(await overviewOf(id, 2_147_483_647)).toMatchObject({ status: 404 });
    expect(await overviewOf(id, 2_147_483_648)).toMatchObject({ status: 400 });
  });

  it.each([
    [{}, "authentication.required"],
    [{ authorization: "Basic eDp5" }, "authentication.required"],
    [{ authorization: "Bearer expired" }, "bad.credentials"],
  ])("%j is a 401", async (headers, code) => {
    const { status, json } = await get(trustorsPath, { headers });
    expect({ status, json }).toMatchObject({ status: 401, json: { code, status: 401 } });
  });

  it("include unknown trustors, paths and methods", async () => {
    const trustor = await get(`${overviewPath}/nobody`);
    expect(trustor.json).toMatchObject({ status: 404, code: "not.found", entityId: "nobody" });
    const path = await get("/api/v2/billing");
    expect(path.json).toMatchObject({ status: 404, code: "not.found" });
    const method = await get(trustorsPath, { method: "DELETE" });
    expect(method.json).toMatchObject({ status: 405, code: "method.not.allowed" });
    expect(method.headers.allow).toBe("GET");
  });
});
