import type { TrusteeBillingOverview } from "@billkit/genesys-cloud";
import { utcInterval, type TrusteeOverview } from "billkit";
import { plain, sum } from "../common/money.js";
import { amountOf } from "../common/overview-amount.js";
import { oneLine } from "../common/failure.js";

/** One customer's period, or the reason why it couldn't be read. */
export interface Customer {
  readonly trustorOrgId: string | null;
  readonly name: string;
  readonly period: Period | null;
  readonly error: string | null;
}

export interface Period {
  /** UTC instants; the first is included, the second excluded. */
  readonly start: string;
  readonly endExclusive: string;
  /** It hasn't ended, so its figures can change. */
  readonly open: boolean;
  readonly currency: string;
  /** Before tax, exact. */
  readonly total: string;
  /** How many items the total leaves out because their amount isn't known. */
  readonly itemsLeftOut: number;
  /** The customer's minimum per month, if the contract states one. */
  readonly minimumMonthlyAmount: string | null;
}

/** `now`: epoch milliseconds. An unreadable response is an error of that customer only. */
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
  const known = amounts.filter((amount) => amount !== undefined);
  return {
    start,
    endExclusive: end,
    open: Date.parse(end) > now,
    currency: overview.currency.toUpperCase(),
    total: plain(sum(known)),
    itemsLeftOut: amounts.length - known.length,
    minimumMonthlyAmount: overview.minimumMonthlyAmount ?? null,
  };
}
