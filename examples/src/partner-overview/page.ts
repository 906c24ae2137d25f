import Big from "big.js";
import { plainText } from "../common/failure.js";
import { readable, sumBy } from "../common/money.js";
import type { Customer, Period } from "./customer.js";

/** A line per customer whose period could be read, by name, and one per currency with the total. */
export function pageOf(customers: readonly Customer[]): string {
  const had = customers.flatMap(({ name, period }) => (period ? [{ name, period }] : []));
  had.sort((one, other) => (one.name < other.name ? -1 : 1));
  const totals = sumBy(
    had,
    ({ period }) => period.currency,
    ({ period }) => new Big(period.total),
  );
  return [
    ...had.map(({ name, period }) => `${plainText(name)}  ${textOf(period)}\n`),
    ...[...totals].map(([currency, total]) => `Total  ${amountOf(total, currency)}\n`),
  ].join("");
}

/** `2026-06-01 up to 2026-07-01  13,766.53 USD  (without 3 items of unknown amount)` */
function textOf({ start, endExclusive, currency, total, itemsLeftOut, open }: Period): string {
  const notes: string[] = [];
  if (open) notes.push("open: not final");
  if (itemsLeftOut > 0) notes.push(`without ${itemsLeftOut} items of unknown amount`);
  return [
    `${start.slice(0, 10)} up to ${endExclusive.slice(0, 10)}`,
    amountOf(new Big(total), currency),
    ...(notes.length > 0 ? [`(${notes.join("; ")})`] : []),
  ].join("  ");
}

function amountOf(amount: Big, currency: string): string {
  return `${readable(amount, 2)} ${plainText(currency)}`;
}
