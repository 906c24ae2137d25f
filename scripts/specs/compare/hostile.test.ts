import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { problemsOf } from "../testing/problems.js";
import { compareContracts } from "./contracts.js";
import { contract } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

const units = "schema:Order/properties/units";
const at = "/components/schemas/Order/properties/units";

function withUnits(schema: Json, more: Readonly<Record<string, Json>> = {}): JsonObject {
  return edited(contract("deepgram"), { set: { ...more, [units]: schema } });
}

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
      /^.*: \$ref #\/components\/schemas\/Gone leads nowhere$/,
    ],
    [
      {},
      { $ref: "file:///etc/passwd" },
      /^.*: \$ref file:\/\/\/etc\/passwd leads out of the document$/,
    ],
    [{}, { allOf: [{ $ref: `#${at}` }] }, /^.*: the schema consists of itself$/],
    [nested("string"), nested("null"), /: is nested more than 300 levels deep$/],
  ])("%#", (old, now, problem) => {
    const problems = problemsOf(() => compareContracts(withUnits(old), withUnits(now)));
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]?.startsWith(at)).toBe(true);
  });
});

it.each(["__proto__", "$ref", "required", "a/b~c"])("compares a field called %s", (name) => {
  const [old, now] = ["string", "number"].map((type) =>
    withUnits({
      type: "object",
      properties: JSON.parse(`{${JSON.stringify(name)}:{"type":"${type}"}}`) as Json,
    }),
  );
  const { changes } = compareContracts(old ?? {}, now ?? {});
  expect(changes).toMatchObject([{ rule: "response-type-changed", old: "string", new: "number" }]);
  expect(changes[0]?.message).toMatch(
    /^`.*` in `units` in each of `orders` of listPurchases was a string/,
  );
});

it("compares recursive unions", () => {
  const [old, now] = ["string", "boolean"].map((type) => {
    const tree = {
      oneOf: [{ type }, { type: "array", items: { $ref: "#/components/schemas/Tree" } }],
    };
    return withUnits({ $ref: "#/components/schemas/Tree" }, { "schema:Tree": tree });
  });
  expect(compareContracts(old ?? {}, now ?? {}).changes.map(({ rule }) => rule)).toEqual([
    "response-form-added",
    "response-form-removed",
  ]);
});
