import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import { noCurrency } from "./currency.js";
import { plain, toDecimal } from "./decimal.js";
import { isTotalled, isUse } from "./views.js";

/** The sum of one currency's charges, and what is missing from it. */
export interface Total {
  /** ISO 4217 code; {@link noCurrency} for unpriced charges whose currency isn't known. */
  currency: string;
  /** The exact sum: a subtotal unless `complete`. */
  amount: string;
  /** False if something is left out: an unpriced charge, or a source that failed. */
  complete: boolean;
  /** Charges, including unpriced ones. */
  count: number;
  /** Charges without an amount. */
  unpriced: number;
  /** Charges that the vendor can still change. */
  open: number;
  /** Charges whose amount was computed by Billkit. */
  computed: number;
}

/** What a sum needs in addition to its charges. */
export interface TotalsOptions {
  /** The errors of a `ChargesError`; with any, no total is complete. */
  readonly errors?: readonly unknown[] | undefined;
}

/** A period's totals, with purchases and prepaid usage. */
export interface Summary {
  readonly totals: Total[];
  /**
   * Purchases, such as prepaid credit. They aren't part of the totals, but the usage drawn from
   * them is.
   */
  readonly purchases: Total[];
  /**
   * The part of the totals that was drawn from prepaid credit and doesn't have to be paid again.
   */
  readonly drawn: Total[];
}

/** What a summary needs in addition to its charges. */
export interface SummaryOptions extends TotalsOptions {
  /** Whether an account pays before or after use. The vendors' responses don't include it. */
  readonly settlement?: (charge: Charge) => "prepaid" | "arrears" | undefined;
}

/**
 * Adds charges up exactly, per currency, in alphabetical order. They use one view per vendor,
 * account and billing period, and no purchases; see {@link summarize}. Currencies never mix.
 *
 * @throws TypeError for an amount that isn't decimal text
 */
export function totals(charges: Iterable<Charge>, { errors = [] }: TotalsOptions = {}): Total[] {
  const all = [...charges];
  return sum(all.filter(isTotalled(all)), errors.length > 0);
}

/** A period's totals, with purchases and prepaid usage listed separately. */
export function summarize(charges: Iterable<Charge>, options: SummaryOptions = {}): Summary {
  const { errors = [], settlement } = options;
  const all = [...charges];
  const isPartial = errors.length > 0;
  const entering = all.filter(isTotalled(all));
  return {
    totals: sum(entering, isPartial),
    purchases: sum(
      all.filter(({ category }) => category === "purchase"),
      isPartial,
    ),
    drawn: sum(
      entering.filter((row) => isUse(row) && settlement?.(row) === "prepaid"),
      isPartial,
    ),
  };
}

/** Sums of all rows, whatever their view. */
export function sum(charges: readonly Charge[], isPartial = false): Total[] {
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const { currency = noCurrency } = charge;
    const group = groups.get(currency);
    if (group) group.push(charge);
    else groups.set(currency, [charge]);
  }
  // A charge of an unknown currency may belong to any of the sums.
  const isLacking = isPartial || groups.has(noCurrency);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, rows]) => {
      const unpriced = rows.filter(({ amount }) => amount === undefined).length;
      return {
        currency,
        amount: plain(
          rows.reduce((all, { amount = "0" }) => all.plus(toDecimal(amount)), new Big(0)),
        ),
        complete: !isLacking && unpriced === 0,
        count: rows.length,
        unpriced,
        open: rows.filter(({ final }) => !final).length,
        computed: rows.filter(({ basis }) => basis === "computed").length,
      };
    });
}
