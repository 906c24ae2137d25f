import type { Charge, Total } from "@billkit/charges";
import Big from "big.js";
import { difference } from "../bill/changes.js";
import type { BillFailure } from "../bill/failures.js";
import { groupBy } from "../bill/group.js";
import { mergeItems } from "../bill/merge-items.js";
import {
  comparison,
  countByVendor,
  listedVendors,
  type BillSummary,
  type ComparedTotal,
  type VendorTotal,
} from "../bill/summary.js";
import {
  formatChange,
  formatCurrency,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatTotal,
} from "../text/money.js";
import { titleOf } from "../vendors/registry.js";
import { markup, type Html } from "./html.js";

/** More rows would outgrow a page that opens anywhere; they are in the CSV. */
export const mostItems = 400;

/** A card per currency. */
export function cards({ totals }: BillSummary): Html {
  const card = (total: ComparedTotal): Html =>
    markup`<div class="card"><span class="muted">${total.complete ? "Total" : "Subtotal"}, ${total.currency}</span><strong>${formatTotal(total)}</strong><span class="small">${change(total)} ${plural(total.count)}</span></div>`;
  return markup`<div class="cards">${totals.map(card)}</div>`;
}

/** What is missing from the totals; nothing if they are complete. */
export function missing(summary: BillSummary, errors: readonly BillFailure[]): Html | undefined {
  const { purchases, drawn, idle } = summary;
  const counted = (state: Parameters<typeof countByVendor>[1], text: string): Html[] =>
    countByVendor(summary, state).map(
      ({ vendor, count }) => markup`<li>${titleOf(vendor)}: ${plural(count)} ${text}</li>`,
    );
  const sums = (totals: readonly Total[], text: string): Html[] =>
    totals
      .filter(({ count, unpriced }) => unpriced < count)
      .map((total) => markup`<li>${formatTotal(total)} ${total.currency} ${text}</li>`);
  const lines = [
    ...errors.map(
      ({ vendor, message }) =>
        markup`<li><strong>${titleOf(vendor)} failed:</strong> ${message}</li>`,
    ),
    ...counted("unpriced", "without an amount, left out of the sums"),
    ...counted("open", "that may still change"),
    ...counted("computed", "computed from quantity and price, not sent by the vendor"),
    ...sums(purchases, "bought in the period, such as prepaid credit: not part of the totals"),
    ...sums(drawn, "of the totals was drawn from prepaid credit"),
    ...idle.map((vendor) => markup`<li>${titleOf(vendor)}: no charges in the period</li>`),
  ];
  if (lines.length === 0) return undefined;
  return markup`<section class="box" aria-labelledby="missing"><h2 id="missing">Missing, open or computed</h2><ul>${lines}</ul></section>`;
}

/** A row per vendor and currency. */
export function vendorTable(summary: BillSummary): Html {
  const row = (total: VendorTotal): Html => {
    const { vendor, changes } = total;
    const causes = changes
      .slice(0, 2)
      .map((each) => `${each.item} ${formatChange(difference(each).toFixed())}`);
    const amounts = comparison(total);
    const changed = amounts && difference(amounts).toFixed();
    return markup`<tr><td>${titleOf(vendor)}</td><td class="number" data-value="${total.amount}">${formatTotal(total)}</td><td>${formatCurrency(total)}</td><td class="number" data-value="${changed}">${change(total)}</td><td>${causes.join("; ")}</td></tr>`;
  };
  return table(
    "vendors",
    ["Vendor", "#Amount", "Currency", "#Change", "Because of"],
    listedVendors(summary).map(row),
  );
}

/** A row per item and account. */
export function itemTable(entering: readonly Charge[]): Html {
  const accounts = groupBy(entering, ({ vendor, accountId }) =>
    JSON.stringify([vendor, accountId]),
  );
  const items = [...accounts.values()].flatMap((rows) => {
    const { vendor = "", accountId = "" } = rows[0] ?? {};
    const name = rows.find(({ accountName }) => accountName !== undefined)?.accountName;
    return mergeItems(rows).map((item) => ({ vendor, accountId, name, ...item }));
  });
  items.sort((a, b) => (b.amount ?? new Big(0)).cmp(a.amount ?? 0));
  const rows = items
    .slice(0, mostItems)
    .map(
      (item) =>
        markup`<tr><td>${titleOf(item.vendor)}</td><td>${item.name ?? ""} <span class="id">${item.accountId}</span></td><td>${item.service}</td><td>${item.item}</td><td class="number" data-value="${item.quantity?.toFixed() ?? ""}">${item.quantity ? formatQuantity(item.quantity.toFixed()) : ""}</td><td>${item.unit ?? ""}</td><td class="number" data-value="${item.amount?.toFixed() ?? ""}">${item.amount ? formatMoney(item.amount.toFixed()) : "-"}</td><td>${item.currency ?? ""}</td><td>${item.marks.join(", ")}</td></tr>`,
    );
  const left = items.length - rows.length;
  const head = [
    "Vendor",
    "Account",
    "Service",
    "Item",
    "#Quantity",
    "Unit",
    "#Amount",
    "Currency",
    "State",
  ];
  return markup`${table("items", head, rows)}${left > 0 ? markup`<p class="small muted">${left === 1 ? "The smallest item isn't" : `The ${left} smallest items aren't`} shown; billkit bill --format csv has all.</p>` : ""}`;
}

/** A row per purchase. */
export function purchaseTable(purchases: readonly Charge[]): Html | undefined {
  if (purchases.length === 0) return undefined;
  const row = ({ chargePeriodStart, vendor, item, amount, currency, accountId }: Charge): Html =>
    markup`<tr><td>${chargePeriodStart.slice(0, 10)}</td><td>${titleOf(vendor)}</td><td><span class="id">${accountId}</span></td><td>${item}</td><td class="number" data-value="${amount ?? ""}">${amount === undefined ? "-" : formatMoney(amount)}</td><td>${currency ?? ""}</td></tr>`;
  return markup`<h2>Bought in the period</h2><p class="muted small">Not part of the totals, unlike the usage that it pays for.</p>${table("purchases", ["Day", "Vendor", "Account", "Item", "#Amount", "Currency"], purchases.map(row))}`;
}

/** A table whose columns sort; `#` marks a column of numbers. */
export function table(name: string, head: readonly string[], rows: readonly Html[]): Html {
  const cell = (title: string): Html =>
    title.startsWith("#")
      ? markup`<th scope="col" class="number"><button type="button">${title.slice(1)}</button></th>`
      : markup`<th scope="col"><button type="button">${title}</button></th>`;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="${name}"><thead><tr>${head.map(cell)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function change(total: ComparedTotal): Html | undefined {
  const amounts = comparison(total);
  if (amounts === undefined) return undefined;
  const { before, after } = amounts;
  const kind = after.gt(before) ? "up" : "down";
  return markup`<span class="${after.eq(before) ? "muted" : kind}">${formatPercent(before, after)}</span>`;
}

function plural(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}
