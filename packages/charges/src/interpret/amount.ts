import type { AmountDefinition } from "@billkit/core/charges";
import Big from "big.js";
import { decimal, plain } from "../decimal.js";
import { textValue, type Scope } from "./value.js";

/**
 * The value at an amount's position. A unit that isn't a currency, such as `hour`, makes it a
 * quantity.
 */
export interface Amount {
  readonly amount?: string;
  readonly currency?: string;
  readonly quantity?: string;
  readonly unit?: string;
}

/**
 * Reads an amount exactly.
 * @throws TypeError for a value that isn't a decimal
 */
export function readAmount(definition: AmountDefinition, scope: Scope): Amount {
  const unit = textValue(definition.currency, scope);
  const isCurrency = unit !== undefined && /^[A-Za-z]{3}$/.test(unit);
  const currency = isCurrency ? unit.toUpperCase() : undefined;
  const sent = textValue(definition.at, scope)?.trim();
  if (sent === undefined || sent === "") return { ...(currency && { currency }) };
  const value = decimal(sent);
  if (value === undefined)
    throw new TypeError(`has ${JSON.stringify(sent)} for an amount, which isn't a decimal number`);
  if (definition.zeroIsUnpriced && value.eq(0)) return { ...(currency && { currency }) };
  if (currency === undefined)
    return { ...(unit === undefined ? {} : { quantity: digitsOf(sent, value), unit }) };
  const factor = definition.unit === "minor" ? new Big(10).pow(-minorDigits(currency)) : undefined;
  const major = factor ? value.times(factor) : value;
  if (definition.negate) return { amount: plain(major.times(-1)), currency };
  return { amount: factor ? plain(major) : digitsOf(sent, value), currency };
}

/**
 * A figure that isn't money.
 * @throws TypeError for a value that isn't a decimal
 */
export function readFigure(sent: string | undefined): string | undefined {
  if (sent === undefined) return undefined;
  const value = decimal(sent.trim());
  if (value === undefined)
    throw new TypeError(`has ${JSON.stringify(sent)} for a quantity, which isn't a decimal number`);
  return digitsOf(sent.trim(), value);
}

/** As sent; only exponents are written out. */
const digitsOf = (sent: string, value: Big): string => (/e/i.test(sent) ? plain(value) : sent);

/** How many digits a currency's minor unit has: 2 for USD, 0 for JPY. */
const minorDigits = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;
