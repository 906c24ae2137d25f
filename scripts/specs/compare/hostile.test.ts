import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../common/json.js";
import { problemsOf } from "../testing/problems.js";
import { changesAt, units } from "./testing/cases.js";

const at = "/components/schemas/Order/properties/units";

function nested(leaf: string): Json {
  let schema: Json = { type: leaf };
  for (let depth = 0; depth < 400; depth += 1) schema = { type: "array", items: schema };
  return schema;
}

describe("a contract that can't be compared is reported in one line", () => {
  it.each<[Json, Json, RegExp]>([
    [
      {},
      { $ref: "#/components/schemas/Gone" },
      /: \$ref #\/components\/schemas\/Gone leads nowhere$/,
    ],
    [{}, { $ref: "file:///etc/passwd" }, /^.*: \$ref file:\/\/\/etc\/passwd leads out of the/],
    [{}, { allOf: [{ $ref: `#${at}` }] }, /^.*: the schema consists of itself$/],
    [nested("string"), nested("null"), /: is nested more than 300 levels deep$/],
  ])("%#", (old, now, problem) => {
    const problems = problemsOf(() => changesAt(units, old, now));
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]?.startsWith(at)).toBe(true);
  });
});

it.each(["__proto__", "$ref", "required", "a/b~c"])("compares a field called %s", (name) => {
  const objectOf = (type: string): Json => ({
    type: "object",
    properties: JSON.parse(`{${JSON.stringify(name)}:{"type":"${type}"}}`) as Json,
  });
  const changes = changesAt(units, objectOf("string"), objectOf("number"));
  expect(changes).toMatchObject([{ rule: "response-type-changed", old: "string", new: "number" }]);
  expect(changes[0]?.message).toMatch(
    /^`.*` in `units` in each of `orders` of listPurchases was a string/,
  );
});

it("compares recursive unions", () => {
  const treeOf = (type: string): Json => ({
    oneOf: [{ type }, { type: "array", items: { $ref: `#${at}` } }],
  });
  const changes = changesAt(units, treeOf("string"), treeOf("boolean"));
  expect(changes.map(({ rule }) => rule)).toEqual(["response-form-added", "response-form-removed"]);
});
