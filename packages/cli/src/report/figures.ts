import type { Charge } from "@billkit/charges";
import type Big from "big.js";
import { groupBy } from "../bill/group.js";
import type { BillPeriod } from "../bill/period.js";
import { formatMoney } from "../text/money.js";
import { titleOf } from "../vendors/registry.js";
import { largestItems, timeline } from "./chart-data.js";
import { barChart, colours } from "./charts.js";
import { markup, type Html } from "./html.js";
import { table } from "./sections.js";

const mostBars = 12;

/** Both charts of each currency. */
export function figures(entering: readonly Charge[], period: BillPeriod): Html[] {
  const priced = entering.filter(
    ({ amount, currency }) => amount !== undefined && currency !== undefined,
  );
  return [...groupBy(priced, ({ currency = "" }) => currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([currency, rows]) => [
      timeFigure(currency, rows, period),
      itemFigure(currency, rows),
    ]);
}

function timeFigure(currency: string, rows: readonly Charge[], period: BillPeriod): Html {
  const { buckets, series, unplaced } = timeline(rows, period);
  const unit = buckets[0]?.length === 7 ? "month" : "day";
  const heading = markup`<h2>${currency} per ${unit}</h2>`;
  const left = [...unplaced].map(([vendor, sum]) => `${titleOf(vendor)} ${money(sum)} ${currency}`);
  if (series.size === 0)
    return markup`${heading}<p class="muted">No chart, since nothing is billed per ${unit}: ${left.join(", ")}.</p>`;
  const note =
    left.length === 0
      ? ""
      : ` Not in the chart, since it isn't billed per ${unit}: ${left.join(", ")}.`;
  const vendors = [...series].map(([vendor, sums]) => ({ title: titleOf(vendor), sums }));
  const sums = vendors.map(({ title, sums: own }) => `${title} ${money(add(own))}`);
  const chart = barChart({
    categories: buckets.map((bucket) => (unit === "day" ? bucket.slice(5) : bucket)),
    series: vendors.map(({ title, sums: own }) => ({ name: title, values: own.map(Number) })),
    alternative: `Stacked bars: ${currency} per ${unit} and vendor. Sums: ${sums.join(", ")}.`,
  });
  const row = (bucket: string, at: number): Html =>
    markup`<tr><td>${bucket}</td>${vendors.map(({ sums: own }) => markup`<td class="number" data-value="${own[at]?.toFixed()}">${own[at] && money(own[at])}</td>`)}</tr>`;
  const head = [unit === "day" ? "Day" : "Month", ...vendors.map(({ title }) => `#${title}`)];
  return markup`${heading}<figure>${legend(vendors.map(({ title }) => title))}${chart}<figcaption>${currency} per ${unit} (UTC), stacked by vendor.${note}</figcaption><details><summary>The chart's figures</summary>${table("days", head, buckets.map(row))}</details></figure>`;
}

function itemFigure(currency: string, rows: readonly Charge[]): Html {
  const { items: bars, others } = largestItems(rows, mostBars);
  if (bars.length === 0) return markup``;
  const sums = bars.map(({ item, amount }) => `${item} ${money(amount)}`);
  const chart = barChart({
    categories: bars.map(({ item, vendor }) => `${item} (${titleOf(vendor)})`),
    series: [{ name: currency, values: bars.map(({ amount }) => Number(amount)) }],
    alternative: `Bars: the largest items in ${currency}. ${sums.join(", ")}.`,
    isHorizontal: true,
  });
  const rest = others.eq(0) ? "" : ` All others: ${money(others)} ${currency}.`;
  return markup`<h2>${currency} by item</h2><figure>${chart}<figcaption>The largest items, in ${currency}.${rest}</figcaption></figure>`;
}

function legend(titles: readonly string[]): Html {
  const key = (title: string, at: number): Html =>
    markup`<span class="key k${(at % colours) + 1}">${title}</span>`;
  return markup`<p class="small">${titles.map(key)}</p>`;
}

function add(sums: readonly Big[]): Big {
  return sums.reduce((total, each) => total.plus(each));
}

function money(amount: Big): string {
  return formatMoney(amount.toFixed());
}
