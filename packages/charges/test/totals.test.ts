import { describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/core/charges";
import fc from "fast-check";
import { noCurrency, summarize, totals } from "../src/index.js";
import { charge, residual, unpriced } from "./support/charge.js";

const amounts = (rows: Charge[]): string[] =>
  totals(rows).map(({ currency, amount }) => `${amount} ${currency}`);

describe("totals", () => {
  it("add exactly, with all digits", () => {
    const rows = ["0.1", "0.2", "104.56822227", "1e-8"].map((amount) => charge({ amount }));
    expect(amounts(rows)).toEqual(["104.86822228 USD"]);
  });

  it("count unpriced, open and computed rows, and are incomplete if rows are unpriced", () => {
    const rows = [charge(), unpriced(), charge({ final: false }), charge({ basis: "computed" })];
    expect(totals(rows)).toEqual([
      {
        currency: "USD",
        amount: "4.5",
        complete: false,
        count: 4,
        unpriced: 1,
        open: 1,
        computed: 1,
      },
    ]);
  });

  it("are incomplete if a source failed", () => {
    expect(totals([charge()], { errors: [new Error("503")] })[0]?.complete).toBe(false);
    expect(totals([charge()])[0]?.complete).toBe(true);
  });

  it("list unpriced charges without a currency separately, and are all incomplete then", () => {
    const rest = unpriced();
    delete rest.currency;
    const found = totals([charge(), rest]);
    expect(
      found.map(({ currency, complete, unpriced: count }) => [currency, complete, count]),
    ).toEqual([
      ["USD", false, 0],
      [noCurrency, false, 1],
    ]);
  });

  it.each<[string, Charge[], string[]]>([
    [
      "invoices over costs, whatever their order",
      [charge(), charge({ view: "invoices", amount: "2" }), charge({ view: "estimated" })],
      ["2 USD"],
    ],
    [
      "one view per billing period",
      [
        charge({ view: "estimated", amount: "7", billingPeriodStart: "2026-07-01T00:00:00.000Z" }),
        charge(),
        charge({ view: "estimated" }),
      ],
      ["8.5 USD"],
    ],
    ["no purchase", [charge(), charge({ category: "purchase", amount: "500" })], ["1.5 USD"]],
    ["no history", [charge(), charge({ view: "history", amount: "-9" })], ["1.5 USD"]],
    ["nothing if there are only purchases", [charge({ category: "purchase" })], []],
  ])("use %s", (_, rows, expected) => {
    expect(amounts(rows)).toEqual(expected);
    expect(amounts([...rows].reverse())).toEqual(expected);
  });

  it("show purchases and prepaid use separately", () => {
    const rows = [
      charge(),
      charge({ accountId: "prepaid", amount: "4" }),
      residual({ accountId: "prepaid", amount: "2" }),
      charge({ accountId: "prepaid", category: "tax", amount: "1" }),
      charge({ view: "purchases", category: "purchase", amount: "500" }),
      charge({ view: "purchases", category: "credit", amount: "200" }),
    ];
    const {
      totals: all,
      purchases,
      drawn,
    } = summarize(rows, {
      settlement: ({ accountId }) => (accountId === "prepaid" ? "prepaid" : undefined),
    });
    expect([all, purchases, drawn].map((sums) => sums.map(({ amount }) => amount))).toEqual([
      ["8.5"],
      ["500"],
      ["6"],
    ]);
  });
});

const figure = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(12))
  .map(([digits, places]) => {
    const sign = digits < 0n ? "-" : "";
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
    const at = text.length - places;
    return `${sign}${text.slice(0, at)}${places > 0 ? `.${text.slice(at)}` : ""}`;
  });
const row = fc
  .record({
    amount: figure,
    currency: fc.constantFrom("USD", "EUR", "JPY"),
    view: fc.constantFrom("costs", "invoices", "estimated", "purchases"),
    accountId: fc.constantFrom("a", "b"),
  })
  .map((fields) => charge(fields));

describe("totals of any charges", () => {
  it("don't depend on their order", () => {
    fc.assert(
      fc.property(
        fc
          .array(row)
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
          ),
        ([rows, shuffled]) => {
          expect(totals(shuffled)).toEqual(totals(rows));
        },
      ),
    );
  });

  it("never mix currencies: each sum is that of its currency's charges alone", () => {
    const one = row.map((each) => ({ ...each, view: "costs" }));
    fc.assert(
      fc.property(fc.array(one), (rows) => {
        for (const total of totals(rows))
          expect(totals(rows.filter(({ currency }) => currency === total.currency))).toEqual([
            total,
          ]);
      }),
    );
  });
});
