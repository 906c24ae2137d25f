import { describe, expect, it } from "@jest/globals";
import {
  type Answers,
  customers,
  july,
  june,
  overview,
  refused,
  type Reply,
  withAnswers,
} from "./support/genesys-cloud-answers.js";

describe("Genesys Cloud's bill when some of it is missing", () => {
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
});
