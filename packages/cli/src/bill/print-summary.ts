import type { Total } from "@billkit/charges";
import {
  formatChange,
  formatCurrency,
  formatMoney,
  formatPercent,
  formatTotal,
  isUnpriced,
} from "../text/money.js";
import type { Page } from "../text/page.js";
import type { Row } from "../text/table.js";
import { sanitize, truncate, widthOf } from "../text/text.js";
import { titleOf } from "../vendors/registry.js";
import { difference, type ItemChange } from "./changes.js";
import type { BillFailure } from "./failures.js";
import { periodBefore, type BillPeriod } from "./period.js";
import {
  comparison,
  countByVendor,
  listedVendors,
  type BillSummary,
  type ComparedTotal,
  type VendorTotal,
} from "./summary.js";

/** The input of the summary. */
export interface Printed {
  readonly period: BillPeriod;
  readonly summary: BillSummary;
  readonly errors: readonly BillFailure[];
  readonly source: "service" | "sandbox";
}

const causeWidth = 34;

const head = [
  { title: "Vendor" },
  { title: "Amount", align: "right" as const },
  { title: "" },
  { title: "Change", align: "right" as const },
  { title: "Because of" },
];

/**
 * Ten lines for seven vendors: totals, each vendor's amount, what changed and why, and what is
 * unpriced, open, computed or missing. The title explains the columns, which have no header.
 */
export function printSummary(page: Page, { period, summary, errors, source }: Printed): void {
  page.heading(titleText(period, summary, source));
  const rows = listedVendors(summary).map(vendorRow);
  if (rows.length > 0) page.table(head, rows, 0, { header: false });
  else page.text("No charges.");
  const failed = [...new Set(errors.map(({ vendor }) => vendor))];
  if (failed.length > 0) page.warning(`Failed: ${failed.map(titleOf).join(", ")}.`);
  const states = statesText(summary, page.columns);
  if (states !== "") page.note(states);
  const { drawn, idle } = summary;
  if (drawn.length > 0) page.note(`Drawn from prepaid credit, part of the sums: ${sums(drawn)}.`);
  if (idle.length > 0) page.note(`No charges in the period: ${idle.map(titleOf).join(", ")}.`);
}

/** What was bought, for a bill without details. */
export function printPurchases(page: Page, { purchases }: BillSummary): void {
  if (purchases.length === 0) return;
  page.blank();
  page.note(`Bought in the period, not part of the sums: ${sums(purchases)}.`);
}

/** The period, and a total per currency that more than one vendor has; else the sums that lack something. */
function titleText(period: BillPeriod, summary: BillSummary, source: Printed["source"]): string {
  const { vendors, totals } = summary;
  const hasChange = vendors.some(({ before }) => before !== undefined);
  const shared = totals.filter(
    ({ currency }) => vendors.filter((each) => each.currency === currency).length > 1,
  );
  const partial = totals.filter((total) => !total.complete && !isUnpriced(total));
  const shown = shared.length > 0 ? shared : partial;
  const sum = (total: ComparedTotal): string => {
    const change = changeText(total);
    const kind = total.complete ? "total" : "subtotal";
    return `${kind} ${formatTotal(total)} ${total.currency}${change === "" ? "" : ` (${change})`}`;
  };
  return [
    `Bill for ${period.text} (UTC)`,
    hasChange ? ` vs. ${periodBefore(period).text}` : "",
    source === "sandbox" ? ", sandbox" : "",
    shown.length > 0 ? `: ${shown.map(sum).join(", ")}` : "",
  ].join("");
}

function vendorRow(total: VendorTotal): Row {
  const [cause] = total.changes;
  const cells = [titleOf(total.vendor), formatTotal(total), formatCurrency(total)];
  return { cells: [...cells, changeText(total), cause === undefined ? "" : causeText(cause)] };
}

function changeText(total: ComparedTotal): string {
  const amounts = comparison(total);
  return amounts ? formatPercent(amounts.before, amounts.after) : "";
}

function causeText(cause: ItemChange): string {
  const by = formatChange(difference(cause).toFixed());
  return `${truncate(sanitize(cause.item), causeWidth - by.length - 1)} ${by}`;
}

const states = ["unpriced", "open", "computed"] as const;

/** How many rows are in which state, per vendor if that fits on one line. */
function statesText(summary: BillSummary, columns: number): string {
  const counts = new Map<string, string[]>();
  const sums: string[] = [];
  for (const state of states) {
    let sum = 0;
    for (const { vendor, count } of countByVendor(summary, state)) {
      sum += count;
      counts.set(vendor, [...(counts.get(vendor) ?? []), `${count} ${state}`]);
    }
    if (sum > 0) sums.push(`${sum} ${state}`);
  }
  const text = [...counts]
    .map(([vendor, own]) => `${titleOf(vendor)} ${own.join(", ")}`)
    .join("; ");
  const line = `Rows: ${text}.`;
  if (text === "" || widthOf(line) <= columns) return text === "" ? "" : line;
  return `Rows: ${sums.join(", ")}.`;
}

function sums(totals: readonly Total[]): string {
  return totals
    .map(({ amount, currency, count, unpriced }) => {
      const money = unpriced === count ? [] : [`${formatMoney(amount)} ${currency}`];
      return [...money, ...(unpriced === 0 ? [] : [`${unpriced} without an amount`])];
    })
    .flat()
    .join(", ");
}
