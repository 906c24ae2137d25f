import { describe, expect, it } from "@jest/globals";
import { type Json, type JsonObject, objectAt } from "../common/json.js";
import { parseDescription } from "../common/yaml.js";
import { Findings } from "./select/findings.js";
import { reachedReferences } from "./select/reach.js";
import { acmeVendor, extractAcme, field, fieldOf, ok, read, to } from "./testing/acme.js";

const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;

describe("names of schemas", () => {
  const inv = "{ type: object, properties: { total: { type: number } } }";
  const refs = `{ Inv: ${inv}, Node: { type: object, properties: { parent: { anyOf: [${ref("Node")}, { type: "null" }] } } } }`;
  const result = "ListThingsResult";

  it.each<[string, string, string, string[]]>([
    ["the component", ok(ref("Inv")), refs, ["Inv"]],
    [
      "the component, through a wrapper of one",
      ok(field(`{ nullable: true, allOf: [${ref("Inv")}] }`)),
      refs,
      ["Inv", result],
    ],
    ["a recursive component", ok(ref("Node")), refs, ["Node"]],
    [
      "the place, of an allOf that contains itself",
      ok(ref("Old")),
      `{ Old: { properties: { past: { items: { allOf: [${ref("Old")}, { required: [id] }] } } } } }`,
      ["Old", "OldPastItem"],
    ],
    ["the title", ok(field("{ title: a bill, required: [id] }")), "{}", ["ABill", result]],
    ["the place", ok(field("{ required: [id] }")), "{}", [result, `${result}F`]],
    [
      "the component of a class of ours",
      ok(ref("ApiError")),
      `{ ApiError: ${inv} }`,
      ["ApiErrorModel"],
    ],
    [
      "the component, percent escapes decoded",
      ok(ref("Page%C2%ABInvoice%C2%BB")),
      `{ Page«Invoice»: ${inv} }`,
      ["PageInvoice"],
    ],
    [
      "the place, where two would share a name",
      ok(
        `{ type: object, properties: { a: { title: X, type: object, properties: { id: { type: string } } }, b: { title: X, type: object, properties: { id: { type: integer } } } } }`,
      ),
      "{}",
      ["ListThingsResult", "ListThingsResultA", "ListThingsResultB"],
    ],
  ])("%s", (_, operation, schemas, expected) => {
    expect(Object.keys(read(operation, schemas).schemas).sort()).toEqual(expected);
  });

  it.each<[string, string, string, string, string[]]>([
    ["stays when a component takes its place", ref("Inv"), "200", "Things", ["Things"]],
    ["is its component's where its place is gone", ref("Inv"), "201", "Inv", ["Inv"]],
    ["is its operation's where its status is gone", "{ required: [id] }", "201", result, [result]],
    ["stays when a component takes the name", field(ref("Inv")), "200", "Inv", ["Inv", "InvF"]],
  ])("a released name %s", (_, schema, status, name, expected) => {
    const released = new Map([[`listThings.${status}`, name]]);
    const text = `{ openapi: 3.1.0, paths: { /things: { get: ${ok(schema)} } }, components: { schemas: ${refs} } }`;
    const findings = new Findings({ ...acmeVendor({ schemas: {} }), released });
    const extract = extractAcme(parseDescription(text, "acme.yaml"), {}, findings);
    expect(Object.keys(objectAt(objectAt(extract, "components"), "schemas"))).toEqual(expected);
    expect([...findings.assigned.values()]).toEqual(expected);
  });

  it("a schema that loses a released name has one name at all places", () => {
    const released = new Map(["a", "c", "d"].map((key) => [`ListThingsResult.${key}`, "Inv"]));
    const text = `{ openapi: 3.1.0, paths: { /things: { get: ${ok(`{ properties: { a: ${ref("Inv")}, c: ${ref("Money")}, d: ${ref("Money")} } }`)} } }, components: { schemas: { Inv: ${inv}, Money: { properties: { m: {} } } } } }`;
    const findings = new Findings({ ...acmeVendor({ schemas: {} }), released });
    extractAcme(parseDescription(text, "acme.yaml"), {}, findings);
    expect([...findings.assigned.values()].join()).toBe("ListThingsResult,Inv,Money,Money");
  });

  it("media types are part of a place", () => {
    const content = `{ application/json: { schema: ${inv} }, application/scim+json: { schema: { type: object, properties: { id: {} } } }, text/csv: { schema: { type: string } } }`;
    const { operation, schemas } = read(
      `{ responses: { "200": { description: x, content: ${content} } } }`,
    );
    expect(Object.keys(schemas)).toEqual([
      "ListThingsResult",
      "ListThingsResultApplicationScimJson",
    ]);
    expect(objectAt(objectAt(operation, "responses"), "200").content).toMatchObject({
      "application/json": { schema: to("ListThingsResult") },
      "text/csv": { schema: { type: "string" } },
    });
  });
});

