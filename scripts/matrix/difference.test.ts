import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { difference } from "./difference.js";

it.each([
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, "a.1.b: expected 2, got 3"],
  [{ a: 1 }, { a: 1, b: null }, "b: expected nothing, got null"],
  [{ a: [] }, { a: {} }, "a: expected [], got {}"],
  [{ a: { b: 1 } }, { a: null }, 'a: expected {"b":1}, got null'],
  [1, "1", 'answer: expected 1, got "1"'],
])("%j and %j differ: %s", (expected, got, place) => {
  expect(difference(expected, got)).toBe(place);
});

it("finds a difference where there is one, and only there", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(difference(a, structuredClone(a))).toBeUndefined();
      expect(difference(a, b) === undefined).toBe(isDeepStrictEqual(a, b));
    }),
  );
});
