import type { SubscriptionOverviewUsage } from "@billkit/genesys-cloud";
import Big from "big.js";
import { decimal } from "./money.js";

/**
 * What a line of an overview comes to: the prepaid quantity at its price, and what was used beyond it
 * at the usage price. That is how the vendor explains its invoices (reference below); the overview
 * itself gives quantities and prices only. `undefined` where a figure that counts is missing, for a
 * quantity below zero, and for a bundle, whose multiplier is not explained: a line without an amount is
 * better than one with a wrong one.
 *
 * @see https://help.mypurecloud.com/articles/your-genesys-cloud-invoice-explained/
 */
export function amountOf(usage: SubscriptionOverviewUsage): Big | undefined {
  const used = decimal(usage.usageQuantity);
  const prepaid = decimal(usage.prepayQuantity);
  const bundle = usage.bundleQuantity ?? undefined;
  const isBundle = bundle !== undefined && !decimal(bundle)?.eq(1);
  if (used === undefined || prepaid === undefined || isBundle) return undefined;
  if (used.lt(0) || prepaid.lt(0)) return undefined;
  const beyond = used.gt(prepaid) ? used.minus(prepaid) : new Big(0);
  const prepaidCost = cost(prepaid, usage.prepayPrice);
  const usageCost = cost(beyond, usage.overagePrice);
  return usageCost && prepaidCost?.plus(usageCost);
}

/** Nothing costs nothing, whether or not it has a price. */
function cost(quantity: Big, price: string | undefined): Big | undefined {
  return quantity.eq(0) ? quantity : decimal(price)?.times(quantity);
}
