import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { problemsOf } from "../testing/problems.js";
import { diffContracts } from "./diff.js";
import { contract } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

const units = "schema:Order/properties/units";

function withUnits(schema: Json, more: Readonly<Record<string, Json>> = {}): JsonObject {
  return edited(contract("deepgram"), { set: { ...more, [units]: schema } });
}

describe("a contract that cannot be compared is one line", () => {
  it.each<[string, Json, string]>([
    [
      "a reference that leads nowhere",
      { $ref: "#/components/schemas/Gone" },
      "/components/schemas/Order/properties/units: $ref #/components/schemas/Gone leads nowhere",
    ],
    [
      "a reference that leads out",
      { $ref: "file:///etc/passwd" },
      "/components/schemas/Order/properties/units: $ref file:///etc/passwd leads out of the document",
    ],
    [
      "a schema that is made of itself",
      { allOf: [{ $ref: "#/components/schemas/Order/properties/units" }] },
      "/components/schemas/Order/properties/units: the schema is made of itself",
    ],
  ])("%s", (_, schema, problem) => {
    expect(problemsOf(() => diffContracts(contract("deepgram"), withUnits(schema)))).toEqual([
      problem,
    ]);
  });

  it("a schema that is nested without end", () => {
    const nested = (leaf: string): Json => {
      let schema: Json = { type: leaf };
      for (let depth = 0; depth < 400; depth += 1) schema = { type: "array", items: schema };
      return schema;
    };
    expect(
      problemsOf(() => diffContracts(withUnits(nested("string")), withUnits(nested("null")))),
    ).toEqual([expect.stringMatching(/: is nested too deeply$/)]);
  });
});

describe("names that mean something elsewhere", () => {
  it.each(["__proto__", "constructor", "$ref", "description", "required", "a/b~c", "items"])(
    "a field %s",
    (name) => {
      const fields = (type: string): Json => ({
        type: "object",
        properties: JSON.parse(`{${JSON.stringify(name)}:{"type":"${type}"}}`) as Json,
      });
      const { changes } = diffContracts(withUnits(fields("string")), withUnits(fields("number")));
      expect(changes).toMatchObject([
        { rule: "response-type-changed", old: "string", new: "number" },
      ]);
      expect(changes[0]?.message).toMatch(
        /^`.*` in `units` in each of `orders` of listPurchases was a string/,
      );
    },
  );

  it("unions that contain each other end", () => {
    const tree = (leaf: string): Json => ({
      oneOf: [{ type: leaf }, { type: "array", items: { $ref: "#/components/schemas/Tree" } }],
    });
    const [old, now] = ["string", "boolean"].map((leaf) =>
      withUnits({ $ref: "#/components/schemas/Tree" }, { "schema:Tree": tree(leaf) }),
    );
    expect(diffContracts(old ?? {}, now ?? {}).changes.map(({ rule }) => rule)).toEqual([
      "response-form-added",
      "response-form-removed",
    ]);
  });
});

describe("thousands of others in place of thousands", () => {
  const count = 10_000;
  const names = (mark: string): string[] => [...Array(count).keys()].map((at) => `${mark}${at}`);
  const field = (name: string): [string, Json] => [name, { type: "string" }];

  // What looks at each for each does not come to an end here.
  it.each<[string, (mark: string) => Json, number]>([
    ["values", (mark) => ({ type: "string", enum: names(mark) }), 2 * count],
    ["fields", (mark) => ({ properties: Object.fromEntries(names(mark).map(field)) }), 2 * count],
    ["required names", (mark) => ({ required: names(mark) }), 2 * count],
    ["alternatives", (mark) => ({ oneOf: names(mark).map((pattern) => ({ pattern })) }), 1],
  ])("%s", (_, schemaOf, changes) => {
    const [old, now] = ["a", "b"].map((mark) => withUnits(schemaOf(mark)));
    expect(diffContracts(old ?? {}, now ?? {}).changes).toHaveLength(changes);
  });
});
