import type { Charge } from "@billkit/core/charges";

/**
 * `XXX`, the code that ISO 4217 reserves for "no currency". Charges without a currency have their
 * total under it, so that every total has a code, none is mistaken for money, and those charges are
 * still counted.
 */
export const noCurrency = "XXX";

/** Whether a row's currency is an ISO 4217 code, or absent from a row without amounts. */
export function isCurrencyValid(
  row: Partial<Pick<Charge, "amount" | "listAmount" | "currency">>,
): boolean {
  const { amount, listAmount, currency } = row;
  const isPriced = (amount ?? listAmount) !== undefined;
  if (currency === undefined) return !isPriced;
  return /^[A-Z]{3}$/.test(currency) && !(isPriced && currency === noCurrency);
}
