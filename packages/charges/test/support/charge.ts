import type { Charge, ChargeRequest, CustomChargeSource } from "@billkit/core/charges";

/** A row with the fields that a test sets; the rest is constant. */
export const charge = (fields: Partial<Charge> = {}): Charge => ({
  id: "acme-1",
  vendor: "acme",
  accountId: "a-1",
  view: "costs",
  billingPeriodStart: "2026-06-01T00:00:00.000Z",
  billingPeriodEnd: "2026-07-01T00:00:00.000Z",
  chargePeriodStart: "2026-06-01T00:00:00.000Z",
  chargePeriodEnd: "2026-06-02T00:00:00.000Z",
  category: "usage",
  service: "Acme",
  item: "minutes",
  amount: "1.5",
  currency: "USD",
  basis: "metered",
  final: true,
  dimensions: {},
  evidence: { operation: "getCosts", pointer: "/rows/0", sha256: "00", contract: "acme@1" },
  ...fields,
});

/** A row of the part of a vendor's total that its rows lack. */
export const residual = (fields: Partial<Charge> = {}): Charge =>
  charge({ category: "adjustment", item: "residual", basis: "computed", ...fields });

/** The same row without an amount. */
export const unpriced = (fields: Partial<Charge> = {}): Charge => {
  const row = charge(fields);
  delete row.amount;
  return row;
};

/** A source that yields rows, then fails if `error` is set. */
export const source = (
  vendor: string,
  rows: readonly Charge[],
  failure?: Error,
): CustomChargeSource & { readonly requests: ChargeRequest[] } => {
  const requests: ChargeRequest[] = [];
  return {
    vendor,
    contract: `${vendor}@1`,
    requests,
    async *read(request) {
      requests.push(request);
      await Promise.resolve();
      for (const row of rows) yield { ...row, vendor };
      if (failure) throw failure;
    },
  };
};

export async function toArray<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
