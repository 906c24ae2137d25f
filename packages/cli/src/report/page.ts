import { createHash } from "node:crypto";
import type { FetchedBill } from "../bill/fetch.js";
import type { BillPeriod } from "../bill/period.js";
import { summarizeBill } from "../bill/summary.js";
import { figures } from "./figures.js";
import { Html, markup } from "./html.js";
import { script } from "./script.js";
import { cards, itemTable, missing, purchaseTable, vendorTable } from "./sections.js";
import { styles } from "./styles.js";

/** The content of a report. */
export interface Report {
  readonly period: BillPeriod;
  readonly source: "service" | "sandbox";
  readonly bill: FetchedBill;
  readonly before: FetchedBill;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * One HTML page that loads nothing. Its content security policy allows only its own script and
 * style sheet.
 */
export function reportPage({ period, source, bill, before, now }: Report): string {
  const summary = summarizeBill(bill, before);
  const purchases = bill.charges.filter(({ category }) => category === "purchase");
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(styles)}; base-uri 'none'; form-action 'none'`;
  const made = new Date(now).toISOString().slice(0, 16).replace("T", " ");
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Bill for ${period.text}</title>
        <style>${new Html(styles)}</style>
      </head>
      <body>
        <main>
          <h1>Bill for ${period.text}</h1>
          <p class="muted">
            ${period.start.slice(0, 10)} up to, not including, ${period.end.slice(0, 10)} (UTC).
            Made ${made} UTC by
            Billkit${source === "sandbox" ? " from a sandbox's made-up data" : ""}.
          </p>
          ${cards(summary)} ${missing(summary, bill.errors)}
          <h2>Vendors</h2>
          ${vendorTable(summary)} ${figures(summary.entering, period)}
          <h2>Items</h2>
          ${itemTable(summary.entering)} ${purchaseTable(purchases)}
          <footer>
            Amounts are rounded to cents for reading; sums are exact. Currencies are never added up
            or converted. <code>billkit bill --format json</code> has every digit, and
            <code>billkit explain ID</code> shows the vendor's response that a figure comes from.
          </footer>
        </main>
        <script>${new Html(script)}</script>
      </body>
    </html> `;
  return page.markup;
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
