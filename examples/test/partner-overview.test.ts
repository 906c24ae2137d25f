import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import Big from "big.js";
import type { Customer } from "../src/partner-overview/customer.js";
import { run } from "../src/partner-overview/run.js";
import { environmentOf, runCommand } from "./support/run-command.js";
import { stubService } from "./support/stub-service.js";
import { testClock } from "./support/test-clock.js";

const now = Date.UTC(2026, 6, 15, 9, 30);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, clock: { now: () => now } });
});
afterAll(() => sandbox.close());

const overview = (
  argv: readonly string[] = [],
  settings: Record<string, string> = {},
  clock = testClock(now),
) =>
  runCommand((command) => run({ ...command, clock }), argv, {
    ...environmentOf(sandbox),
    ...settings,
  });
const customersOf = (stdout: string): Customer[] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Customer);

describe("a partner's customers in the sandbox", () => {
  it("are listed one per line, by name, with a total per currency", async () => {
    const { code, stdout, stderr } = await overview();
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.trim().split("\n");
    expect(lines[0]).toBe(
      "Bright Dental Group  2026-06-01 up to 2026-07-01  13,766.5314054855 USD  (without 3 items of unknown amount)",
    );
    const names = lines.map((line) => line.split("  ")[0] ?? "");
    expect(names.slice(0, 3)).toEqual(names.slice(0, 3).sort());
    expect(names.slice(3)).toEqual(["Total", "Total"]);
    expect(stdout).toMatch(/^Total {2}[\d,.]+ EUR$/m);
  });

  it("are marked if the active period is still open", async () => {
    const { stdout } = await overview(["--period", "0"]);
    expect(stdout.match(/open: not final/g)).toHaveLength(3);
  });

  it("are printed as JSON with exact amounts", async () => {
    const { stdout } = await overview(["--json"]);
    const customers = customersOf(stdout);
    expect(customers).toHaveLength(3);
    expect(customers).toContainEqual({
      trustorOrgId: "29600487-a5cc-461f-9913-9e6a97be45b6",
      name: "Bright Dental Group",
      period: {
        start: "2026-06-01T00:00:00.000Z",
        endExclusive: "2026-07-01T00:00:00.000Z",
        open: false,
        currency: "USD",
        total: "13766.5314054855",
        itemsLeftOut: 3,
        minimumMonthlyAmount: "4200.00",
      },
      error: null,
    });
  });

  it.each([
    [["--period", "last"], /^--period must be a whole number from 0, not "last"/],
    [["--rate", "0 per minute"], /^--rate must be .*"300 per minute".*, not "0 per minute"/],
    [["--period", "-1"], /^Option '--period' argument is ambiguous\. See --help\./],
    [["--nope"], /^Unknown option '--nope'/],
  ])("%j is rejected in one line before anything is sent", async (argv, expected) => {
    const { code, stdout, stderr } = await overview(argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("a partner with 250 customers, some of whom fail", () => {
  const refused = new Map([
    [7, 404],
    [100, 403],
    [249, 400],
  ]);
  const unreadable = new Set([42]);

  /** Customers `c-0` to `c-249`, a hundred per page. */
  const partner = (onRequest = (): void => undefined) =>
    stubService(({ pathname, searchParams }) => {
      onRequest();
      if (pathname.endsWith("trustors")) {
        const [size, page] = ["pageSize", "pageNumber"].map((name) =>
          Number(searchParams.get(name)),
        ) as [number, number];
        const from = (page - 1) * size;
        const entities = Array.from({ length: Math.min(size, 250 - from) }, (_, at) => {
          const id = `c-${from + at}`;
          return { id, enabled: true, organization: { id, name: `Customer ${from + at}` } };
        });
        return [200, { entities, pageCount: 3, pageNumber: page, pageSize: size, total: 250 }];
      }
      const number = Number(/\d+$/.exec(pathname)?.[0]);
      const status = refused.get(number);
      if (status !== undefined) return [status, { code: "no", message: "no\nsuch\u001b[31m" }];
      return [200, overviewOf(number)];
    });

  const overviewOf = (number: number): unknown => ({
    ...{ organization: { id: `c-${number}`, name: "" }, currency: number % 2 ? "USD" : "EUR" },
    ...{ enabledProducts: [], subscriptionType: "PREPAY" },
    billingPeriodStartDate: unreadable.has(number) ? "soon" : "2026-06-01T00:00:00Z",
    billingPeriodEndDate: "2026-06-30T23:59:59Z",
    usages: [
      {
        ...{ name: "Seat", partNumber: "S", grouping: "user-license", unitOfMeasureType: "seat" },
        ...{ usageQuantity: "1", prepayQuantity: "0", overagePrice: "0.1" },
      },
    ],
  });

  it("lists all the others, and adds neither floats nor two currencies", async () => {
    const stub = await partner();
    const address = {
      GENESYSCLOUD_BASE_URL: stub.baseUrl,
      GENESYSCLOUD_OAUTHCLIENT_ID: "",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "",
      GENESYSCLOUD_ACCESS_TOKEN: "token",
    };
    try {
      const { code, stdout, stderr } = await overview(["--rate", "1000 per second"], address);
      expect(code).toBe(1);
      const lost = stderr.trim().split("\n");
      expect(lost.map((line) => line.split(":")[0]).sort()).toEqual(
        [7, 42, 100, 249].map((number) => `Customer ${number}`).sort(),
      );
      expect(stderr).not.toContain("\u001b");
      const lines = stdout.trim().split("\n");
      expect(lines.slice(-2).sort()).toEqual(["Total  12.30 EUR", "Total  12.30 USD"]);
      expect(lines).toHaveLength(246 + 2);
      const { stdout: json } = await overview(["--json", "--rate", "1000 per second"], address);
      const customers = customersOf(json);
      expect(customers).toHaveLength(250);
      const sum = customers.reduce(
        (total, { period }) => total.plus(period?.total ?? 0),
        new Big(0),
      );
      expect(sum.toFixed()).toBe("24.6");
    } finally {
      await stub.close();
    }
  });

  it("sends no more requests per second than the rate allows", async () => {
    const clock = testClock(now);
    const sentAt: number[] = [];
    const stub = await partner(() => void sentAt.push(clock.now()));
    try {
      await overview(
        ["--rate", "60 per second"],
        { GENESYSCLOUD_BASE_URL: stub.baseUrl, GENESYSCLOUD_ACCESS_TOKEN: "token" },
        clock,
      );
    } finally {
      await stub.close();
    }
    expect(sentAt).toHaveLength(253);
    const most = sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + 1000).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(60);
  });

  it("prints what it has when the listing fails midway", async () => {
    const stub = await stubService(({ pathname, searchParams }) => {
      if (!pathname.endsWith("trustors")) return [200, overviewOf(1)];
      if (searchParams.get("pageNumber") !== "1") return [403, { code: "no", message: "no" }];
      const entities = [{ id: "c-1", enabled: true, organization: { id: "c-1", name: "One" } }];
      return [200, { entities, pageCount: 2, pageNumber: 1, pageSize: 100, total: 2 }];
    });
    try {
      const { code, stdout, stderr } = await overview([], {
        ...{ GENESYSCLOUD_BASE_URL: stub.baseUrl, GENESYSCLOUD_ACCESS_TOKEN: "token" },
      });
      expect([code, stdout.split("\n")[0]]).toEqual([
        1,
        "One  2026-06-01 up to 2026-07-01  0.10 USD",
      ]);
      expect(stderr).toContain("PermissionDeniedError");
    } finally {
      await stub.close();
    }
  });
});
