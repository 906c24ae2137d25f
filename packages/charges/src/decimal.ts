import Big from "big.js";

/** JSON's number grammar, without the exponent's range. */
const form = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?$/;
/** `1e9999` would print pages of zeros, and no bill needs it. */
const maxDigits = 1000;

/** An exact decimal; undefined for text that isn't a decimal of at most a thousand digits. */
export function decimal(text: string | undefined): Big | undefined {
  if (text === undefined || !form.test(text)) return undefined;
  const value = new Big(text);
  return Math.abs(value.e) + value.c.length > maxDigits ? undefined : value;
}

/** @throws TypeError for text that isn't a decimal */
export function toDecimal(text: string): Big {
  const value = decimal(text);
  if (value === undefined) throw new TypeError(`${JSON.stringify(text)} isn't a decimal number.`);
  return value;
}

/** All digits, never in exponent form. */
export const plain = (value: Big): string => value.toFixed();