describe("schemas", () => {
  const parts = "{ Amount: { type: number, minimum: 10, maximum: 50 } }";

  it.each<[string, string, string, Json]>([
    [
      "limits beside an allOf intersect with it",
      '{ allOf: [{ $ref: "#/components/schemas/Amount" }], minimum: 5, maximum: 100 }',
      parts,
      { type: "number", minimum: 10, maximum: 50 },
    ],
    [
      "limits beside a $ref intersect with it",
      '{ $ref: "#/components/schemas/Amount", minimum: 20, maximum: 100 }',
      parts,
      { type: "number", minimum: 20, maximum: 50 },
    ],
    ["an enum and a const", "{ enum: [a, b], const: a }", "{}", { type: "string", enum: ["a"] }],
    [
      "a part of prose alone changes nothing",
      '{ allOf: [{ $ref: "#/components/schemas/Amount" }, { description: x }] }',
      parts,
      { type: "number", minimum: 10, maximum: 50 },
    ],
  ])("%s", (_, schema, schemas, expected) => {
    expect(fieldOf(read(ok(field(schema)), schemas))).toEqual(expected);
  });

  it("a base with a discriminator is the union of its subtypes", () => {
    const base =
      "{ type: object, required: [kind, kind], discriminator: { propertyName: kind, mapping: { fee: '#/components/schemas/Fee' } }, properties: { kind: { type: string } } }";
    const subtype = (name: string): string =>
      `{ allOf: [{ $ref: '#/components/schemas/Line' }, { type: object, properties: { ${name}: { type: number } } }] }`;
    const { schemas } = read(
      ok("{ type: array, items: { $ref: '#/components/schemas/Line' } }"),
      `{ Line: ${base}, Fee: ${subtype("amount")}, Usage: ${subtype("quantity")}, Any: true, Other: { allOf: [{ $ref: '#/components/schemas/Any' }] } }`,
    );
    expect(schemas.Line).toEqual({
      // A usage without fields is a fee too, so that `oneOf` would reject it.
      anyOf: [to("Fee"), to("Usage")],
      discriminator: {
        propertyName: "kind",
        mapping: { fee: to("Fee").$ref, Usage: to("Usage").$ref },
      },
    });
    expect(schemas.Usage).toMatchObject({
      required: ["kind"],
      properties: { kind: { type: "string" }, quantity: { type: "number" } },
    });
  });

  it("a required field that isn't declared is unknown, with a notice, and needs a usable name", () => {
    expect(() => read(ok(`{ type: object, required: ["a|b"] }`))).toThrow(/"a\|b" .* no contract/);
    const outcome = read(ok("{ type: object, required: [f] }"));
    expect(fieldOf(outcome)).toEqual({});
    expect(outcome.notices).toEqual([expect.stringContaining('requires "f"')]);
  });

  it("a recursive JSON value is bounded", () => {
    const value =
      "{ oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Value' } }] }";
    const list = "{ type: array, items: { $ref: '#/components/schemas/List' } }";
    const both = `{ type: object, properties: { v: ${ref("Value")}, l: ${ref("List")} } }`;
    const { schemas } = read(ok(both), `{ Value: ${value}, List: ${list} }`);
    expect(schemas).toMatchObject({
      List: { type: "array", items: to("List") },
      Value: { oneOf: [{ type: "string" }, { type: "array", items: to("Value") }] },
    });
  });

  it("fields called like members of every object are fields", () => {
    const names = ["valueOf", "constructor", "__defineGetter__", "toString"];
    const fields = names.map((name) => `${name}: { type: string }`).join(", ");
    const outcome = read(
      ok(
        `{ type: object, properties: { ${fields}, __proto__: { type: string }, "a ": null, b: null } }`,
      ),
    );
    expect(
      Object.keys(objectAt(outcome.schemas.ListThingsResult as JsonObject, "properties")).sort(),
    ).toEqual([...names, "b"].sort());
    expect(outcome.notices).toEqual([
      expect.stringContaining("__proto__"),
      expect.stringMatching(/^the field "a " of "ListThingsResult" has a name .*: it's left out$/),
      '"ListThingsResult.b" is no schema: it\'s unknown',
    ]);
  });

  it("an enum of a megabyte doesn't overflow the stack", () => {
    const values = Array.from({ length: 300_000 }, (_, index) => `v${index}`);
    const get = { responses: { "200": { schema: { enum: values, oneOf: values } } } };
    const document = { openapi: "3.1.0", paths: { "/things": { get } } };
    expect(reachedReferences(document, acmeVendor()).size).toBe(0);
  });

  it("an example that breaks its schema is a notice, and vendor.yaml may widen the type", () => {
    const operation = ok(
      "{ type: object, example: { price: '12.50' }, properties: { price: { type: number }, count: { type: integer, example: 3 } } }",
    );
    const { contradictions, notices } = read(operation);
    expect(contradictions).toEqual([
      { place: "ListThingsResult.price", declared: "number", shown: "string" },
    ]);
    expect(notices).toEqual([
      "ListThingsResult.price is declared number and its example is string",
    ]);
    const widened = read(operation, "{}", { widen: { "ListThingsResult.price": ["string"] } });
    expect(widened.contradictions).toEqual([]);
    expect(JSON.stringify(widened)).not.toContain("12.50");
    expect(widened.schemas.ListThingsResult).toMatchObject({
      properties: { price: { type: ["number", "string"] } },
    });
  });
});
