import { noCurrency, type Total } from "@billkit/charges";
import Big from "big.js";

/** Rounds an amount for reading: two decimals, thousands separated. The exact digits are in JSON. */
export function formatMoney(amount: string): string {
  const exact = new Big(amount);
  const rounded = exact.round(2, Big.roundHalfUp);
  if (rounded.eq(0) && !exact.eq(0)) return exact.lt(0) ? ">-0.01" : "<0.01";
  return separate(rounded.toFixed(2));
}

/** A total's amount; `-` if no charge has one. */
export function formatTotal(total: Total): string {
  return isUnpriced(total) ? "-" : formatMoney(total.amount);
}

/** Whether none of a total's charges has an amount, so that it isn't known. */
export function isUnpriced({ count, unpriced }: Total): boolean {
  return count > 0 && unpriced === count;
}

/** A total's currency; nothing if its charges have none. */
export function formatCurrency({ currency }: Total): string {
  return currency === noCurrency ? "" : currency;
}

/** As `formatMoney`, with a sign also for positive amounts. */
export function formatChange(amount: string): string {
  const exact = new Big(amount);
  return exact.gt(0) ? `+${formatMoney(amount)}` : formatMoney(amount);
}

/** Every digit, thousands separated. */
export function formatQuantity(quantity: string): string {
  return separate(new Big(quantity).toFixed());
}

/** `+12.3%`; `new` and `gone` where either is zero, `=` where they are equal. */
export function formatPercent(before: Big, after: Big): string {
  if (before.eq(after)) return "=";
  if (before.eq(0)) return "new";
  if (after.eq(0)) return "gone";
  const percent = after.minus(before).div(before.abs()).times(100).round(1, Big.roundHalfUp);
  return `${percent.gt(0) ? "+" : ""}${percent.toFixed(1)}%`;
}

function separate(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
