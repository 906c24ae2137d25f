import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { keysOf, keysOfReference, pointerTo } from "./json-pointer.js";

it("a pointer parses to the keys that it was made of, whatever characters they contain", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("/", "~", "~1", ""))), (keys) => {
      expect(keysOf(pointerTo(keys))).toEqual(keys);
    }),
  );
});

it.each<[string, string[]]>([
  ["#", []],
  ["#/", [""]],
  ["#/paths/~1v1~1things~0", ["paths", "/v1/things~"]],
  ["#/a%20b/c%2Fd", ["a b", "c/d"]],
  ["#/100%", ["100%"]],
])("the reference %s leads by %j", (reference, keys) => {
  expect(keysOfReference(reference)).toEqual(keys);
});
