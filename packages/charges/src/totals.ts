import type { Charge } from "@billkit/core/charges";
import Big from "big.js";
import { plain, toDecimal } from "./decimal.js";
import { isTotalled } from "./views.js";

/** The sum of one currency's charges, and what it lacks. */
export interface Total {
  /** ISO 4217 code; {@link noCurrency} for unpriced charges whose currency isn't known. */
  currency: string;
  /** The exact sum: a subtotal unless `complete`. */
  amount: string;
  /** False when something is left out: an unpriced charge, or a source that failed. */
  complete: boolean;
  /** Charges, the unpriced ones included. */
  count: number;
  /** Charges without an amount. */
  unpriced: number;
  /** Charges that the vendor may still change. */
  open: number;
  /** Charges whose amount isn't the vendor's but computed. */
  computed: number;
}

/** What a sum must know beside its charges. */
export interface TotalsOptions {
  /** Of the `ChargesError`: given any, no total is complete. */
  readonly errors?: readonly unknown[] | undefined;
}

/** A period's totals, and what stands beside them. */
export interface Summary {
  readonly totals: Total[];
  /** What was bought, such as prepaid credit. It isn't part of the totals: use draws from it. */
  readonly purchases: Total[];
  /** The part of the totals that was drawn from prepaid credit, and so isn't to be paid again. */
  readonly drawn: Total[];
}

/** What a summary must know beside its charges. */
export interface SummaryOptions extends TotalsOptions {
  /** Whether an account pays before or after use. The vendors' answers don't say. */
  readonly settlement?: (charge: Charge) => "prepaid" | "arrears" | undefined;
}

/**
 * `XXX`, the code that ISO 4217 reserves for "no currency". The total of charges without one has it, so
 * that every total has a code, none can be taken for money, and those charges are still counted.
 */
export const noCurrency = "XXX";

/**
 * Adds charges up exactly, per currency, in alphabetical order. One view per vendor, account and billing
 * period enters; purchases don't, see {@link summarize}. Currencies never mix.
 *
 * @throws TypeError for an amount that isn't decimal text
 */
export function totals(charges: Iterable<Charge>, { errors = [] }: TotalsOptions = {}): Total[] {
  const all = [...charges];
  return sum(all.filter(isTotalled(all)), errors.length > 0);
}

/** A period's totals with purchases, and use drawn from prepaid credit, beside them. */
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
      entering.filter((row) => row.category === "usage" && settlement?.(row) === "prepaid"),
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
