import { describe, expect, it } from "@jest/globals";
import type { Bills } from "../src/bills/bill.js";
import { runBills } from "./support/run-bills.js";
import { stubService } from "./support/stub-service.js";

type Reply = readonly [status: number, body: unknown];

const refused: Reply = [403, { code: "missing.any.permissions", message: "not you" }];
const usage = {
  name: "Seats",
  partNumber: "GC-1",
  grouping: "user-license",
  unitOfMeasureType: "seat",
  usageQuantity: "3",
  prepayQuantity: "0",
  overagePrice: "0.10",
};

function overview(
  currency: string,
  from: string,
  to: string,
  usages: readonly unknown[] = [usage],
): Reply {
  const dates = { billingPeriodStartDate: from, billingPeriodEndDate: to };
  return [
    200,
    {
      organization: {},
      currency,
      enabledProducts: [],
      subscriptionType: "PREPAY",
      usages,
      ...dates,
    },
  ];
}

const june = ["2026-06-01T00:00:00Z", "2026-06-30T23:59:59Z"] as const;
const july = ["2026-07-01T00:00:00Z", "2026-07-31T23:59:59Z"] as const;

interface Answers {
  readonly login?: Reply;
  readonly report?: Reply;
  readonly trustors?: Reply;
  /** By customer and billingPeriodIndex. */
  readonly overviews?: Record<string, Reply>;
}

const customers = (...names: string[]): Reply => [
  200,
  {
    entities: names.map((name) => ({
      id: name,
      enabled: true,
      organization: { id: name, name: name.toUpperCase() },
    })),
    pageCount: 1,
  },
];
const report: Reply = [
  200,
  {
    startDate: june[0],
    endDate: july[0],
    status: "Complete",
    usages: [{ name: "Seats", totalUsage: "1234.5", resources: [] }],
  },
];

async function withAnswers(
  { login, report: told = report, trustors = customers(), overviews = {} }: Answers,
  argv: readonly string[] = [],
) {
  const stub = await stubService(({ pathname, searchParams }) => {
    if (pathname === "/oauth/token")
      return login ?? [200, { access_token: "token", expires_in: 300 }];
    if (pathname.endsWith("/billableusage")) return told;
    if (pathname.endsWith("/trustors")) return trustors;
    const id = pathname.split("/").at(-1) ?? "";
    return overviews[`${id} ${searchParams.get("billingPeriodIndex") ?? ""}`] ?? refused;
  });
  try {
    const env = {
      GENESYSCLOUD_OAUTHCLIENT_ID: "client-id",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "client-secret",
      GENESYSCLOUD_BASE_URL: stub.baseUrl,
      GENESYSCLOUD_LOGIN_URL: stub.baseUrl,
    };
    const ran = await runBills(argv, { env });
    const lines = ran.stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    return { ...ran, lines, paths: stub.paths };
  } finally {
    await stub.close();
  }
}

