import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { parseOverlay } from "../overlay/overlay.js";
import { chargeProblems } from "./charge-traits.js";

const fields = {
  accountId: { constant: "a" },
  billingPeriod: "month",
  category: { constant: "usage" },
  service: { constant: "Acme" },
  item: "/name",
};
const charges: JsonObject = { rows: "/rows/*", basis: "metered", amount: "/price", fields };

const schemas: JsonObject = {
  Costs: {
    type: "object",
    properties: { rows: { type: "array", items: { $ref: "#/components/schemas/Cost" } } },
  },
  Cost: {
    type: "object",
    properties: {
      name: { type: "string" },
      price: { type: "number", "x-billkit-amount": { currency: "USD" } },
    },
  },
};

/** A contract of one operation, whose response has rows of a name and a price. */
const contract = (trait: Json, view: Json = "costs"): JsonObject => ({
  paths: {
    "/costs": {
      get: {
        operationId: "listCosts",
        parameters: [{ name: "start", in: "query" }],
        "x-billkit-view": view,
        "x-billkit-charges": trait,
        responses: {
          "200": {
            content: { "application/json": { schema: { $ref: "#/components/schemas/Costs" } } },
          },
        },
      },
    },
  },
  components: { schemas },
});
const problems = (trait: Json, view?: Json): string[] =>
  chargeProblems(contract(trait, view), "openapi.yaml").map(
    ({ path, message }) => `${path.slice(3).join(".")}: ${message}`,
  );

describe("x-billkit-charges", () => {
  it("takes a trait whose pointers lead somewhere", () => {
    expect(problems(charges)).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ["rows to nowhere", { rows: "/items/*" }, 'rows: "/items/*" leads nowhere in the answer of'],
    ["a field to nowhere", { fields: { ...fields, item: "/title" } }, '"/title" leads nowhere in'],
    ["an amount without a currency", { amount: "/name" }, "has no x-billkit-amount"],
    [
      "an unknown operation",
      { each: [{ name: "a", operation: "listNone", items: "/x" }] },
      'no operation "listNone"',
    ],
    [
      "a total to nowhere",
      { total: { value: { answer: "/sum" } } },
      'total.value.answer: "/sum" leads nowhere in the answer',
    ],
    [
      "a hierarchy to nowhere",
      { hierarchy: { at: "/category", separator: "-" } },
      'hierarchy.at: "/category" leads nowhere in the row',
    ],
    ["an unknown parameter", { arguments: { end: 1 } }, 'listCosts has no parameter "end"'],
    [
      "an unknown parameter to count up",
      { countUp: { argument: "page", start: "/rows/0/name" } },
      'countUp.argument: listCosts has no parameter "page"',
    ],
    ["a condition on nothing", { where: { "/kind": ["a"] } }, '"/kind" leads nowhere in the row'],
    ["an unknown loop", { fields: { ...fields, item: { loop: "a", at: "/b" } } }, 'called "a"'],
    ["an unknown member", { rowz: "/rows/*" }, 'unknown key "rowz"; did you mean "rows"?'],
  ])("names %s", (_, change, expected) => {
    const found = problems({ ...charges, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("takes several places of rows, and names the one that is wrong", () => {
    expect(problems([charges, { ...charges, view: "history" }])).toEqual([]);
    expect(problems([charges, { ...charges, rows: "/items/*" }])).toEqual([
      'x-billkit-charges.1.rows: "/items/*" leads nowhere in the answer of listCosts',
    ]);
    expect(problems([charges, { ...charges, view: "bills" }])[0]).toContain(
      'charges.1.view: "bills" is not allowed',
    );
  });

  it.each<[string, JsonObject]>([
    ["declares nothing", {}],
    ["has an alternative that declares nothing", { anyOf: [{}, { type: "string" }] }],
  ])("takes any pointer into a row that %s", (_, row) => {
    const changed = contract({ ...charges, currency: { constant: "USD" } });
    Object.assign(changed, { components: { schemas: { ...schemas, Cost: row } } });
    expect(chargeProblems(changed, "openapi.yaml")).toEqual([]);
  });

  it("names the contract's file if a reference leads nowhere", () => {
    const changed = { ...contract(charges), components: { schemas: {} } };
    expect(() => chargeProblems(changed, "specs/acme/openapi.yaml")).toThrow(
      /^specs\/acme\/openapi\.yaml: #\/.*leads nowhere/,
    );
  });

  it("refuses an unknown view", () => {
    expect(problems(charges, "bills")[0]).toContain("is not allowed; allowed: ");
  });

  it("is found in the overlay by line", () => {
    const text = `overlay: 1.0.0
info: { title: t, version: "1" }
actions:
  - target: $.paths['/costs'].get
    update:
      x-billkit-charges:
        rows: /items/*
`;
    const [problem] = chargeProblems(contract({ ...charges, rows: "/items/*" }), "openapi.yaml");
    expect(parseOverlay(text, "overlay.yaml").lineOf(problem?.path ?? [])).toBe(7);
  });
});
