import Big from "big.js";
import { decimal, readable } from "../common/money.js";
import { plainText } from "../common/failure.js";
import type { Row } from "./row.js";

/** Exact sums of a vendor's rows, for each currency and state its own. */
export class Totals {
  readonly #sums = new Map<string, Pick<Row, "vendor" | "state" | "currency"> & { sum: Big }>();

  add({ vendor, state, currency, amount }: Row): void {
    const exact = decimal(amount);
    if (exact === undefined) return;
    const key = JSON.stringify([vendor, state, currency]);
    const { sum } = this.#sums.get(key) ?? { sum: new Big(0) };
    this.#sums.set(key, { vendor, state, currency, sum: sum.plus(exact) });
  }

  /** `deepgram, closed: 2,022.20142701 USD` */
  *lines(): Generator<string, void, undefined> {
    for (const { vendor, state, currency = "", sum } of this.#sums.values())
      yield `${vendor}, ${state}: ${readable(sum, 2)} ${plainText(currency)}`;
  }
}
