import type {
  BillingUsageReport,
  SubscriptionOverviewUsage,
  TrusteeBillingOverview,
} from "@billkit/genesys-cloud";
import { utcInterval } from "billkit";
import type { CustomerBill, CustomerPeriod, GenesysCloudBill } from "./bill.js";
import { nameOf } from "./collect-genesys-cloud.js";
import { day, figure, text } from "./field.js";
import { decimal } from "../common/money.js";
import type { Page } from "./page.js";
import type { Row } from "./table.js";
import { harmless } from "./text.js";

export function printGenesysCloud(page: Page, { usage, trustors }: GenesysCloudBill): void {
  page.blank();
  if (usage === null) page.warning("Billable usage: not available, see the errors", 2);
  else printUsage(page, usage);
  if (trustors.length === 0) page.text("No customers' overviews.", 2);
  else printCustomers(page, trustors);
}

function printUsage(page: Page, { startDate, endDate, usages }: BillingUsageReport): void {
  page.heading(`Billable usage ${days(startDate, endDate)}`, 2);
  if (usages.length === 0) {
    page.text("The report is complete and names no usage.", 4);
    return;
  }
  page.table(
    [
      { title: "Usage", flexible: "wrap" },
      { title: "Total usage", align: "right" },
      { title: "Resources", align: "right" },
    ],
    usages.map(({ name, totalUsage, resources }) => ({
      cells: [text(name), figure(totalUsage), count(resources)],
    })),
    4,
  );
}

function printCustomers(page: Page, trustors: readonly CustomerBill[]): void {
  for (const { trustor, periods } of trustors) {
    page.heading(`Customer ${harmless(nameOf(trustor))}`, 2);
    page.note(text(trustor.id ?? trustor.organization?.id), 2);
    if (periods.length === 0) page.warning("Overview: not available, see the errors", 4);
    for (const period of periods) printPeriod(page, period);
  }
  page.blank();
  page.note(
    "Overviews give quantities and prices. Amounts and totals are computed from them: what is prepaid at its price, and use beyond it at the usage price; of a bundle no amount can be told. They are before tax, and without Genesys Cloud Voice and bring-your-own-carrier usage.",
    2,
  );
}

function printPeriod(page: Page, period: CustomerPeriod): void {
  const { open, overview, amounts, total } = period;
  const { currency, subscriptionType, usages, minimumMonthlyAmount } = overview;
  const code = text(currency);
  const without = amounts.filter((amount) => amount === null).length;
  page.blank();
  if (open) {
    page.warning(`Open period ${periodOf(overview)}: not final, may change until it closes`, 4);
    page.text(
      `Total so far: ${figure(total, currency)} ${code}${without === 0 ? "" : `, ${leftOut(without)}`}`,
      4,
    );
    return;
  }
  page.text(`Closed period ${periodOf(overview)}, ${text(subscriptionType)}`, 4);
  page.table(
    [
      { title: "Item", flexible: "wrap" },
      { title: "Quantity", align: "right" },
      { title: "Unit", flexible: "wrap" },
      { title: "Price", align: "right" },
      { title: `Amount ${code}`, align: "right" },
    ],
    [
      ...usages.flatMap((usage, at) => usageRows(usage, amounts[at], currency)),
      { cells: ["Total", "", "", "", figure(total, currency)], total: true },
    ],
    4,
  );
  if (without > 0) page.warning(`Of the total, ${leftOut(without)}: no amount can be told.`, 4);
  if (minimumMonthlyAmount) {
    page.note(`Minimum a month: ${figure(minimumMonthlyAmount, currency)} ${code}`, 4);
  }
}

/** What was used; and where some of it is prepaid, how much of it at which price. */
function usageRows(
  { name, unitOfMeasureType, ...usage }: SubscriptionOverviewUsage,
  amount: string | null | undefined,
  currency: string,
): Row[] {
  const { usageQuantity, overagePrice, prepayQuantity, prepayPrice } = usage;
  const [used, prepaid] = [decimal(usageQuantity), decimal(prepayQuantity)];
  const isPrepaid = !prepaid?.eq(0);
  const price = figure(overagePrice, currency);
  const unit = text(unitOfMeasureType);
  const rows = [
    [text(name), figure(usageQuantity), unit, isPrepaid ? "" : price, figure(amount, currency)],
  ];
  if (isPrepaid)
    rows.push(["  prepaid", figure(prepayQuantity), "", figure(prepayPrice, currency)]);
  if (isPrepaid && prepaid && used?.gt(prepaid)) {
    rows.push(["  beyond it", figure(used.minus(prepaid).toFixed()), "", price]);
  }
  return rows.map((cells) => ({ cells }));
}

function count(resources: unknown): string {
  return text(Array.isArray(resources) ? resources.length : undefined);
}

function leftOut(count: number): string {
  return count === 1 ? "1 item is left out" : `${count} items are left out`;
}

function periodOf({
  billingPeriodStartDate,
  billingPeriodEndDate,
}: TrusteeBillingOverview): string {
  return billingPeriodStartDate && billingPeriodEndDate
    ? days(billingPeriodStartDate, billingPeriodEndDate)
    : "without dates";
}

/** First and last day, both included and in UTC, however the service writes the end. */
function days(start: string, end: string): string {
  try {
    const interval = utcInterval(start, end);
    const last = new Date(Date.parse(interval.end) - 1).toISOString();
    return `${day(interval.start)} to ${day(last)}`;
  } catch {
    return `${text(start)} to ${text(end)}`;
  }
}
