import type { Charge, ChargeBody } from "@billkit/core/charges";
import {
  collect,
  type CollectOptions,
  type CollectResult,
  type Partition,
  type Store,
} from "../../../src/collect/index.js";
import { charge, toArray } from "../../support/charge.js";
import { sha256 } from "../../../src/sha256.js";

/** 10 July 2026. */
export const now = Date.UTC(2026, 6, 10, 3);

/** Collects rows as an account's complete bill. */
export async function collectRows(
  store: Store,
  rows: readonly Charge[],
  options: Partial<CollectOptions> & {
    readonly name?: string;
    readonly body?: string;
    readonly failure?: Error;
  } = {},
): Promise<CollectResult> {
  const { name = "acme", body, failure, ...others } = options;
  const source = {
    vendor: "acme",
    contract: "acme@1",
    async *read({ onBody }: { onBody: (body: ChargeBody) => void | Promise<void> }) {
      for (const row of rows) {
        const text = body ?? `{"amount":"${row.amount ?? ""}"}`;
        const { operation, contract } = row.evidence;
        const hash = await sha256(text);
        await onBody({ vendor: "acme", operation, arguments: {}, text, sha256: hash, contract });
        yield {
          ...row,
          evidence: { ...row.evidence, sha256: hash, requestId: crypto.randomUUID() },
        };
      }
      if (failure) throw failure;
    },
  };
  return collect({
    ...{ account: { name, source }, store, now: () => now },
    ...(others.lookback === undefined && { period: "2026-06" }),
    ...others,
  });
}

/** A row of June's costs, and its amount. */
export const june = (id: string, amount: string, fields: Partial<Charge> = {}): Charge =>
  charge({ id, amount, ...fields });

/** A row of July's costs, which the vendor may still change. */
export const july = (id: string, amount: string, fields: Partial<Charge> = {}): Charge =>
  june(id, amount, {
    billingPeriodStart: "2026-07-01T00:00:00.000Z",
    billingPeriodEnd: "2026-08-01T00:00:00.000Z",
    chargePeriodStart: "2026-07-01T00:00:00.000Z",
    chargePeriodEnd: "2026-07-02T00:00:00.000Z",
    final: false,
    ...fields,
  });

/** The stored ids and amounts, in order. */
export const amounts = async (store: Store): Promise<string[]> =>
  (await toArray(store.charges())).map(({ id, amount }) => `${id} ${String(amount)}`).sort();

export const states = async (store: Store): Promise<Partition[]> => toArray(store.partitions());
