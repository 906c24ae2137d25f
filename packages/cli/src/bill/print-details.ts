import type { Charge } from "@billkit/charges";
import { formatCurrency, formatMoney, formatQuantity, formatTotal } from "../text/money.js";
import type { Page } from "../text/page.js";
import type { Column, Row } from "../text/table.js";
import { sanitize } from "../text/text.js";
import { titleOf } from "../vendors/registry.js";
import type { GroupColumn } from "./columns.js";
import { groupBy, type Group } from "./group.js";
import { mergeItems, type MergedItem } from "./merge-items.js";
import type { BillPeriod } from "./period.js";

/** Each vendor's accounts with their items, and purchases. */
export function printDetails(
  page: Page,
  period: BillPeriod,
  entering: readonly Charge[],
  purchases: readonly Charge[],
): void {
  const all = [...entering, ...purchases];
  for (const [vendor, own] of groupBy(all, (charge) => charge.vendor)) {
    page.heading(titleOf(vendor));
    for (const [accountId, rows] of groupBy(own, (charge) => charge.accountId)) {
      printAccount(page, period, accountId, rows);
    }
  }
}

function printAccount(
  page: Page,
  period: BillPeriod,
  accountId: string,
  rows: readonly Charge[],
): void {
  const name = rows.find(({ accountName }) => accountName !== undefined)?.accountName;
  page.blank();
  page.text(sanitize(name === undefined ? accountId : `${name}  ${accountId}`), 2);
  const bought = rows.filter(({ category }) => category === "purchase");
  const used = rows.filter(({ category }) => category !== "purchase");
  for (const [key, own] of groupBy(used, billingPeriodOf)) {
    if (key !== `${period.start}/${period.end}`) page.note(billingPeriodText(key), 4);
    const items = mergeItems(own);
    const currencies = new Set(items.map(({ currency }) => currency));
    const [currency = ""] = currencies;
    const only = currencies.size === 1 ? currency : undefined;
    const rows = items.map((item) => itemRow(item, only === undefined));
    page.table(itemHead(only), rows, 4);
  }
  if (bought.length === 0) return;
  page.note("Bought in the period, not part of the total:", 4);
  page.table(purchaseHead, bought.map(purchaseRow), 4);
}

/** With one currency, it is in the title. */
const itemHead = (currency: string | undefined): Column[] => [
  { title: "Item", wrap: true },
  { title: "Quantity", align: "right" },
  { title: "Unit", wrap: "early" },
  { title: `Amount ${currency ?? ""}`.trim(), align: "right" },
  ...(currency === undefined ? [{ title: "" }] : []),
  { title: "" },
];

function itemRow(merged: MergedItem, withCurrency: boolean): Row {
  const { label, quantity, unit, amount, currency, marks } = merged;
  const cells = [
    sanitize(label),
    quantity === undefined ? "" : formatQuantity(quantity.toFixed()),
    sanitize(unit ?? ""),
    amount === undefined ? "-" : formatMoney(amount.toFixed()),
    ...(withCurrency ? [currency ?? ""] : []),
    marks.join(", "),
  ];
  return { cells };
}

const purchaseHead: readonly Column[] = [
  { title: "Day" },
  { title: "Item", wrap: true },
  { title: "Quantity", align: "right" },
  { title: "Unit", wrap: "early" },
  { title: "Amount", align: "right" },
  { title: "" },
];

function purchaseRow(charge: Charge): Row {
  const { chargePeriodStart, item, quantity, unit = "", amount, currency = "" } = charge;
  const count = quantity === undefined ? "" : formatQuantity(quantity);
  const money = amount === undefined ? "-" : formatMoney(amount);
  return {
    cells: [chargePeriodStart.slice(0, 10), sanitize(item), count, sanitize(unit), money, currency],
  };
}

function billingPeriodOf({ billingPeriodStart, billingPeriodEnd }: Charge): string {
  return `${billingPeriodStart}/${billingPeriodEnd}`;
}

function billingPeriodText(key: string): string {
  const [start = "", end = ""] = key.split("/");
  return `Billing period from ${start.slice(0, 10)} up to, not including, ${end.slice(0, 10)}`;
}

/** One row per group and currency. */
export function printGroups(
  page: Page,
  columns: readonly GroupColumn[],
  groups: readonly Group[],
): void {
  page.blank();
  const head: Column[] = [
    ...columns.map(({ name }): Column => ({ title: name, wrap: true })),
    { title: "Amount", align: "right" },
    { title: "" },
    { title: "Unpriced", align: "right" },
  ];
  const rows = groups.map(({ by, ...total }): Row => {
    const values = columns.map(({ name }) => sanitize(by[name] ?? "") || "(none)");
    const unpriced = total.unpriced === 0 ? "" : String(total.unpriced);
    return { cells: [...values, formatTotal(total), formatCurrency(total), unpriced] };
  });
  page.table(head, rows);
}
