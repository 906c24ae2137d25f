/** Amounts are whole numbers of 10⁻⁸ internally, so that sums are exact in any order. */
const scale = 100_000_000;

/** Twice this is still below 2⁵¹ units of 10⁻⁸; beyond that a JSON number would lose decimals. */
export const largestAmount = 10_000_000;

/** From 10⁻⁸ to the nearest JSON number, whose shortest form has the same eight decimals. */
export function toAmount(units: number): number {
  return units / scale;
}

/** From an amount within `largestAmount` to 10⁻⁸, exactly. */
export function toUnits(amount: number): number {
  return Math.round(amount * scale);
}

/** Whether a number is an amount: within bounds, and of at most eight decimals. */
export function isAmount(value: number): boolean {
  return Math.abs(value) <= largestAmount && toAmount(toUnits(value)) === value;
}

/** From 10⁻⁸ to a decimal with as many places as it needs: `104.56822227`, `250`. */
export function toDecimal(units: number | bigint): string {
  const exact = BigInt(units);
  const digits = (exact < 0n ? -exact : exact).toString().padStart(9, "0");
  const rest = digits.slice(-8).replace(/0+$/, "");
  const sign = exact < 0n ? "-" : "";
  return sign + digits.slice(0, -8) + (rest === "" ? "" : `.${rest}`);
}

/** The text that `parseDecimal` accepts. */
export const decimalPattern = /^-?\d{1,30}(?:\.\d{1,8})?$/;

/** From a decimal of at most eight places to 10⁻⁸, exactly. */
export function parseDecimal(decimal: string): bigint {
  const [whole = "", places = ""] = decimal.split(".");
  return BigInt(whole + places.padEnd(8, "0"));
}
