import { expect, it } from "@jest/globals";
import { noCurrency, type Charge } from "@billkit/charges";
import { parseColumns } from "../src/bill/columns.js";
import type { FetchedBill } from "../src/bill/fetch.js";
import { groupTotals } from "../src/bill/group.js";
import { printDetails, printGroups } from "../src/bill/print-details.js";
import { printPurchases, printSummary } from "../src/bill/print-summary.js";
import { summarizeBill } from "../src/bill/summary.js";
import { Page } from "../src/text/page.js";
import { styleFor } from "../src/text/style.js";
import { makeCharge } from "./support/make-charge.js";

const period = {
  text: "2026-06",
  start: "2026-06-01T00:00:00.000Z",
  end: "2026-07-01T00:00:00.000Z",
};
const fetched = (charges: Charge[], errors: FetchedBill["errors"] = []): FetchedBill => ({
  ...{ charges, errors, causes: [] },
  idle: [],
  accountOf: ({ vendor }) =>
    vendor === "deepgram"
      ? {
          vendor,
          title: vendor,
          name: vendor,
          settlement: "prepaid",
          open: () => Promise.reject(new Error()),
        }
      : undefined,
});
const newPage = (): Page => new Page(styleFor({}, {}), 80);
const unpriced = makeCharge({ vendor: "genesys-cloud", item: "Bot session", currency: "EUR" });
delete unpriced.amount;

const charges = [
  makeCharge({ amount: "1283.821890725", quantity: "10.5", unit: "hour" }),
  makeCharge({
    amount: "0.10",
    quantity: "1",
    unit: "hour",
    chargePeriodStart: "2026-06-02T00:00:00.000Z",
  }),
  makeCharge({ item: "agent::standard", amount: "434.27428322", final: false }),
  makeCharge({ category: "purchase", view: "purchases", item: "prepaid", amount: "950.25" }),
  makeCharge({
    vendor: "genesys-cloud",
    item: "CX 3",
    amount: "9703",
    basis: "computed",
    currency: "EUR",
  }),
  unpriced,
  makeCharge({ vendor: "openai", item: "gpt", amount: "5" }),
];
const before = [
  makeCharge({ amount: "1000" }),
  makeCharge({ item: "agent::standard", amount: "500" }),
  makeCharge({ vendor: "genesys-cloud", item: "CX 3", amount: "9703", currency: "EUR" }),
];

const summaryLines = (bill: FetchedBill, older?: FetchedBill): readonly string[] => {
  const page = newPage();
  const summary = summarizeBill(bill, older);
  printSummary(page, { period, summary, errors: bill.errors, source: "service" });
  return page.lines;
};

it("starts with a summary: totals, causes, and what is missing", () => {
  const failure = {
    vendor: "twilio",
    account: "twilio",
    name: "ServerError",
    status: 503,
    message: "503",
  };
  expect(summaryLines(fetched(charges, [failure]), fetched(before))).toEqual([
    "Bill for 2026-06 (UTC) vs. 2026-05: subtotal 1,723.20 USD (+14.9%)",
    "Deepgram       1,718.20  USD  +14.5%  streaming::nova-3 +283.92",
    "Genesys Cloud  9,703.00  EUR       =",
    "OpenAI             5.00  USD     new  gpt +5.00",
    "Failed: Twilio.",
    "Rows: Genesys Cloud 1 unpriced, 1 computed; Deepgram 1 open.",
    "Drawn from prepaid credit, part of the sums: 1,718.20 USD.",
  ]);
});

it("compares nothing without the previous period, and adds nothing up for one vendor", () => {
  expect(summaryLines(fetched([makeCharge()]))).toEqual([
    "Bill for 2026-06 (UTC)",
    "Deepgram  1.25  USD",
    "Drawn from prepaid credit, part of the sums: 1.25 USD.",
  ]);
});

it("calls the sum of a single vendor a subtotal if an amount is missing", () => {
  const priced = makeCharge({ vendor: "genesys-cloud", currency: "EUR" });
  const [line] = summaryLines(fetched([priced, unpriced]));
  expect(line).toBe("Bill for 2026-06 (UTC): subtotal 1.25 EUR");
});

const failure = { vendor: "deepgram", account: "d", name: "E", status: 403, message: "x" };
it.each([
  ["this period", [failure], []],
  ["the previous period", [], [failure]],
])("shows no change of a vendor that failed in %s", (_, errors, older) => {
  const rows = [makeCharge(), makeCharge({ vendor: "openai", amount: "5" })];
  const half = [makeCharge({ amount: "3" }), makeCharge({ vendor: "openai", amount: "4" })];
  expect(summaryLines(fetched(rows, errors), fetched(half, older)).slice(0, 3)).toEqual([
    `Bill for 2026-06 (UTC) vs. 2026-05: ${errors.length > 0 ? "subtotal" : "total"} 6.25 USD`,
    "Deepgram  1.25  USD",
    "OpenAI    5.00  USD  +25.0%  streaming::nova-3 +1.00",
  ]);
});

