import { describe, expect, it } from "@jest/globals";
import Big from "big.js";
import fc from "fast-check";
import { decimal, plain, readable, sum, sumBy } from "../src/common/money.js";

/** An amount as services send it, and in units of its eighth decimal. */
const amount = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 99_999_999 }))
  .map(([whole, fraction]) => {
    const text = `${whole}.${String(fraction).padStart(8, "0")}`;
    const units = BigInt(text.replace(".", ""));
    return { number: Number(text), text, units };
  });

describe("money", () => {
  it("FOCUS#192, meltano/sdk#2780: adds numbers and decimal strings exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.boolean())), (amounts) => {
        const figures = amounts.map(
          ([{ number, text }, asText]) => decimal(asText ? text : number) ?? new Big(NaN),
        );
        const expected = amounts.reduce((total, [{ units }]) => total + units, 0n);
        expect(BigInt(sum(figures).times(1e8).toFixed())).toBe(expected);
      }),
    );
  });

  it("opencost-plugins#66: adds up by key and never across keys", () => {
    const unit = fc.constantFrom<string>("usd", "hour", "EUR");
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, amount)), (items) => {
        const totals = sumBy(
          items,
          ([key]) => key,
          ([, { number }]) => decimal(number),
        );
        for (const key of ["usd", "hour", "EUR"]) {
          const own = items.filter(([each]) => each === key).map(([, { text }]) => new Big(text));
          expect(totals.get(key)?.toFixed()).toBe(
            own.length === 0 ? undefined : sum(own).toFixed(),
          );
        }
      }),
    );
  });

  it.each([
    [undefined],
    [null],
    [""],
    [" "],
    ["n/a"],
    ["1,5"],
    ["0x10"],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
  ])("rejects %p", (value) => {
    expect(decimal(value)).toBeUndefined();
  });

  it.each([
    [104.56822227, "104.56822227", "104.56822227"],
    [1e-8, "0.00000001", "0.00000001"],
    [1e21, "1000000000000000000000", "1,000,000,000,000,000,000,000.00"],
    ["-1234.5", "-1234.5", "-1,234.50"],
    ["-123", "-123", "-123.00"],
    [0, "0", "0.00"],
    ["00012.30", "12.3", "12.30"],
  ])("formats %p with all its digits", (value, digits, shown) => {
    const exact = decimal(value) ?? new Big(NaN);
    expect(plain(exact)).toBe(digits);
    expect(readable(exact, 2)).toBe(shown);
  });
});
