import type { DeepgramBill, ProjectBill } from "./bill.js";
import { purchaseLimit } from "./collect-deepgram.js";
import { day, figure, text } from "./field.js";
import { decimal, sumBy } from "../common/money.js";
import type { Page } from "./page.js";
import type { Row } from "./table.js";
import { harmless } from "./text.js";

const missing = "not available, see the errors";

export function printDeepgram(page: Page, bill: DeepgramBill): void {
  if (bill.projects.length === 0) page.text("This key sees no projects.", 2);
  for (const project of bill.projects) {
    const { project_id, name } = project;
    page.heading(harmless(name === null ? `Project ${project_id}` : `Project ${name}`), 2);
    if (name !== null) page.note(harmless(project_id), 2);
    printBalances(page, project);
    printBreakdown(page, project);
    printPurchases(page, project);
  }
}

function printBalances(page: Page, { balances }: ProjectBill): void {
  page.blank();
  if (balances === null) {
    page.warning(`Balances: ${missing}`, 2);
    return;
  }
  if (balances.length === 0) {
    page.text("Balances: none", 2);
    return;
  }
  page.table(
    [
      { title: "Balance", flexible: "shorten" },
      { title: "Purchase order", flexible: "shorten" },
      { title: "Amount", align: "right" },
      { title: "Unit" },
    ],
    [
      ...balances.map(({ balance_id, purchase_order_id, amount, units }) => ({
        cells: [text(balance_id), text(purchase_order_id), figure(amount, units), text(units)],
      })),
      ...totals(balances, (total, unit) => ["Total", "", total, unit]),
    ],
    4,
  );
}

function printBreakdown(page: Page, { breakdown }: ProjectBill): void {
  page.blank();
  if (breakdown === null) {
    page.warning(`Costs: ${missing}`, 2);
    return;
  }
  const { start, end, total, lineItems } = breakdown;
  page.table(
    [
      { title: `Costs ${text(start)} to ${text(end)}`, flexible: "wrap" },
      { title: "Amount", align: "right" },
      { title: "Unit" },
    ],
    [
      ...lineItems.map(({ line_item, dollars }) => ({
        cells: [harmless(line_item ?? "(no line item)"), figure(dollars, "usd"), "usd"],
      })),
      { cells: ["Total", figure(total, "usd"), "usd"], total: true },
    ],
    4,
  );
  if (decimal(total)?.eq(0)) {
    page.warning("Zero is not final: the service may not have priced this period yet.", 4);
  }
}

function printPurchases(page: Page, { purchases, purchasesPossiblyCut }: ProjectBill): void {
  page.blank();
  if (purchases === null) {
    page.warning(`Purchases: ${missing}`, 2);
    return;
  }
  if (purchases.length === 0) {
    page.text("Purchases: none", 2);
    return;
  }
  page.table(
    [
      { title: "Purchase", flexible: "shorten" },
      { title: "Type", flexible: "wrap" },
      { title: "Created" },
      { title: "Expires" },
      { title: "Amount", align: "right" },
      { title: "Unit" },
    ],
    [
      ...purchases.map(({ order_id, order_type, created, expiration, amount, units }) => ({
        cells: [
          text(order_id),
          text(order_type),
          day(created),
          day(expiration),
          figure(amount, units),
          text(units),
        ],
      })),
      ...totals(purchases, (total, unit) => ["Total", "", "", "", total, unit]),
    ],
    4,
  );
  if (purchasesPossiblyCut) {
    page.warning(
      `Possibly cut: one answer holds ${purchaseLimit} purchases, and this one is full. There may be more, which the service has no way to ask for.`,
      4,
    );
  }
}

/** A total for each unit: dollars and hours are never added up, nor what has no unit. */
function totals(
  items: readonly { amount?: number; units?: string }[],
  cells: (total: string, unit: string) => string[],
): Row[] {
  const byUnit = sumBy(
    items.filter(({ units }) => units),
    ({ units = "" }) => units,
    ({ amount }) => decimal(amount),
  );
  return [...byUnit].map(([unit, total]) => ({
    cells: cells(figure(total.toFixed(), unit), text(unit)),
    total: true,
  }));
}
