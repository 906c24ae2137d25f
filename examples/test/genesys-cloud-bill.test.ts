import { describe, expect, it } from "@jest/globals";
import type { Bills } from "../src/bills/bill.js";
import {
  customers,
  july,
  june,
  overview,
  usage,
  withAnswers,
} from "./support/genesys-cloud-answers.js";

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

  it("says so when a complete report names no usage", async () => {
    const { stdout } = await withAnswers({
      report: [200, { startDate: june[0], endDate: july[0], status: "Complete", usages: [] }],
    });
    expect(stdout).toContain("The report is complete and names no usage.");
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
});
