import type { Total } from "@billkit/charges";
import Big from "big.js";
import { formatChange, formatMoney, formatPercent } from "../text/money.js";
import type { Page } from "../text/page.js";
import type { Row } from "../text/table.js";
import { sanitize, truncate } from "../text/text.js";
import { titleOf } from "../vendors/registry.js";
import { difference, type ItemChange } from "./changes.js";
import type { BillFailure } from "./fetch.js";
import { groupBy } from "./group.js";
import type { BillPeriod } from "./period.js";
import type { BillSummary, VendorTotal } from "./summary.js";

/** What is printed. */
export interface Printed {
  readonly period: BillPeriod;
  readonly summary: BillSummary;
  readonly errors: readonly BillFailure[];
  readonly source: "service" | "sandbox";
}

const causeWidth = 34;
/** ISO 4217 for no currency. */
const noCurrency = "XXX";

/** Some ten lines: each vendor's amount, what changed and why, and what the totals lack. */
export function printSummary(page: Page, { period, summary, errors, source }: Printed): void {
  const { vendors } = summary;
  page.heading(`Bill for ${period.text} (UTC)${source === "sandbox" ? ", sandbox data" : ""}`);
  const hasChange = vendors.some(({ before }) => before !== undefined);
  const head = [
    { title: "Vendor" },
    { title: "Amount", align: "right" as const },
    { title: "" },
    ...(hasChange ? [{ title: "Change", align: "right" as const }, { title: "Because of" }] : []),
  ];
  const rows = [...vendors.filter(isShown(vendors)).map(vendorRow), ...totalRows(summary)];
  if (rows.length > 0) page.table(head, rows);
  else page.text("No charges.");
  const failed = [...new Set(errors.map(({ vendor }) => vendor))];
  if (failed.length > 0) page.warning(`Failed: ${failed.map(titleOf).join(", ")}.`);
  for (const note of notes(summary)) page.note(note);
}

/** Rows without a currency are counted below; they stand here if the vendor has no others. */
function isShown(vendors: readonly VendorTotal[]): (total: VendorTotal) => boolean {
  return ({ vendor, currency }) =>
    currency !== noCurrency || vendors.filter((each) => each.vendor === vendor).length === 1;
}

function vendorRow(total: VendorTotal): Row {
  const { vendor, currency, before, changes } = total;
  const [cause] = changes;
  return {
    cells: [
      titleOf(vendor),
      amountOf(total),
      currency === noCurrency ? "" : currency,
      before === undefined ? "" : formatPercent(new Big(before), new Big(total.amount)),
      cause === undefined ? "" : causeText(cause),
    ],
  };
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
    const older = vendors.filter(({ currency }) => currency === total.currency);
    const isKnown = older.every(({ before }) => before !== undefined);
    const before = older.reduce((sum, each) => sum.plus(each.before ?? 0), new Big(0));
    const change = isKnown ? formatPercent(before, new Big(total.amount)) : "";
    const title = total.complete ? "Total" : "Subtotal";
    return { cells: [title, amountOf(total), total.currency, change, ""], total: true };
  });
}

/** `-` if no charge has an amount. */
function amountOf({ amount, count, unpriced }: Total): string {
  return unpriced === count ? "-" : formatMoney(amount);
}

function notes({ vendors, purchases, drawn }: BillSummary): string[] {
  const counted = (key: "unpriced" | "open" | "computed"): string =>
    [...groupBy(vendors, ({ vendor }) => vendor)]
      .map(([vendor, own]) => [vendor, own.reduce((sum, each) => sum + each[key], 0)] as const)
      .filter(([, count]) => count > 0)
      .map(([vendor, count]) => `${titleOf(vendor)} ${count}`)
      .join(", ");
  const line = (start: string, text: string): string[] =>
    text === "" ? [] : [`${start}: ${text}.`];
  return [
    ...line("Rows without an amount, left out of the sums", counted("unpriced")),
    ...line("Rows that may still change", counted("open")),
    ...line("Rows computed from quantity and price", counted("computed")),
    ...line("Bought in the period, not part of the totals", sums(purchases)),
    ...line("Drawn from prepaid credit, part of the totals", sums(drawn)),
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
