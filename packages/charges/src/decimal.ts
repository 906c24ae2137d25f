import Big from "big.js";

/** JSON's grammar of a number, without the exponent's range. */
const form = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/;
/** `1e9999` would be pages of zeros, and no bill. */
const maxDigits = 1000;

/** An exact decimal, or undefined for what isn't decimal text of at most a thousand digits. */
export function decimal(text: string | undefined): Big | undefined {
  if (text === undefined || !form.test(text)) return undefined;
  const value = new Big(text);
  return Math.abs(value.e) + value.c.length > maxDigits ? undefined : value;
}

/** @throws TypeError for what isn't decimal text */
export function toDecimal(text: string): Big {
  const value = decimal(text);
  if (value === undefined) throw new TypeError(`${JSON.stringify(text)} isn't a decimal number.`);
  return value;
}

/** All digits, never in exponent form. */
export const plain = (value: Big): string => value.toFixed();
