import type { Arithmetic } from "@billkit/core/charges";
import { decimal, plain, toDecimal } from "../decimal.js";

/** The arithmetic for rules. */
export const math: Arithmetic = {
  isDecimal: (text): text is string => decimal(text) !== undefined,
  add: (a, b) => plain(toDecimal(a).plus(toDecimal(b))),
  subtract: (a, b) => plain(toDecimal(a).minus(toDecimal(b))),
  multiply: (a, b) => plain(toDecimal(a).times(toDecimal(b))),
  compare: (a, b) => toDecimal(a).cmp(toDecimal(b)),
};