describe("Genesys Cloud's bill", () => {
  it("asks for the report of the last whole month", async () => {
    const { paths, lines } = await withAnswers({});
    const asked = new URL(
      paths.find((path) => path.includes("billableusage")) ?? "",
      "http://stub",
    );
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      startDate: "2026-06-01T00:00:00.000Z",
      endDate: "2026-07-01T00:00:00.000Z",
    });
    expect(lines).toContain("Billable usage 2026-06-01 to 2026-06-30");
    expect(lines).toContain("Seats | 1,234.5 | 0");
  });

  it("shows what there is when services send null for what is absent, or dates that are none", async () => {
    const nothing = {
      currency: null,
      enabledProducts: [],
      organization: { id: null, name: null },
      subscriptionType: null,
      billingPeriodStartDate: null,
      billingPeriodEndDate: null,
      minimumMonthlyAmount: null,
      usages: [
        {
          name: null,
          grouping: null,
          partNumber: null,
          unitOfMeasureType: null,
          usageQuantity: null,
          prepayQuantity: null,
          bundleQuantity: null,
        },
      ],
    };
    const { lines, code } = await withAnswers({
      report: [
        200,
        {
          startDate: null,
          endDate: null,
          status: "Complete",
          usages: [{ name: "Seats", totalUsage: null, resources: [] }],
        },
      ],
      trustors: customers("acme", "zeta"),
      overviews: {
        "acme 1": [200, nothing],
        "acme 0": [200, nothing],
        "zeta 1": overview("EUR", "soon", "later"),
        "zeta 0": overview("EUR", "2026-07-31T00:00:00Z", "2026-07-01T00:00:00Z"),
      },
    });
    expect(lines).toContain("Seats | - | 0");
    expect(lines).toContain("Closed period without dates, -");
    expect(lines).toContain("Open period without dates: not final, may change until it closes");
    expect(lines).toContain("Closed period soon to later, PREPAY");
    expect(lines.filter((line) => line.startsWith("Total so far"))).toEqual([
      "Total so far: 0 -, 1 item is left out",
      "Total so far: 0.30 EUR",
    ]);
    expect(lines.join(" ")).not.toContain("Minimum");
    expect(code).toBe(0);
  });

  it("loses nobody else when one answer has no usages", async () => {
    const { lines, code, stderr } = await withAnswers({
      report: [200, { status: "Complete", usages: null }],
      trustors: customers("acme", "zeta"),
      overviews: {
        "acme 1": [200, { currency: "EUR", usages: null }],
        "acme 0": overview("EUR", ...july),
        "zeta 1": overview("USD", ...june),
        "zeta 0": overview("USD", ...july),
      },
    });
    expect(lines).toContain("Billable usage: not available, see the errors");
    expect(lines.filter((line) => line.startsWith("Total so far"))).toHaveLength(2);
    expect(lines).toContain("Closed period 2026-06-01 to 2026-06-30, PREPAY");
    const errors = stderr.split("\n").filter((line) => line.startsWith("Genesys Cloud: "));
    expect(errors.sort()).toEqual([
      expect.stringMatching(/^Genesys Cloud: billable usage: .*"Complete without usages" 10 times/),
      expect.stringMatching(/^Genesys Cloud: overview of ACME: .* \(UnexpectedResponseError\)$/),
    ]);
    expect(code).toBe(1);
  });

  it("keeps each customer's currency and period to itself, the open one marked", async () => {
    const { lines, code } = await withAnswers({
      trustors: customers("zeta", "acme"),
      overviews: {
        "acme 1": overview("EUR", ...june),
        "acme 0": overview("EUR", ...july),
        "zeta 1": overview("USD", "2026-05-15T00:00:00Z", "2026-06-14T23:59:59Z", [usage, usage]),
        "zeta 0": overview("USD", "2026-06-15T00:00:00Z", "2026-07-14T23:59:59Z"),
      },
    });
    const told = lines.filter((line) => /^(Customer|Closed|Open|Total)/.test(line));
    expect(told).toEqual([
      "Customer ACME",
      "Closed period 2026-06-01 to 2026-06-30, PREPAY",
      "Total | 0.30",
      "Open period 2026-07-01 to 2026-07-31: not final, may change until it closes",
      "Total so far: 0.30 EUR",
      "Customer ZETA",
      "Closed period 2026-05-15 to 2026-06-14, PREPAY",
      "Total | 0.60",
      "Open period 2026-06-15 to 2026-07-14: not final, may change until it closes",
      "Total so far: 0.30 USD",
    ]);
    expect(lines.join(" ")).toContain("before tax");
    expect(lines.join(" ")).toContain("bring-your-own-carrier");
    expect(code).toBe(0);
  });

  it("goes by the answer's own dates, not by the index", async () => {
    const overviews = { "acme 1": overview("EUR", ...july), "acme 0": overview("EUR", ...july) };
    const { stdout } = await withAnswers({ trustors: customers("acme"), overviews }, ["--json"]);
    const { genesysCloud } = JSON.parse(stdout) as Bills;
    expect(genesysCloud?.trustors[0]?.periods.map(({ open }) => open)).toEqual([true, true]);
  });

  it("says which lines no amount can be told of, and leaves them out of the total", async () => {
    const bundle = { ...usage, bundleQuantity: "100" };
    const prepaid = { ...usage, usageQuantity: "12", prepayQuantity: "10", prepayPrice: "0.09" };
    const overviews = {
      "acme 1": overview("EUR", ...june, [usage, bundle, prepaid]),
      "acme 0": overview("EUR", ...july, [bundle, bundle]),
    };
    const { lines, stdout } = await withAnswers({ trustors: customers("acme"), overviews });
    expect(lines).toEqual(
      expect.arrayContaining([
        "Seats | 3 | seat | 0.10 | 0.30",
        "Seats | 3 | seat | 0.10 | -",
        "Seats | 12 | seat | 1.10",
        "prepaid | 10 | 0.09",
        "beyond it | 2 | 0.10",
        "Total | 1.40",
        "Of the total, 1 item is left out: no amount can be told.",
        "Total so far: 0.00 EUR, 2 items are left out",
      ]),
    );
    expect(stdout).not.toContain("1.70");
  });

  it("shows the other customers when one fails", async () => {
    const overviews = { "acme 1": overview("EUR", ...june), "acme 0": overview("EUR", ...july) };
    const { code, lines, stderr } = await withAnswers({
      trustors: customers("bravo", "acme"),
      overviews,
    });
    expect(code).toBe(1);
    expect(lines).toContain("Customer ACME");
    expect(lines[lines.indexOf("Customer BRAVO") + 2]).toBe(
      "Overview: not available, see the errors",
    );
    expect(
      stderr.match(/^Genesys Cloud: overview of BRAVO: .*403 missing.any.permissions.*$/gm),
    ).toHaveLength(2);
  });

  it.each<[string, Answers, string, string, RegExp]>([
    [
      "the report",
      { report: refused },
      "No customers' overviews.",
      "Billable usage: not available, see the errors",
      /^Genesys Cloud: billable usage: .*PermissionDeniedError\)$/,
    ],
    [
      "the list of customers",
      { trustors: refused },
      "Seats | 1,234.5 | 0",
      "No customers' overviews.",
      /^Genesys Cloud: overviews of customers: .*PermissionDeniedError\)$/,
    ],
  ])("shows the rest when %s is refused", async (_, answers, shown, told, line) => {
    const { code, lines, stderr } = await withAnswers(answers);
    expect(code).toBe(1);
    expect(lines).toEqual(expect.arrayContaining([shown, told]));
    expect(stderr.split("\n").filter((each) => line.test(each))).toHaveLength(1);
  });

  it.each<[string, Reply, string]>([
    [
      "the login is refused",
      [401, { error: "invalid_client", error_description: "no such client" }],
      "AuthenticationError",
    ],
    ["the login fails", [503, {}], "ServerError"],
  ])("has one line when %s", async (_, login, name) => {
    const { code, stdout, stderr, paths } = await withAnswers({ login });
    expect(code).toBe(1);
    // A login that is refused is not tried again; one that fails may pass.
    expect(paths.filter((each) => each === "/oauth/token").length === 1).toBe(login[0] === 401);
    expect(stdout).toContain("GENESYS CLOUD\n  No bill: see the error.");
    expect(stderr.match(/^Genesys Cloud: .*$/gm)).toHaveLength(1);
    expect(stderr).toContain(`(${name})`);
  });

  it("says so when a complete report names no usage", async () => {
    const { stdout } = await withAnswers({
      report: [200, { startDate: june[0], endDate: july[0], status: "Complete", usages: [] }],
    });
    expect(stdout).toContain("The report is complete and names no usage.");
  });
});
