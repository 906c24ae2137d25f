import type { TrusteeBillingOverview } from "@billkit/genesys-cloud";
import { utcInterval } from "billkit";
import type { ConnectedGenesysCloud } from "billkit/genesys-cloud";
import { plain } from "../common/money.js";
import { amountOf } from "../common/overview-amount.js";
import type { Month } from "../common/period.js";
import type { Row } from "./row.js";

export interface GenesysCloudRowsOptions {
  /** Of the organization's own usage report. */
  readonly month: Month;
  /** Epoch milliseconds: what ends later is open. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told of each customer whose overview could not be had; the others come all the same. */
  readonly onFailure: (error: unknown, customer: string) => void;
}

/** The organization's own usage, which has no prices, and the last closed period of each customer. */
export async function* genesysCloudRows(
  genesys: ConnectedGenesysCloud,
  { month, now, signal, onFailure }: GenesysCloudRowsOptions,
): AsyncGenerator<Row, void, undefined> {
  const { startDate, endDate } = month;
  const report = await genesys.billableUsage({ startDate, endDate }).wait({ signal });
  const period = utcInterval(report.startDate, report.endDate);
  for (const { name, totalUsage } of report.usages) {
    yield {
      ...{ vendor: "genesys-cloud", accountId: undefined, accountName: undefined, ...period },
      ...{ state: "closed", item: name, quantity: totalUsage, unit: undefined },
      ...{ amount: undefined, currency: undefined },
    };
  }
  for await (const each of genesys.trusteeOverviews({ billingPeriodIndex: 1, signal })) {
    const { trustor, overview, error } = each;
    const name = trustor.organization?.name ?? trustor.id ?? "a customer without a name";
    if (overview === undefined) onFailure(error, name);
    else yield* overviewRows(overview, trustor.id ?? trustor.organization?.id, name, now);
  }
}

function* overviewRows(
  overview: TrusteeBillingOverview,
  accountId: string | undefined,
  accountName: string,
  now: number,
): Generator<Row, void, undefined> {
  const { billingPeriodStartDate = "", billingPeriodEndDate = "", currency } = overview;
  // By its own dates: what an index means shifts as time goes on.
  const { start, end } = utcInterval(billingPeriodStartDate, billingPeriodEndDate);
  const state = Date.parse(end) <= now ? "closed" : "open";
  for (const usage of overview.usages) {
    const amount = amountOf(usage);
    yield {
      ...{ vendor: "genesys-cloud", accountId, accountName, start, end, state },
      ...{ item: usage.name, quantity: usage.usageQuantity, unit: usage.unitOfMeasureType },
      amount: amount && plain(amount),
      currency: currency.toUpperCase(),
    };
  }
}
