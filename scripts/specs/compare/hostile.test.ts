import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { problemsOf } from "../testing/problems.js";
import { compareContracts } from "./contracts.js";
import { contract } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

const units = "schema:Order/properties/units";

function withUnits(schema: Json, more: Readonly<Record<string, Json>> = {}): JsonObject {
  return edited(contract("deepgram"), { set: { ...more, [units]: schema } });
}

describe("a contract that can't be compared is reported in one line", () => {
  it.each<[string, Json, string]>([
    [
      "a reference that leads nowhere",
      { $ref: "#/components/schemas/Gone" },
      "/components/schemas/Order/properties/units: $ref #/components/schemas/Gone leads nowhere",
    ],
    [
      "a reference out of the document",
      { $ref: "file:///etc/passwd" },
      "/components/schemas/Order/properties/units: $ref file:///etc/passwd leads out of the document",
    ],
    [
      "a schema that consists of itself",
      { allOf: [{ $ref: "#/components/schemas/Order/properties/units" }] },
      "/components/schemas/Order/properties/units: the schema consists of itself",
    ],
  ])("%s", (_, schema, problem) => {
    expect(problemsOf(() => compareContracts(contract("deepgram"), withUnits(schema)))).toEqual([
      problem,
    ]);
  });

  it("a schema that is nested too deeply", () => {
    const nested = (leaf: string): Json => {
      let schema: Json = { type: leaf };
      for (let depth = 0; depth < 400; depth += 1) schema = { type: "array", items: schema };
      return schema;
    };
    expect(
      problemsOf(() => compareContracts(withUnits(nested("string")), withUnits(nested("null")))),
    ).toEqual([expect.stringMatching(/: is nested more than 300 levels deep$/)]);
  });
});

describe("names with a meaning elsewhere", () => {
  it.each(["__proto__", "constructor", "$ref", "description", "required", "a/b~c", "items"])(
    "a field %s",
    (name) => {
      const fields = (type: string): Json => ({
        type: "object",
        properties: JSON.parse(`{${JSON.stringify(name)}:{"type":"${type}"}}`) as Json,
      });
      const { changes } = compareContracts(
        withUnits(fields("string")),
        withUnits(fields("number")),
      );
      expect(changes).toMatchObject([
        { rule: "response-type-changed", old: "string", new: "number" },
      ]);
      expect(changes[0]?.message).toMatch(
        /^`.*` in `units` in each of `orders` of listPurchases was a string/,
      );
    },
  );

  it("compares recursive unions", () => {
    const tree = (leaf: string): Json => ({
      oneOf: [{ type: leaf }, { type: "array", items: { $ref: "#/components/schemas/Tree" } }],
    });
    const [old, now] = ["string", "boolean"].map((leaf) =>
      withUnits({ $ref: "#/components/schemas/Tree" }, { "schema:Tree": tree(leaf) }),
    );
    expect(compareContracts(old ?? {}, now ?? {}).changes.map(({ rule }) => rule)).toEqual([
      "response-form-added",
      "response-form-removed",
    ]);
  });
});

describe("is linear in the size of the contracts", () => {
  const count = 10_000;
  const names = (mark: string, length = count): string[] =>
    [...Array(length).keys()].map((at) => `${mark}${at}`);
  const field = (name: string): [string, Json] => [name, { type: "string" }];

  // A quadratic comparison would not finish.
  it.each<[string, (mark: string) => Json, number]>([
    // 1.3 MB: an argument list of this length would be a RangeError.
    ["values", (mark) => ({ type: "string", enum: names(mark, 150_000) }), 300_000],
    ["fields", (mark) => ({ properties: Object.fromEntries(names(mark).map(field)) }), 2 * count],
    ["required names", (mark) => ({ required: names(mark) }), 2 * count],
    ["alternatives", (mark) => ({ oneOf: names(mark).map((pattern) => ({ pattern })) }), 1],
  ])("%s", (_, schemaOf, changes) => {
    const [old, now] = ["a", "b"].map((mark) => withUnits(schemaOf(mark)));
    expect(compareContracts(old ?? {}, now ?? {}).changes).toHaveLength(changes);
  });
});
