import { expect, it } from "@jest/globals";
import type { Json } from "../../common/json.js";
import { changesAt, units } from "./testing/cases.js";

const count = 10_000;
const names = (mark: string, length = count): string[] =>
  [...Array(length).keys()].map((index) => `${mark}${index}`);
const field = (name: string): [string, Json] => [name, { type: "string" }];

// A quadratic comparison would not finish.
it.each<[string, (mark: string) => Json, number]>([
  // 1.1 MB: an argument list of this length would be a RangeError.
  ["values", (mark) => ({ type: "string", enum: names(mark, 130_000) }), 260_000],
  ["fields", (mark) => ({ properties: Object.fromEntries(names(mark).map(field)) }), 2 * count],
  ["required names", (mark) => ({ required: names(mark) }), 2 * count],
  ["alternatives", (mark) => ({ oneOf: names(mark).map((pattern) => ({ pattern })) }), 1],
])("compares contracts in time linear in their size: %s", (_, schemaOf, changes) => {
  expect(changesAt(units, schemaOf("a"), schemaOf("b"))).toHaveLength(changes);
});
