import { noCurrency, totals } from "@billkit/charges";
import Big from "big.js";
import { failureExitCode } from "../bill/exit-code.js";
import { writeFailures } from "../bill/failures.js";
import { fetchBill } from "../bill/fetch.js";
import { readPeriod } from "../bill/period.js";
import { exitCodes, usageError, type ExitCode } from "../failure.js";
import { write, type Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { count } from "../text/count.js";
import { formatMoney, formatQuantity } from "../text/money.js";
import { openAccounts } from "../vendors/open.js";

export interface BudgetOptions extends SourceOptions {
  readonly limit: string;
}

/** `billkit budget`: compares a period's total in one currency with a limit. */
export async function budget(options: BudgetOptions, io: Io): Promise<ExitCode> {
  const { amount: limit, currency } = parseLimit(options.limit);
  const period = readPeriod(options.period, io.now());
  const opened = await openAccounts(options, io);
  try {
    const { accounts, logger } = opened;
    const bill = await fetchBill(accounts, period, { io, logger });
    const { charges, errors } = bill;
    writeFailures(io, errors);
    const sums = totals(charges, { errors });
    const total = sums.find((each) => each.currency === currency);
    for (const other of sums.filter((each) => each.currency !== currency)) {
      const what =
        other.currency === noCurrency
          ? `${count(other.unpriced, "row")} without an amount`
          : `${formatMoney(other.amount)} ${other.currency}`;
      io.stderr.write(`billkit: ${what} can't be compared with a limit in ${currency}.\n`);
    }
    const spent = new Big(total?.amount ?? 0);
    // Rows without a currency can be in this one.
    const isComplete =
      errors.length === 0 &&
      (total?.complete ?? sums.every((each) => each.currency !== noCurrency));
    const kind = isComplete ? "" : "at least ";
    const isPassed = spent.gt(limit);
    await write(
      io.stdout,
      `${period.text}: ${kind}${comparedText(spent, limit)} ${currency} of ${comparedText(limit, spent)} ${currency}${isPassed ? ", over the limit" : ""}\n`,
    );
    if (isPassed) return exitCodes.limit;
    const exitCode = failureExitCode(bill, accounts.length);
    // Missing amounts might exceed the limit; with another currency's alone, nothing was compared.
    const isCompared = isComplete && (total !== undefined || sums.length === 0);
    return exitCode === exitCodes.ok && !isCompared ? exitCodes.partial : exitCode;
  } finally {
    await opened.close();
  }
}

/** Rounded for reading, unless that hides the difference to another amount. */
function comparedText(amount: Big, other: Big): string {
  const [text = "", second] = [amount, other].map((each) => formatMoney(each.toFixed()));
  return text === second && !amount.eq(other) ? formatQuantity(amount.toFixed()) : text;
}

function parseLimit(text: string): { readonly amount: Big; readonly currency: string } {
  const [, amount, code] = /^(\d{1,15}(?:\.\d{1,18})?) ?([A-Za-z]{3})$/.exec(text) ?? [];
  const currency = code?.toUpperCase();
  if (amount === undefined || currency === undefined || currency === noCurrency) {
    throw usageError(
      `--limit ${JSON.stringify(text)} is not an amount with a currency; use e.g. 500USD.`,
    );
  }
  return { amount: new Big(amount), currency };
}
