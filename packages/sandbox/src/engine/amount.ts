/** Amounts are whole numbers of 10⁻⁸ inside, so that sums are exact whatever their order. */
const scale = 100_000_000;

/** From 10⁻⁸ to the nearest JSON number, whose shortest form has the same eight decimals. */
export function toAmount(units: number): number {
  return Number(toDecimal(units));
}

/** From 10⁻⁸ to a decimal with as many places as it needs: `104.56822227`, `250`. */
export function toDecimal(units: number): string {
  const whole = Math.trunc(units / scale);
  const rest = Math.abs(units % scale)
    .toString()
    .padStart(8, "0")
    .replace(/0+$/, "");
  const sign = units < 0 && whole === 0 ? "-" : "";
  return rest === "" ? `${sign}${whole}` : `${sign}${whole}.${rest}`;
}
