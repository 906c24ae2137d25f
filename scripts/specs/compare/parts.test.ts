import { describe, expect, it } from "@jest/globals";
import type { Json } from "../../common/json.js";
import { compareContracts } from "./contracts.js";
import { contract } from "./testing/cases.js";
import { edited } from "./testing/edit.js";

/** The rules for a change of one parameter's schema. */
function rulesOf(old: Json, now: Json): string[] {
  const [was, is] = [old, now].map((schema) =>
    edited(contract("deepgram"), { set: { "param:listPurchases.limit/schema": schema } }),
  );
  return compareContracts(was ?? {}, is ?? {}).changes.map(({ rule }) => rule);
}

const first = { type: "string", minLength: 5, pattern: "^a", format: "uuid", not: { const: "x" } };
const second = { minLength: 1, maxLength: 9, pattern: "b$", not: { const: "y" } };
const both = (more: object): Json => ({ allOf: [first, { ...second, ...more }] });

describe("applies every part of allOf", () => {
  it.each([
    ["a stricter limit", { minLength: 7 }, "range-tightened", "range-loosened"],
    ["a pattern", { pattern: "c$" }, "pattern-changed", "pattern-changed"],
    ["a format besides", { format: "email" }, "range-tightened", "range-loosened"],
    ["a divisor", { multipleOf: 2 }, "range-tightened", "range-loosened"],
  ])("%s", (_, more, forward, backward) => {
    expect(rulesOf(both({}), both(more))).toEqual([`request-${forward}`]);
    expect(rulesOf(both(more), both({}))).toEqual([`request-${backward}`]);
  });

  it("reports unknown keywords", () => {
    const changed = both({ not: { const: "z" } });
    expect(rulesOf(both({}), changed)).toEqual(["not-understood"]);
    expect(rulesOf(changed, both({}))).toEqual(["not-understood"]);
  });

  it("ignores a limit that a stricter one covers", () => {
    expect(rulesOf(both({}), both({ minLength: 3 }))).toEqual([]);
  });

  it("compares combined unions for equality", () => {
    const several = (more: object): Json => ({
      allOf: [
        { oneOf: [both(more), { type: "integer" }] },
        {
          anyOf: [
            { type: "string", maxLength: 3 },
            { type: "integer", minimum: 2 },
          ],
        },
      ],
    });
    expect(rulesOf(several({}), several({ pattern: "c$" }))).toEqual(["not-understood"]);
    expect(rulesOf(several({}), several({}))).toEqual([]);
  });
});

describe("infers the type of values", () => {
  it.each<[string, Json, Json]>([
    ["texts", { type: "string", enum: ["a", "b"] }, { enum: ["a", "b"] }],
    ["a text", { type: "string", const: "a" }, { const: "a" }],
    ["a flag", { type: "boolean", enum: [true] }, { const: true }],
    ["null", { type: ["string", "null"] }, { anyOf: [{ type: "string" }, { enum: [null] }] }],
    ["a number and integers", { type: ["integer", "number"] }, { type: "number" }],
  ])("%s", (_, typed, untyped) => {
    expect(rulesOf(typed, untyped)).toEqual([]);
    expect(rulesOf(untyped, typed)).toEqual([]);
  });

  it("tells a string from the number that it spells", () => {
    expect(rulesOf({ enum: ["1", true] }, { enum: [1, true] })).toEqual([
      "request-enum-member-removed",
      "request-enum-member-added",
    ]);
    expect(rulesOf({ const: "1" }, { const: 1 })).toEqual(["request-type-changed"]);
  });
});

it("compares the discriminator of a base schema", () => {
  const base = (propertyName: string): Json => ({
    type: "object",
    discriminator: { propertyName },
  });
  expect(rulesOf(base("kind"), base("sort"))).toEqual(["discriminator-changed"]);
});

describe("compares the variables of an address", () => {
  const server = (region: string): Json => [
    { url: "https://{region}.acme.test", variables: { region: { default: region } } },
  ];

  it.each(["/servers", "op:listPurchases/servers"])("at %s", (place) => {
    const [old, now] = ["eu", "us"].map((region) =>
      edited(contract("deepgram"), { set: { [place]: server(region) } }),
    );
    const [change, ...others] = compareContracts(old ?? {}, now ?? {}).changes;
    expect(others).toEqual([]);
    expect(change?.rule).toBe("server-changed");
    expect(change?.location.new).toMatch(/\/servers\/0\/variables$/);
    expect(change?.message).toBe(
      'the variables of the address `https://{region}.acme.test` were `{"region":{"default":"eu"}}` and are now `{"region":{"default":"us"}}`: requests and credentials go elsewhere',
    );
  });
});

describe("ranges of an argument", () => {
  const integer = (format?: string): Json => ({ type: "integer", ...(format && { format }) });
  const multiple = (multipleOf: number): Json => ({ type: "number", multipleOf });

  it.each<[string, Json, Json, string]>([
    ["int64 to int32", integer("int64"), integer("int32"), "tightened"],
    ["any integer to int32", integer(), integer("int32"), "tightened"],
    ["int32 to int64", integer("int32"), integer("int64"), "loosened"],
    ["0.05 to 0.01", multiple(0.05), multiple(0.01), "loosened"],
    ["0.3 to 0.1", multiple(0.3), multiple(0.1), "loosened"],
    ["10 to 0.01", multiple(10), multiple(0.01), "loosened"],
    ["1e-7 to 3e-8", multiple(1e-7), multiple(3e-8), "tightened"],
    ["0.01 to 0.05", multiple(0.01), multiple(0.05), "tightened"],
    ["an exclusive minimum", { minimum: 0.3 }, { exclusiveMinimum: 0.3 }, "tightened"],
  ])("%s", (_, old, now, change) => {
    const ranges = rulesOf(old, now).filter((rule) => rule !== "number-format-changed");
    expect([...new Set(ranges)]).toEqual([`request-range-${change}`]);
  });
});
