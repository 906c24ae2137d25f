import type { TrusteeBillingOverview } from "@billkit/genesys-cloud";
import { utcInterval, type TrusteeOverview } from "billkit";
import { plain, sum } from "../common/money.js";
import { amountOf } from "../common/overview-amount.js";
import { oneLine } from "../common/failure.js";

/** One customer's period, or why it could not be had. */
export interface Customer {
  readonly trustorOrgId: string | null;
  readonly name: string;
  readonly period: Period | null;
  readonly error: string | null;
}

export interface Period {
  /** From the first on and up to, but without, the second: instants in UTC. */
  readonly start: string;
  readonly endExclusive: string;
  /** It has not ended: its figures may change. */
  readonly open: boolean;
  readonly currency: string;
  /** Before tax, exact. */
  readonly total: string;
  /** How many items no amount can be told of, and the total leaves out. */
  readonly itemsLeftOut: number;
  /** What the customer pays at least a month, where the contract says so. */
  readonly minimumMonthlyAmount: string | null;
}

/** `now`: epoch milliseconds. What cannot be read of an answer is an error of that customer alone. */
export function customerOf({ trustor, overview, error }: TrusteeOverview, now: number): Customer {
  const trustorOrgId = trustor.id ?? trustor.organization?.id ?? null;
  const name = trustor.organization?.name ?? trustorOrgId ?? "a customer without a name";
  try {
    if (overview === undefined) throw error;
    return { trustorOrgId, name, period: periodOf(overview, now), error: null };
  } catch (reason) {
    return { trustorOrgId, name, period: null, error: oneLine(reason) };
  }
}

function periodOf(overview: TrusteeBillingOverview, now: number): Period {
  const { billingPeriodStartDate = "", billingPeriodEndDate = "" } = overview;
  const { start, end } = utcInterval(billingPeriodStartDate, billingPeriodEndDate);
  const amounts = overview.usages.map(amountOf);
  const told = amounts.filter((amount) => amount !== undefined);
  return {
    start,
    endExclusive: end,
    open: Date.parse(end) > now,
    currency: overview.currency.toUpperCase(),
    total: plain(sum(told)),
    itemsLeftOut: amounts.length - told.length,
    minimumMonthlyAmount: overview.minimumMonthlyAmount ?? null,
  };
}
