import type { Bills, Failure, Source, Vendor } from "./bill.js";
import { failure } from "./failure.js";
import type { Page } from "./page.js";
import type { Month } from "../common/period.js";
import { printDeepgram } from "./print-deepgram.js";
import { printGenesysCloud } from "./print-genesys-cloud.js";
import { harmless } from "./text.js";
import { vendors } from "./vendors.js";

export interface Printed {
  readonly bills: Bills;
  readonly month: Month;
  /** Whose figures these are, and the like. */
  readonly notes: readonly string[];
  /** The vendors that were asked; none means the sandbox for all. */
  readonly wanted: readonly Vendor[];
}

/** The bills, for reading. Gives what of them could not be read: the other vendor's is still there. */
export function printBills(page: Page, { bills, month, notes, wanted }: Printed): Failure[] {
  const failures: Failure[] = [];
  const print = <Bill extends { readonly source: Source }>(
    vendor: Vendor,
    bill: Bill | null,
    printBill: (page: Page, bill: Bill) => void,
  ): void => {
    if (!bill && !wanted.includes(vendor)) return;
    const { length } = page.lines;
    try {
      if (bill) {
        page.heading(`${title(vendor)} (${bill.source})`);
        printBill(page, bill);
        return;
      }
    } catch (error) {
      failures.push(failure(vendor, error));
      page.lines.length = length;
    }
    page.heading(title(vendor));
    page.warning("No bill: see the error.", 2);
  };
  page.heading(`Bills of ${month.firstDay} to ${month.lastDay} (UTC)`);
  for (const note of notes) page.note(note);
  print("deepgram", bills.deepgram, printDeepgram);
  print("genesysCloud", bills.genesysCloud, printGenesysCloud);
  return failures;
}

function title(vendor: Vendor): string {
  return vendors[vendor].title.toUpperCase();
}

/** One line, whatever the service wrote into its message. */
export function failureLine({ vendor, name, message }: Failure): string {
  const line = message.replace(/\s+/g, " ").trim();
  const prefix = `${vendors[vendor].title}: `;
  return harmless(`${line.startsWith(prefix) ? "" : prefix}${line} (${name})`);
}
