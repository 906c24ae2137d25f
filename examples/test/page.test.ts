import { describe, expect, it } from "@jest/globals";
import type { SubscriptionOverviewUsage } from "@billkit/genesys-cloud";
import fc from "fast-check";
import type { Bills, CustomerPeriod, ProjectBill } from "../src/bills/bill.js";
import { Page } from "../src/bills/page.js";
import { lastWholeMonth } from "../src/common/period.js";
import { printBills } from "../src/bills/print.js";
import { styleFor } from "../src/bills/style.js";
import { widthOf } from "../src/bills/text.js";

const month = lastWholeMonth(Date.UTC(2026, 6, 15));

/** Whatever a service may write: what terminals take amiss, and names without end. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom("2026-06-01T00:00:00Z", "2026-06-30", "usd", "\u001b[2J", "漢".repeat(90), ""),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const decimal = fc.oneof(fc.bigInt().map(String), fc.constantFrom("0.00745125", "-1e30", "?"));

const project: fc.Arbitrary<ProjectBill> = fc.record({
  project_id: text,
  name: fc.option(text),
  balances: fc.option(
    fc.array(
      fc.record(
        { balance_id: text, amount: number, units: text, purchase_order_id: text },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
  ),
  breakdown: fc.option(
    fc.record({
      start: text,
      end: text,
      total: decimal,
      lineItems: fc.array(fc.record({ line_item: fc.option(text), dollars: decimal }), {
        maxLength: 3,
      }),
    }),
  ),
  purchases: fc.option(
    fc.array(
      fc.record(
        { order_id: text, amount: number, units: text, created: text, order_type: text },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
  ),
  purchasesPossiblyCut: fc.boolean(),
});

const usage: fc.Arbitrary<SubscriptionOverviewUsage> = fc.record({
  name: text,
  partNumber: text,
  grouping: text,
  unitOfMeasureType: text,
  usageQuantity: fc.oneof(decimal, text),
  prepayQuantity: fc.oneof(decimal, text),
  overagePrice: fc.oneof(decimal, text),
});

const period: fc.Arbitrary<CustomerPeriod> = fc
  .tuple(
    fc.boolean(),
    text,
    text,
    text,
    fc.array(fc.tuple(usage, fc.option(decimal)), { maxLength: 4 }),
    decimal,
  )
  .map(([open, currency, start, end, lines, total]) => ({
    open,
    overview: {
      organization: {},
      currency,
      enabledProducts: [],
      subscriptionType: "PREPAY",
      billingPeriodStartDate: start,
      billingPeriodEndDate: end,
      minimumMonthlyAmount: total,
      usages: lines.map(([each]) => each),
    },
    amounts: lines.map(([, amount]) => amount),
    total,
  }));

const bills: fc.Arbitrary<Bills> = fc
  .tuple(
    fc.array(project, { maxLength: 2 }),
    text,
    text,
    fc.array(fc.tuple(text, fc.array(period, { maxLength: 2 })), { maxLength: 2 }),
  )
  .map(([projects, name, total, customers]) => ({
    deepgram: { source: "service", projects },
    genesysCloud: {
      source: "service",
      usage: {
        startDate: name,
        endDate: total,
        usages: [{ name, totalUsage: total, resources: [] }],
      },
      trustors: customers.map(([id, periods]) => ({ trustor: { id, enabled: true }, periods })),
    },
    errors: [],
  }));

describe("the page", () => {
  it.each([80, 40])(
    "is never wider than %d columns and moves no cursor, whatever services send",
    (columns) => {
      fc.assert(
        fc.property(bills, (all) => {
          const page = new Page(styleFor({}, {}), columns);
          printBills(page, { bills: all, month, notes: [], wanted: [] });
          for (const line of page.lines) {
            expect(widthOf(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
          }
        }),
      );
    },
  );
});
