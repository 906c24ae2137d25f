import type { Charge } from "@billkit/core/charges";
import { decimal } from "./decimal.js";
import { noCurrency } from "./totals.js";

const texts = ["id", "vendor", "accountId", "view", "service", "item"] as const;
const figures = ["quantity", "unitPrice", "amount", "listAmount"] as const;
const instants = [
  "billingPeriodStart",
  "billingPeriodEnd",
  "chargePeriodStart",
  "chargePeriodEnd",
] as const;

/**
 * Checks a row from any source, so that totals and files can rely on it.
 * @throws TypeError naming the row and the field
 */
export function checkCharge(row: Charge, vendor: string): void {
  const fail = (field: string, problem: string): never => {
    throw new TypeError(`${vendor}: row ${JSON.stringify(row.id)}: ${field} ${problem}.`);
  };
  for (const field of texts)
    if (typeof row[field] !== "string") fail(field, "isn't text; every row needs it");
  for (const field of figures) {
    const value: unknown = row[field];
    if (value !== undefined && (typeof value !== "string" || decimal(value) === undefined))
      fail(field, `is ${JSON.stringify(value)}, which isn't decimal text such as "12.50"`);
  }
  for (const field of instants) {
    const value: unknown = row[field];
    if (typeof value !== "string" || Number.isNaN(Date.parse(value)))
      fail(
        field,
        `is ${JSON.stringify(value)}, which isn't an instant such as 2026-06-01T00:00:00Z`,
      );
  }
  const { amount, currency } = row;
  const isCode = /^[A-Z]{3}$/.test(currency ?? "") && currency !== noCurrency;
  if (amount !== undefined && !isCode)
    fail("currency", `is ${JSON.stringify(currency)}; an amount needs an ISO 4217 code`);
}
