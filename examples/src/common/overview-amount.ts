import type { SubscriptionOverviewUsage } from "@billkit/genesys-cloud";
import Big from "big.js";
import { decimal } from "./money.js";

/**
 * The amount of an overview's line: the prepaid quantity at its price, plus the usage beyond it at
 * the usage price, as the vendor explains its invoices (reference below); the overview itself has
 * only quantities and prices. Returns `undefined` if a required figure is missing, for a negative
 * quantity, and for a bundle, whose multiplier isn't documented: no amount is better than a wrong
 * one.
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

/** A quantity of zero costs nothing, whether or not it has a price. */
function cost(quantity: Big, price: string | undefined): Big | undefined {
  return quantity.eq(0) ? quantity : decimal(price)?.times(quantity);
}
