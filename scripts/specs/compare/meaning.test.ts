import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { stripProse } from "../testing/strip.js";
import { compareContracts } from "./contracts.js";
import { contract } from "./testing/cases.js";
import { type Edit, edited } from "./testing/edit.js";

const names = ["deepgram", "genesys-cloud", "awkward"] as const;
const EXTENSIONS = [
  ...[
    "amount",
    "charges",
    "class",
    "credential",
    "errors",
    "pages",
    "permissions",
    "rate-headers",
    "reference",
    "report",
    "request-id",
    "connect",
    "view",
  ],
].map((name) => `x-billkit-${name}`);

it.each(names)("%s differs in nothing from itself", (name) => {
  expect(compareContracts(contract(name), contract(name))).toEqual({ level: "none", changes: [] });
});

describe("the same in other words is no change", () => {
  const fields = { a: { type: "string" }, b: { type: "integer" } };
  const units = "schema:Order/properties/units";
  const owner = { $ref: "#/components/schemas/Project" };

  it.each<[string, Json, Json]>([
    [
      "null as a type or as a keyword",
      { type: ["string", "null"] },
      { type: "string", nullable: true },
    ],
    [
      "null as an alternative",
      { anyOf: [owner, { type: "null" }] },
      { allOf: [owner], nullable: true },
    ],
    [
      "null in an enum or beside it",
      { type: ["string", "null"], enum: ["a", null] },
      { type: "string", nullable: true, enum: ["a"] },
    ],
    [
      "a list of types or alternatives",
      { type: ["string", "number"] },
      { anyOf: [{ type: "number" }, { type: "string" }] },
    ],
    ["one alternative", { type: "string" }, { oneOf: [{ type: "string" }] }],
    [
      "an object or the parts of one",
      { type: "object", properties: fields, required: ["b", "a"] },
      {
        allOf: [
          { type: "object", properties: { a: fields.a }, required: ["a"] },
          { properties: { b: fields.b }, required: ["b"] },
        ],
      },
    ],
    [
      "a field in two parts",
      { properties: { a: { type: "integer", minimum: 1 } } },
      {
        properties: { a: { type: "number" } },
        allOf: [{ properties: { a: { type: "integer", minimum: 1 } } }],
      },
    ],
    [
      "alternatives in another order",
      { oneOf: [owner, { type: "string" }] },
      { oneOf: [{ type: "string" }, owner] },
    ],
    [
      "an open end of integers",
      { type: "integer", minimum: 1 },
      { type: "integer", exclusiveMinimum: 0 },
    ],
    ["limits that limit nothing", { type: "string" }, { type: "string", minLength: 0 }],
    [
      "flags that are off",
      { type: "string" },
      { type: "string", readOnly: false, deprecated: false },
    ],
    [
      "fields that are not declared",
      { type: "object" },
      { type: "object", additionalProperties: {} },
    ],
    ["a reference through another", owner, { allOf: [{ allOf: [owner] }] }],
    [
      "a discriminator's own names, written out",
      {
        oneOf: [owner, { $ref: "#/components/schemas/Order" }],
        discriminator: { propertyName: "name" },
      },
      {
        oneOf: [owner, { $ref: "#/components/schemas/Order" }],
        discriminator: {
          propertyName: "name",
          mapping: { Project: "#/components/schemas/Project" },
        },
      },
    ],
  ])("%s", (_, one, other) => {
    const [a, b] = [one, other].map((schema) =>
      edited(contract("deepgram"), { set: { [units]: schema } }),
    );
    expect(compareContracts(a ?? {}, b ?? {}).changes).toEqual([]);
    expect(compareContracts(b ?? {}, a ?? {}).changes).toEqual([]);
  });

  it.each<[string, Edit]>([
    [
      "the usual style written out",
      { set: { "param:getBillingBreakdown.grouping/style": "form" } },
    ],
    ["a server's last slash", { set: { "/servers/0/url": "https://api.deepgram.com/" } }],
    ["a header in another case", { set: { "/info/x-billkit-request-id/header": "DG-Request-Id" } }],
    [
      "the contract's security, repeated",
      { set: { "op:listProjects/security": [{ ApiKey: [] }] } },
    ],
  ])("%s", (_, edit) => {
    const old = contract("deepgram");
    expect(compareContracts(old, edited(old, edit)).changes).toEqual([]);
  });

  it("a parameter, a body or an answer that stands elsewhere", () => {
    const old = contract("awkward");
    const inlined = structuredClone(old);
    const visit = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(visit);
      if (!isObject(value)) return value;
      const [, kind = "", name = ""] =
        /^#\/components\/(parameters|requestBodies|responses)\/(.*)$/.exec(
          typeof value.$ref === "string" ? value.$ref : "",
        ) ?? [];
      const components = old.components as Record<string, JsonObject>;
      if (kind) return visit(components[kind]?.[name] ?? null);
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visit(each)]));
    };
    inlined.paths = visit(inlined.paths ?? {});
    expect(compareContracts(old, inlined).changes).toEqual([]);
    expect(compareContracts(inlined, old).changes).toEqual([]);
  });
});

describe("noise", () => {
  it("keys in whatever order are no change", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.infiniteStream(fc.nat()), (name, numbers) => {
        const shuffle = (value: Json): Json => {
          if (Array.isArray(value)) return value.map(shuffle);
          if (!isObject(value)) return value;
          const ranked = Object.entries(value).map(
            ([key, each]) => [Number(numbers.next().value), key, shuffle(each)] as const,
          );
          return Object.fromEntries(ranked.sort(([a], [b]) => a - b).map(([, ...entry]) => entry));
        };
        const shuffled = shuffle(contract(name)) as JsonObject;
        expect(compareContracts(contract(name), shuffled).changes).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it.each(names)("all of %s's prose gone is a patch, whichever way", (name) => {
    const stripped = stripProse(contract(name), EXTENSIONS);
    for (const [old, now] of [
      [contract(name), stripped],
      [stripped, contract(name)],
    ] as const) {
      const { level, changes } = compareContracts(old, now);
      expect(level).toBe("patch");
      const others = changes.filter(
        ({ rule }) => !["prose-changed", "metadata-changed"].includes(rule),
      );
      expect(others).toEqual([]);
    }
  });

  it("a named schema that many refer to is one change for each side", () => {
    const old = contract("genesys-cloud");
    const now = edited(old, { remove: ["schema:ErrorBody/properties/message"] });
    expect(compareContracts(old, now).changes).toHaveLength(1);
  });
});
