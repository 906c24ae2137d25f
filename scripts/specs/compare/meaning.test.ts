import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { compareContracts } from "./contracts.js";
import { shuffled } from "../testing/shuffled.js";
import { changesAt, contract, units } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

const names = ["deepgram", "genesys-cloud", "awkward"] as const;
it.each(names)("%s doesn't differ from itself", (name) => {
  expect(compareContracts(contract(name), contract(name))).toEqual({ level: "none", changes: [] });
});

describe("another spelling is no change", () => {
  const [a, b] = [{ type: "string" }, { type: "integer" }];
  const owner = { $ref: "#/components/schemas/Project" };
  const either = { oneOf: [owner, { $ref: "#/components/schemas/Order" }] };
  const nullable = { type: ["string", "null"] };
  const mapping = { Project: "#/components/schemas/Project" };
  const twice = { properties: { a: { type: "integer", minimum: 1 } } };

  it.each<[string, Json, Json]>([
    ["null as a keyword", nullable, { type: "string", nullable: true }],
    ["null as an enum", nullable, { anyOf: [a, { enum: [null] }] }],
    ["null in a union", { anyOf: [owner, { type: "null" }] }, { allOf: [owner], nullable: true }],
    ["null in an enum", { ...nullable, enum: ["a", null] }, { ...a, nullable: true, enum: ["a"] }],
    ["a list of types", { type: ["string", "number"] }, { anyOf: [{ type: "number" }, a] }],
    ["a number and integers", { type: ["integer", "number"] }, { type: "number" }],
    ["one alternative", a, { oneOf: [a] }],
    [
      "the parts of an object",
      { type: "object", properties: { a, b }, required: ["b", "a"] },
      {
        allOf: [
          { type: "object", properties: { a }, required: ["a"] },
          { properties: { b }, required: ["b"] },
        ],
      },
    ],
    ["a field in two parts", twice, { properties: { a: { type: "number" } }, allOf: [twice] }],
    ["alternatives in another order", { oneOf: [owner, a] }, { oneOf: [a, owner] }],
    ["an open end of integers", { ...b, minimum: 1 }, { ...b, exclusiveMinimum: 0 }],
    ["a limit that limits nothing", a, { ...a, minLength: 0 }],
    ["flags that are off", a, { ...a, readOnly: false, deprecated: false }],
    ["other fields", { type: "object" }, { type: "object", additionalProperties: {} }],
    ["a reference through another", owner, { allOf: [{ allOf: [owner] }] }],
    ["the type of texts", { ...a, enum: ["a", "b"] }, { enum: ["a", "b"] }],
    ["the type of a flag", { type: "boolean", enum: [true] }, { const: true }],
    [
      "a discriminator's own names",
      { ...either, discriminator: { propertyName: "name" } },
      { ...either, discriminator: { propertyName: "name", mapping } },
    ],
  ])("%s", (_, one, other) => {
    expect(changesAt(units, one, other)).toEqual([]);
    expect(changesAt(units, other, one)).toEqual([]);
  });

  it.each<[string, Json]>([
    ["param:getBillingBreakdown.grouping/style", "form"],
    ["/servers/0/url", "https://api.deepgram.com/"],
    ["/info/x-billkit-request-id/header", "DG-Request-Id"],
    ["op:listProjects/security", [{ ApiKey: [] }]],
  ])("%s: %j", (place, value) => {
    const old = contract("deepgram");
    expect(compareContracts(old, edited(old, { set: { [place]: value } })).changes).toEqual([]);
  });
});

/** Without descriptions and summaries; a field can have such a name. */
function withoutProse(value: Json, isMap = false): Json {
  if (Array.isArray(value)) return value.map((each) => withoutProse(each));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isMap || !["description", "summary"].includes(key),
  );
  return Object.fromEntries(
    kept.map(([key, each]) => [key, withoutProse(each, key === "properties")]),
  );
}

describe("noise", () => {
  it("another order of keys is no change", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer(), (name, seed) => {
        const now = shuffled(contract(name), seed) as JsonObject;
        expect(compareContracts(contract(name), now).changes).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(names)("removing or adding all prose of %s is a patch", (name) => {
    const stripped = withoutProse(contract(name)) as JsonObject;
    for (const [old, now] of [
      [contract(name), stripped],
      [stripped, contract(name)],
    ] as const) {
      const { level, changes } = compareContracts(old, now);
      expect(level).toBe("patch");
      expect(changes.filter(({ rule }) => rule !== "prose-changed")).toEqual([]);
    }
  });

  it("a change of a named schema that many refer to is reported once", () => {
    const old = contract("genesys-cloud");
    const now = edited(old, { remove: ["schema:ErrorBody/properties/message"] });
    expect(compareContracts(old, now).changes).toHaveLength(1);
  });
});
