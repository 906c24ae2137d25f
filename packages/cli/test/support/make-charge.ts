import type { Charge } from "@billkit/charges";

/** A charge with the fields that a test sets; the rest is plausible. */
export function makeCharge(fields: Partial<Charge> = {}): Charge {
  return {
    id: "id",
    vendor: "deepgram",
    accountId: "17ac8d21-f718-4213-9412-3a17c598ac25",
    view: "costs",
    billingPeriodStart: "2026-06-01T00:00:00.000Z",
    billingPeriodEnd: "2026-07-01T00:00:00.000Z",
    chargePeriodStart: "2026-06-01T00:00:00.000Z",
    chargePeriodEnd: "2026-06-02T00:00:00.000Z",
    category: "usage",
    service: "Speech to text",
    item: "streaming::nova-3",
    amount: "1.25",
    currency: "USD",
    basis: "metered",
    final: true,
    dimensions: {},
    evidence: {
      operation: "getBillingBreakdown",
      pointer: "/results/0",
      sha256: "0",
      contract: "1",
    },
    ...fields,
  };
}

const dayMs = 86_400_000;

/** A charge per day and item, for this many vendors. */
export function manyCharges(vendors: readonly string[], firstDay: string, days: number): Charge[] {
  return vendors.flatMap((vendor, at) =>
    Array.from({ length: days }, (_, day) => {
      const start = Date.parse(firstDay) + day * dayMs;
      const chargePeriodStart = new Date(start).toISOString();
      return Array.from({ length: 12 }, (_each, item) =>
        makeCharge({
          ...{ vendor, chargePeriodStart, item: `item ${item} of ${vendor}` },
          chargePeriodEnd: new Date(start + dayMs).toISOString(),
          billingPeriodStart: `${chargePeriodStart.slice(0, 7)}-01T00:00:00.000Z`,
          accountId: `account-${item % 4}`,
          amount: `${(at + 1) * (item + 1)}.${String(day).padStart(8, "0")}`,
          quantity: String(day),
          unit: "hour",
        }),
      ).flat();
    }).flat(),
  );
}
