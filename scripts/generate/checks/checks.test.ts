import { describe, expect, it } from "@jest/globals";
import { Cursor } from "../contract/cursor.js";
import type { Json, JsonObject } from "../../common/json.js";
import { shapeCode, shapesFile } from "./code.js";
import { ruleOf } from "./rules.js";
import { Shapes, type Side } from "./shapes.js";

/** A schema among others. */
function schema(value: JsonObject, schemas: JsonObject = {}): Cursor {
  const document = { components: { schemas }, value };
  return Cursor.root(document, "contract.yaml").get("value");
}
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The code of a schema's shape, with its constants before it. */
function shape(value: JsonObject, schemas: JsonObject = {}, side: Side = "response"): string {
  const shapes = new Shapes(side);
  const code = shapeCode(shapes.of([schema(value, schemas)]), (name) => name);
  const file = shapesFile(shapes.constants, shapes.constants.keys());
  return (
    [...file.matchAll(/export const (.*);/g)].map((match) => `${match[1] ?? ""}; `).join("") + code
  );
}

const text = { type: "string" };
const whole = { type: "integer" };
const number = { type: "number" };
const named = { type: "object", properties: { n: number } };
const node = { type: "object", properties: { next: ref("Node"), value: { type: "integer" } } };

describe("the shape of a schema", () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    ["text", text, {}, '"string"'],
    ["anything", {}, {}, '"json"'],
    ["a number that may be null", { type: ["number", "null"] }, {}, '["null", "number"]'],
    ["numbers in a list", { type: "array", items: number }, {}, '{ items: "number" }'],
    ["a map", { type: "object", additionalProperties: number }, {}, '{ values: "number" }'],
    [
      "a map beside a field",
      { properties: { a: text }, additionalProperties: number },
      {},
      '{ fields: { a: "json" }, values: "number" }',
    ],
    [
      "an object",
      { type: "object", required: ["a"], properties: { a: text, "b-c": number } },
      {},
      '{ required: ["a"], fields: { "b-c": "number" } }',
    ],
    ["a reference", ref("A"), { A: named }, 'A: Shape = { fields: { n: "number" } }; A'],
    [
      "a reference with something beside it",
      { ...ref("A"), required: ["n"] },
      { A: named },
      '{ required: ["n"], fields: { n: "number" } }',
    ],
    [
      "oneOf, with a part that all have",
      {
        required: ["a"],
        oneOf: [{ properties: { a: number } }, { properties: { a: { type: "array" } } }],
      },
      {},
      '/* @__PURE__ */ anyOf([{ required: ["a"], fields: { a: "number" } }, { required: ["a"], fields: { a: "array" } }])',
    ],
    [
      "anyOf of references, and null",
      { anyOf: [ref("A"), { type: "null" }] },
      { A: named },
      'A: Shape = { fields: { n: "number" } }; /* @__PURE__ */ anyOf([A, "null"])',
    ],
    ["a schema that contradicts itself", { ...ref("A"), type: "string" }, { A: number }, '"json"'],
    [
      "a recursive schema",
      ref("Node"),
      { Node: node },
      'Node: Shape = { fields: { next: /* @__PURE__ */ recursive(() => Node), value: "number" } }; Node',
    ],
    [
      "a recursive schema with another constraint",
      { ...ref("A"), required: ["n"] },
      { A: { properties: { n: number, more: { ...ref("A"), required: ["n"] } } } },
      "",
    ],
  ])("%s", (_, value, schemas, code) => {
    const found = shape(value, schemas);
    if (code === "") expect(found).toContain('{ required: ["n"], fields: { n: "number", more: ');
    else expect(found).toBe(code);
  });

  it("leaves out fields of the other direction", () => {
    const value = {
      required: ["id", "secret"],
      properties: {
        id: { type: "string", readOnly: true },
        secret: { type: "string", writeOnly: true },
      },
    };
    expect(shape(value, {}, "response")).toBe('{ required: ["id"] }');
    expect(shape(value, {}, "request")).toBe('{ required: ["secret"] }');
  });

  it("is bounded however many unions are combined", () => {
    const union = { oneOf: [number, { type: "array" }, { type: "object" }] };
    const chain = Array.from({ length: 30 }, (_, n): [string, JsonObject] => [
      `A${n}`,
      { ...structuredClone(union), ...(n < 29 && ref(`A${n + 1}`)) },
    ]);
    expect(shape({ properties: { a: ref("A0") } }, Object.fromEntries(chain))).toBe('"object"');
  });
});

describe("the rule of an argument", () => {
  it.each<[string, JsonObject, Json]>([
    ["text", text, text],
    ["anything", {}, {}],
    ["text or null", { type: ["string", "null"] }, text],
    ["an object", { type: "object" }, { enum: [] }],
    ["a date", { ...text, format: "date" }, { format: "date" }],
    ["a format without a rule", { ...text, format: "uuid" }, text],
    ["values or null", { ...text, enum: ["a", null] }, { enum: ["a"] }],
    ["a constant", { const: "a" }, { enum: ["a"] }],
    ["at least", { ...whole, minimum: 1 }, { ...whole, min: 1, allowed: "an integer from 1" }],
    ["at most", { ...number, maximum: 9 }, { ...number, max: 9, allowed: "a number up to 9" }],
    [
      "open ends",
      { ...number, exclusiveMinimum: 0, exclusiveMaximum: 1 },
      { ...number, min: 5e-324, max: 0.9999999999999999, allowed: "a number above 0 below 1" },
    ],
    [
      "int32",
      { ...whole, format: "int32", minimum: 0 },
      { ...whole, min: 0, max: 2147483647, allowed: "an integer from 0 to 2147483647" },
    ],
    [
      "lengths",
      { ...text, minLength: 1, maxLength: 3 },
      { ...text, match: "^[^]{1,3}$", allowed: "a string of 1 to 3 characters" },
    ],
    [
      "match",
      { ...text, pattern: "^a" },
      { ...text, match: "^a", allowed: "a string matching ^a" },
    ],
    [
      "a pattern and a length",
      { ...text, pattern: "b$", maxLength: 3 },
      {
        type: "string",
        match: "^(?=[^]*?(?:^[^]{0,3}$))(?=[^]*?(?:b$))",
        allowed: "a string of at most 3 characters matching b$",
      },
    ],
    ["a list", { type: "array", items: whole }, { items: whole }],
    [
      "a shortest list",
      { type: "array", minItems: 1 },
      { items: {}, min: 1, allowed: "an array of at least 1 members" },
    ],
    [
      "alternatives",
      { oneOf: [whole, { enum: ["all"] }] },
      { anyOf: [whole, { enum: ["all"] }], allowed: "an integer or all" },
    ],
  ])("%s", (_, value, rule) => {
    expect(ruleOf([schema(value)])).toEqual(rule);
  });

  it("enforces a length and a pattern together", () => {
    const { match } = ruleOf([
      schema({ type: "string", pattern: "^b|c$", minLength: 2, maxLength: 3 }),
    ]);
    const pattern = new RegExp(typeof match === "string" ? match : "", "u");
    const texts = ["b", "bb", "bbb", "bbbb", "c", "ac", "aac", "aaac", "ca", "😀c"];
    expect(texts.filter((text) => pattern.test(text))).toEqual(["bb", "bbb", "ac", "aac", "😀c"]);
  });
});
