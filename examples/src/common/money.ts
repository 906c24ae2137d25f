import Big from "big.js";

/** A figure in JSON: Deepgram sends numbers, Genesys Cloud sends decimals as strings. */
export type Figure = number | string;

/** More than any JSON number has; `1e900000` would be a megabyte of zeros. */
const mostDigits = 1000;

/**
 * A figure as an exact decimal. A number is converted through its shortest decimal form, which is
 * the one that the service wrote; nothing is ever added as a float. Returns `undefined` for a value
 * that isn't a finite number, or has more than a thousand digits.
 */
export function decimal(figure: Figure | null | undefined): Big | undefined {
  if (figure === null || figure === undefined) return undefined;
  try {
    const exact = new Big(typeof figure === "number" ? String(figure) : figure.trim());
    return Math.abs(exact.e) + exact.c.length > mostDigits ? undefined : exact;
  } catch {
    return undefined;
  }
}

/** The exact sum. */
export function sum(figures: Iterable<Big>): Big {
  let total = new Big(0);
  for (const figure of figures) total = total.plus(figure);
  return total;
}

/**
 * Figures summed exactly by a key, such as their unit or currency (never mixed) or line item, in
 * order of first appearance. An item without a figure is ignored.
 */
export function sumBy<T, K>(
  items: Iterable<T>,
  keyOf: (item: T) => K,
  figureOf: (item: T) => Big | undefined,
): Map<K, Big> {
  const totals = new Map<K, Big>();
  for (const item of items) {
    const figure = figureOf(item);
    if (figure === undefined) continue;
    const key = keyOf(item);
    totals.set(key, (totals.get(key) ?? new Big(0)).plus(figure));
  }
  return totals;
}

/** All digits of a decimal, never in exponent form, as for JSON output. */
export function plain(value: Big): string {
  return value.toFixed();
}

/** For reading: every digit, at least `minimumDecimals` of them, with thousands separated. */
export function readable(value: Big, minimumDecimals = 0): string {
  const [whole = "", fraction = ""] = value.toFixed().split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = fraction.padEnd(minimumDecimals, "0");
  return decimals === "" ? grouped : `${grouped}.${decimals}`;
}
