import type { TrusteeBillingOverview, Trustor } from "@billkit/genesys-cloud";
import { AuthenticationError, ConnectionError, utcInterval, type PollState } from "billkit";
import type { ConnectedGenesysCloud } from "billkit/genesys-cloud";
import type { CustomerBill, CustomerPeriod, GenesysCloudBill } from "./bill.js";
import type { CollectOptions } from "./collect-deepgram.js";
import { failure } from "./failure.js";
import { plain, sum } from "../common/money.js";
import { amountOf } from "../common/overview-amount.js";

export interface CollectGenesysCloudOptions extends CollectOptions {
  /** Epoch milliseconds; tells an open period from a closed one. */
  readonly now: () => number;
  readonly onProgress: (state: PollState) => void;
}

/** The vendor counts periods back from the active one: the last closed one first, then the open one. */
const billingPeriodIndexes = [1, 0];

/**
 * The organization's own usage, and the last two billing periods of each customer. What fails is
 * reported, and the rest still there.
 *
 * @throws when nothing could be had
 */
export async function collectGenesysCloud(
  genesys: ConnectedGenesysCloud,
  options: CollectGenesysCloudOptions,
): Promise<GenesysCloudBill> {
  const { source, month, signal, onProgress, onFailure } = options;
  const customers = new Map<string, CustomerBill>();
  const { startDate, endDate } = month;
  const report = await attempt(signal, () =>
    genesys.billableUsage({ startDate, endDate }).wait({ signal, onProgress }).then(checked),
  );
  if (concernsAll(report.error)) throw report.error;
  const overviews = await attempt(signal, () => collectCustomers(genesys, customers, options));
  const bothFailed = [report, overviews].every(({ error }) => error !== undefined);
  if (bothFailed && customers.size === 0) throw report.error;
  for (const [part, { error }] of [
    ["billable usage", report],
    ["overviews of customers", overviews],
  ] as const) {
    if (error !== undefined) onFailure(failure("genesysCloud", error, part));
  }
  const trustors = [...customers.values()];
  trustors.sort((one, other) => compare(one.trustor, other.trustor));
  return { source, usage: report.value ?? null, trustors };
}

/** What `work` gives, or why it failed; an abort is passed on. */
async function attempt<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<{ readonly value?: T; readonly error?: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    signal?.throwIfAborted();
    return { error };
  }
}

async function collectCustomers(
  genesys: ConnectedGenesysCloud,
  customers: Map<string, CustomerBill>,
  { signal, now, onFailure }: CollectGenesysCloudOptions,
): Promise<void> {
  for (const billingPeriodIndex of billingPeriodIndexes) {
    const overviews = genesys.trusteeOverviews({ billingPeriodIndex, signal });
    for await (const { trustor, overview, error } of overviews) {
      const key = trustor.id ?? trustor.organization?.id ?? nameOf(trustor);
      const { periods } = customers.get(key) ?? { periods: [] };
      customers.set(key, { trustor, periods });
      try {
        if (overview === undefined) throw error;
        const period = summarize(checked(overview), billingPeriodIndex === 0, now());
        customers.set(key, { trustor, periods: [...periods, period] });
      } catch (reason) {
        onFailure(failure("genesysCloud", reason, `overview of ${nameOf(trustor)}`));
      }
    }
  }
}

/** An answer without its usages must not pass for one in which nothing was used. */
function checked<T extends { readonly usages: readonly unknown[] }>(answer: T): T {
  if (Array.isArray(answer.usages)) return answer;
  throw new TypeError("it has no list of usages");
}

/** No connection, or a login that is refused: nothing else can be had either. */
function concernsAll(error: unknown): boolean {
  return error instanceof AuthenticationError || error instanceof ConnectionError;
}

function summarize(overview: TrusteeBillingOverview, active: boolean, now: number): CustomerPeriod {
  const amounts = overview.usages.map(amountOf);
  return {
    open: active || !hasEnded(overview, now),
    overview,
    amounts: amounts.map((amount) => (amount === undefined ? null : plain(amount))),
    total: plain(sum(amounts.filter((amount) => amount !== undefined))),
  };
}

/** Of a period without dates that can be read, its index has to be believed. */
function hasEnded(overview: TrusteeBillingOverview, now: number): boolean {
  const { billingPeriodStartDate: start, billingPeriodEndDate: end } = overview;
  try {
    return !start || !end || Date.parse(utcInterval(start, end).end) <= now;
  } catch {
    return true;
  }
}

/** What to call a customer: its name, or its id when the service gives no name. */
export function nameOf({ id, organization }: Trustor): string {
  return organization?.name ?? id ?? organization?.id ?? "a customer without a name";
}

/** Answers arrive in any order; a bill is always in the same one. */
function compare(one: Trustor, other: Trustor): number {
  const [a, b] = [`${nameOf(one)} ${one.id ?? ""}`, `${nameOf(other)} ${other.id ?? ""}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