it("lists what a vendor no longer charges for, and counts it in the total's change", () => {
  const deepgram = makeCharge({ amount: "100" });
  const openai = makeCharge({ vendor: "openai", item: "gpt", amount: "50" });
  expect(summaryLines(fetched([deepgram]), fetched([deepgram, openai]))).toEqual([
    "Bill for 2026-06 (UTC) vs. 2026-05: total 100.00 USD (-33.3%)",
    "Deepgram  100.00  USD     =",
    "OpenAI      0.00  USD  gone  gpt -50.00",
    "Drawn from prepaid credit, part of the sums: 100.00 USD.",
  ]);
});

it("never shows a vendor that failed as one that costs nothing", () => {
  const failure = { vendor: "openai", account: "openai", name: "E", status: null, message: "x" };
  const openai = makeCharge({ vendor: "openai", amount: "50" });
  expect(summaryLines(fetched([], [failure]), fetched([openai]))).toEqual([
    "Bill for 2026-06 (UTC)",
    "No charges.",
    "Failed: OpenAI.",
  ]);
});

it("counts the rows of all vendors together if one line can't name each", () => {
  const names = ["deepgram", "genesys-cloud", "datadog", "openai", "twilio", "github"];
  const open = names.map((vendor) => makeCharge({ vendor, final: false, basis: "computed" }));
  expect(summaryLines(fetched(open))).toContain("Rows: 6 open, 6 computed.");
});

it("shows no code for rows without a currency", () => {
  const none = ["deepgram", "openai"].map((vendor) => {
    const row = makeCharge({ vendor, item: "seats" });
    delete row.amount;
    delete row.currency;
    return row;
  });
  const bill = fetched([...none, makeCharge()]);
  expect(summaryLines(bill, fetched([makeCharge()]))).toEqual([
    "Bill for 2026-06 (UTC) vs. 2026-05: subtotal 1.25 USD (=)",
    "Deepgram  1.25  USD  =",
    "OpenAI       -",
    "Rows: Deepgram 1 unpriced; OpenAI 1 unpriced.",
    "Drawn from prepaid credit, part of the sums: 1.25 USD, 1 without an amount.",
  ]);
  const page = newPage();
  const columns = parseColumns("vendor");
  printGroups(page, columns, groupTotals(bill.charges, columns, {}));
  expect(page.lines.join("\n")).not.toContain(noCurrency);
});

it("groups rows of an item, and lists purchases separately", () => {
  const page = newPage();
  const { entering } = summarizeBill(fetched(charges));
  printDetails(
    page,
    period,
    entering,
    charges.filter(({ category }) => category === "purchase"),
  );
  expect(page.lines).toMatchInlineSnapshot(`
    [
      "Deepgram",
      "",
      "  17ac8d21-f718-4213-9412-3a17c598ac25",
      "    Item                               Quantity  Unit  Amount USD",
      "    Speech to text: streaming::nova-3      11.5  hour    1,283.92",
      "    Speech to text: agent::standard                        434.27  open",
      "    Bought in the period, not part of the total:",
      "    Day         Item     Quantity  Unit  Amount",
      "    2026-06-01  prepaid                  950.25  USD",
      "",
      "Genesys Cloud",
      "",
      "  17ac8d21-f718-4213-9412-3a17c598ac25",
      "    Item                         Quantity  Unit  Amount EUR",
      "    Speech to text: CX 3                           9,703.00  computed",
      "    Speech to text: Bot session                           -  unpriced",
      "",
      "OpenAI",
      "",
      "  17ac8d21-f718-4213-9412-3a17c598ac25",
      "    Item                 Quantity  Unit  Amount USD",
      "    Speech to text: gpt                        5.00",
    ]
  `);
});

it("groups by columns", () => {
  const page = newPage();
  const columns = parseColumns("vendor,tag:team");
  const { entering } = summarizeBill(fetched(charges));
  printGroups(page, columns, groupTotals(entering, columns, {}));
  expect(page.lines).toMatchInlineSnapshot(`
    [
      "vendor         tag:team    Amount       Unpriced",
      "deepgram       (none)    1,718.20  USD",
      "genesys-cloud  (none)    9,703.00  EUR         1",
      "openai         (none)        5.00  USD",
    ]
  `);
});

it("prints what was bought below groups, which have no details", () => {
  const page = newPage();
  printPurchases(page, summarizeBill(fetched(charges)));
  printPurchases(page, summarizeBill(fetched([makeCharge()])));
  expect(page.lines).toEqual(["Bought in the period, not part of the sums: 950.25 USD."]);
});

it("groups by a tag with several values", () => {
  const columns = parseColumns("tag:team");
  const tagged = makeCharge({ dimensions: { team: ["a", "b"] } });
  expect(groupTotals([tagged], columns, {})).toMatchObject([
    { by: { "tag:team": "a, b" }, amount: "1.25" },
  ]);
});

it.each([
  ["acount", 'no column "acount"; did you mean account?'],
  ["tag:", 'no column "tag:"; did you mean tag:NAME?'],
  ["xyz", 'no column "xyz"; allowed: vendor, account'],
  ["item,item", "has item twice"],
])("rejects --by %s", (text, message) => {
  expect(() => parseColumns(text)).toThrow(message);
});
