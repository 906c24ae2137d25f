import type { RuleInput, RuleResult } from "@billkit/core/charges";

/**
 * What a line of an overview comes to: the prepaid quantity at its price, and what was used beyond it
 * at the overage price. The overview has quantities and prices only.
 *
 * No amount where a figure that counts is missing, where a quantity is below zero, and for a bundle,
 * whose multiplier isn't documented.
 *
 * @see https://help.mypurecloud.com/articles/your-genesys-cloud-invoice-explained/
 */
export function overviewAmount({ row, math }: RuleInput): RuleResult {
  const used = row("/usageQuantity");
  const prepaid = row("/prepayQuantity");
  const bundle = row("/bundleQuantity") ?? "1";
  if (!math.isDecimal(used) || !math.isDecimal(prepaid) || !math.isDecimal(bundle)) return {};
  if (math.compare(bundle, "1") !== 0) return {};
  if (math.compare(used, "0") < 0 || math.compare(prepaid, "0") < 0) return {};
  const beyond = math.compare(used, prepaid) > 0 ? math.subtract(used, prepaid) : "0";
  const parts: [quantity: string, price: string | undefined, text: string][] = [
    [prepaid, row("/prepayPrice"), "prepayQuantity × prepayPrice"],
    [beyond, row("/overagePrice"), "(usageQuantity − prepayQuantity) × overagePrice"],
  ];
  let amount = "0";
  const formula: string[] = [];
  for (const [quantity, price, text] of parts) {
    // Nothing costs nothing, whether or not it has a price.
    if (math.compare(quantity, "0") === 0) continue;
    if (!math.isDecimal(price)) return {};
    amount = math.add(amount, math.multiply(quantity, price));
    formula.push(`${text} = ${quantity} × ${price}`);
  }
  return { amount, formula: formula.join("; ") || "nothing prepaid, nothing used" };
}
