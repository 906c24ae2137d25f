import type { Total } from "@billkit/charges";
import {
  formatChange,
  formatCurrency,
  formatMoney,
  formatPercent,
  formatTotal,
} from "../text/money.js";
import type { Page } from "../text/page.js";
import type { Row } from "../text/table.js";
import { sanitize, truncate } from "../text/text.js";
import { titleOf } from "../vendors/registry.js";
import { difference, type ItemChange } from "./changes.js";
import type { BillFailure } from "./failures.js";
import type { BillPeriod } from "./period.js";
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

/**
 * Some ten lines: each vendor's amount, what changed and why, and what is missing from the totals.
 */
export function printSummary(page: Page, { period, summary, errors, source }: Printed): void {
  page.heading(`Bill for ${period.text} (UTC)${source === "sandbox" ? ", sandbox data" : ""}`);
  const hasChange = summary.vendors.some(({ before }) => before !== undefined);
  const head = [
    { title: "Vendor" },
    { title: "Amount", align: "right" as const },
    { title: "" },
    ...(hasChange ? [{ title: "Change", align: "right" as const }, { title: "Because of" }] : []),
  ];
  const rows = [...listedVendors(summary).map(vendorRow), ...totalRows(summary)];
  if (rows.length > 0) page.table(head, rows);
  else page.text("No charges.");
  const failed = [...new Set(errors.map(({ vendor }) => vendor))];
  if (failed.length > 0) page.warning(`Failed: ${failed.map(titleOf).join(", ")}.`);
  for (const note of notes(summary)) page.note(note);
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

/** A total per currency that more than one vendor has. */
function totalRows({ vendors, totals }: BillSummary): Row[] {
  const shared = totals.filter(
    ({ currency }) => vendors.filter((each) => each.currency === currency).length > 1,
  );
  return shared.map((total) => {
    const title = total.complete ? "Total" : "Subtotal";
    return {
      cells: [title, formatTotal(total), total.currency, changeText(total), ""],
      total: true,
    };
  });
}

function notes(summary: BillSummary): string[] {
  const line = (start: string, text: string): string[] =>
    text === "" ? [] : [`${start}: ${text}.`];
  const counted = (start: string, state: Parameters<typeof countByVendor>[1]): string[] => {
    const counts = countByVendor(summary, state);
    return line(start, counts.map(({ vendor, count }) => `${titleOf(vendor)} ${count}`).join(", "));
  };
  const { purchases, drawn, idle } = summary;
  return [
    ...counted("Rows without an amount, left out of the sums", "unpriced"),
    ...counted("Rows that may still change", "open"),
    ...counted("Rows computed from quantity and price", "computed"),
    ...line("Bought in the period, not part of the totals", sums(purchases)),
    ...line("Drawn from prepaid credit, part of the totals", sums(drawn)),
    ...line("No charges in the period", idle.map(titleOf).join(", ")),
  ];
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
