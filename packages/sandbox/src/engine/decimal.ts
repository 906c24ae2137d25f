/** Exact arithmetic on decimals as text: bills have more digits than a float can represent. */

interface Parsed {
  readonly digits: bigint;
  readonly places: number;
}

/** The exact product without trailing zeros: `1.5` times `0.02` is `0.03`. */
export function multiply(one: string | number, other: string | number): string {
  const [a, b] = [parse(one), parse(other)];
  return write({ digits: a.digits * b.digits, places: a.places + b.places });
}

/** The exact sum without trailing zeros. */
export function sum(values: readonly (string | number)[]): string {
  const parsed = values.map(parse);
  const places = Math.max(0, ...parsed.map((each) => each.places));
  const digits = parsed.reduce((total, each) => total + scaled(each, places), 0n);
  return write({ digits, places });
}

/** Rounded half away from zero to this many places, with trailing zeros: `12.3` to 2 is `12.30`. */
export function toPlaces(value: string | number, places: number): string {
  const parsed = parse(value);
  if (parsed.places <= places) return fixed(scaled(parsed, places), places);
  const divisor = 10n ** BigInt(parsed.places - places);
  const half = parsed.digits < 0n ? -(divisor / 2n) : divisor / 2n;
  return fixed((parsed.digits + half) / divisor, places);
}

/** The value with its sign changed. */
export function negate(value: string): string {
  return value.startsWith("-") ? value.slice(1) : `-${value}`;
}

function parse(value: string | number): Parsed {
  const [whole = "", places = ""] = String(value).split(".");
  return { digits: BigInt(whole + places), places: places.length };
}

function scaled({ digits, places }: Parsed, to: number): bigint {
  return digits * 10n ** BigInt(to - places);
}

function write({ digits, places }: Parsed): string {
  const text = fixed(digits, places);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function fixed(digits: bigint, places: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const sign = digits < 0n ? "-" : "";
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}
