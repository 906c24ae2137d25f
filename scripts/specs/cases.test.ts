import { describe, expect, it } from "@jest/globals";
import { isObject, type Json, type JsonObject, objectAt } from "../common/json.js";
import { parseDescription } from "../common/yaml.js";
import { unsupportedScheme } from "./contract/credentials.js";
import { Findings } from "./select/findings.js";
import { reachedReferences } from "./select/reach.js";
import { acmeVendor, extractAcme } from "./testing/acme.js";

interface Outcome {
  readonly operation: JsonObject;
  readonly schemas: JsonObject;
  readonly pinned: Json | undefined;
  readonly notices: readonly string[];
  readonly contradictions: readonly object[];
}

/** Reads `GET /things` of a description: the parts of its operation, and its components. */
function read(operation: string, schemas = "{}", more: JsonObject = {}): Outcome {
  const text = `
openapi: 3.1.0
info: { title: Acme, version: "1" }
servers: [{ url: https://api.acme.test }]
components: { schemas: ${schemas} }
paths: { /things: { get: ${operation} } }
`;
  const vendor = { schemas: {}, more };
  const findings = new Findings(acmeVendor(vendor));
  const extract = extractAcme(parseDescription(text, "acme.yaml"), vendor, findings);
  const item = objectAt(objectAt(extract, "paths"), "/things");
  return {
    operation: objectAt(item, "get"),
    schemas: objectAt(objectAt(extract, "components"), "schemas"),
    pinned: extract["x-billkit-pinned"],
    notices: findings.notices,
    contradictions: findings.contradictions,
  };
}

const ok = (schema: string): string =>
  `{ responses: { "200": { description: x, content: { application/json: { schema: ${schema} } } } } }`;
const field = (schema: string): string => `{ type: object, properties: { f: ${schema} } }`;

/** The field `f` of the only response's schema. */
function fieldOf({ schemas }: Outcome, name = "ListThingsResult"): Json | undefined {
  const schema = schemas[name];
  return isObject(schema) ? objectAt(schema, "properties").f : undefined;
}
const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe("names of schemas", () => {
  const inv = "{ type: object, properties: { total: { type: number } } }";
  const refs = `{ Inv: ${inv}, Node: { type: object, properties: { parent: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] } } } }`;

  it.each<[string, string, string, string[]]>([
    ["the component", ok('{ $ref: "#/components/schemas/Inv" }'), refs, ["Inv"]],
    [
      "the component, through a wrapper of one",
      ok(field('{ nullable: true, allOf: [{ $ref: "#/components/schemas/Inv" }] }')),
      refs,
      ["Inv", "ListThingsResult"],
    ],
    [
      "the component that contains itself",
      ok('{ $ref: "#/components/schemas/Node" }'),
      refs,
      ["Node"],
    ],
    [
      "the title",
      ok(field(`{ title: a bill, type: object, properties: { id: {} } }`)),
      "{}",
      ["ABill", "ListThingsResult"],
    ],
    [
      "the place",
      ok(field("{ type: object, properties: { id: {} } }")),
      "{}",
      ["ListThingsResult", "ListThingsResultF"],
    ],
    [
      "the component of one of our classes' names",
      ok('{ $ref: "#/components/schemas/ApiError" }'),
      `{ ApiError: ${inv} }`,
      ["ApiErrorModel"],
    ],
    [
      "the component, percent escapes decoded",
      ok('{ $ref: "#/components/schemas/Page%C2%ABInvoice%C2%BB" }'),
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

  it("a released name stays when a component takes its place", () => {
    const vendor = acmeVendor({ schemas: {} });
    const released = { ...vendor, released: new Map([["listThings.200", "Things"]]) };
    const text = `{ openapi: 3.1.0, paths: { /things: { get: ${ok('{ $ref: "#/components/schemas/Inv" }')} } }, components: { schemas: ${refs} } }`;
    const findings = new Findings(released);
    const extract = extractAcme(parseDescription(text, "acme.yaml"), {}, findings);
    expect(Object.keys(objectAt(objectAt(extract, "components"), "schemas"))).toEqual(["Things"]);
    expect([...findings.assigned]).toEqual([["listThings.200", "Things"]]);
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
    [
      "a const narrows an enum",
      "{ enum: [a, b], const: a }",
      "{}",
      { type: "string", enum: ["a"] },
    ],
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
      "{ type: object, required: [kind], discriminator: { propertyName: kind, mapping: { fee: '#/components/schemas/Fee' } }, properties: { kind: { type: string } } }";
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

  it("a required field that isn't declared is unknown, with a notice", () => {
    const outcome = read(ok("{ type: object, required: [f] }"));
    expect(fieldOf(outcome)).toEqual({});
    expect(outcome.notices).toEqual([expect.stringContaining('requires "f"')]);
  });

  it("a recursive JSON value is bounded", () => {
    const value =
      "{ oneOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Value' } }] }";
    const list = "{ type: array, items: { $ref: '#/components/schemas/List' } }";
    const { schemas } = read(
      ok(
        "{ type: object, properties: { v: { $ref: '#/components/schemas/Value' }, l: { $ref: '#/components/schemas/List' } } }",
      ),
      `{ Value: ${value}, List: ${list} }`,
    );
    expect(schemas).toMatchObject({
      List: { type: "array", items: to("List") },
      Value: { oneOf: [{ type: "string" }, { type: "array", items: to("Value") }] },
    });
  });

  it("fields called like members of every object are fields", () => {
    const names = ["valueOf", "constructor", "__defineGetter__", "toString"];
    const fields = names.map((name) => `${name}: { type: string }`).join(", ");
    const outcome = read(
      ok(`{ type: object, properties: { ${fields}, __proto__: { type: string } } }`),
    );
    expect(
      Object.keys(objectAt(outcome.schemas.ListThingsResult as JsonObject, "properties")).sort(),
    ).toEqual([...names].sort());
    expect(outcome.notices).toEqual([expect.stringContaining("__proto__")]);
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

describe("operations", () => {
  it("a default that is the only response is the 200, with a notice", () => {
    const outcome = read(
      "{ responses: { default: { description: x, content: { application/json: { schema: { type: string } } } } } }",
    );
    expect(Object.keys(objectAt(outcome.operation, "responses"))).toEqual(["200"]);
    expect(outcome.notices).toEqual([expect.stringContaining('declares no success but "default"')]);
  });

  it.each([
    ["*/*", "application/json"],
    ["application/json; charset=utf-8", "application/json"],
    ["application/vnd.acme.2023-01-01+json", "application/vnd.acme.2023-01-01+json"],
    ["application/pdf", "application/pdf"],
  ])("the media type %s is read as %s", (given, expected) => {
    const { operation } = read(
      `{ responses: { "200": { description: x, content: { "${given}": { schema: { type: string } } } } } }`,
    );
    expect(
      Object.keys(objectAt(objectAt(objectAt(operation, "responses"), "200"), "content")),
    ).toEqual([expected]);
  });

  it.each<[string, string, boolean, RegExp | undefined]>([
    [
      "deepObject",
      "{ name: p, in: query, style: deepObject, schema: { type: object } }",
      false,
      /in the style "deepObject"/,
    ],
    [
      "content",
      "{ name: p, in: query, content: { application/json: { schema: {} } } }",
      false,
      /has no schema/,
    ],
    ["a cookie", "{ name: p, in: cookie, schema: { type: string } }", false, /sent in cookie/],
    [
      "a name with an invisible character",
      '{ name: "p\\u200b", in: query, schema: {} }',
      false,
      /invisible/,
    ],
    ["Accept", "{ name: Accept, in: header, schema: { type: string } }", false, undefined],
    [
      "Authorization",
      "{ name: authorization, in: header, required: true, schema: {} }",
      false,
      undefined,
    ],
    [
      "a list with commas",
      "{ name: p, in: query, explode: false, schema: { type: array, items: {} } }",
      true,
      undefined,
    ],
  ])("an optional parameter: %s", (_, parameter, kept, notice) => {
    const { operation, notices } = read(
      `{ parameters: [${parameter}], responses: { "204": { description: x } } }`,
    );
    expect(operation.parameters).toHaveLength(kept ? 1 : 0);
    expect(notices).toEqual(notice ? [expect.stringMatching(notice)] : []);
  });

  it("a required parameter that can't be sent is a problem", () => {
    const parameter =
      "{ name: p, in: query, required: true, style: deepObject, schema: { type: object } }";
    expect(() => read(`{ parameters: [${parameter}], responses: {} }`)).toThrow(
      /"p" is sent in the style/,
    );
  });

  it("a required parameter with one value is pinned", () => {
    const parameters =
      "[{ name: acme-version, in: header, required: true, schema: { enum: ['2023-06-01'] } }, { name: api-version, in: query, required: true, schema: { type: string } }]";
    const operation = `{ parameters: ${parameters}, responses: { "204": { description: x } } }`;
    const outcome = read(operation, "{}", { pin: { "query api-version": "2021-10-01" } });
    expect(outcome.operation.parameters).toEqual([]);
    expect(outcome.pinned).toEqual([
      { in: "header", name: "acme-version", value: "2023-06-01", option: "acmeVersion" },
      { in: "query", name: "api-version", value: "2021-10-01", option: "apiVersion" },
    ]);
  });

  it.each<[JsonObject, RegExp | undefined]>([
    [{ type: "http", scheme: "Digest" }, /HTTP Digest is not supported.*leave it out/],
    [
      {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        "x-amazon-apigateway-authtype": "awsSigv4",
      },
      /AWS Signature/,
    ],
    [{ type: "mutualTLS" }, /mutual TLS/],
    [{ type: "apiKey", in: "cookie", name: "sid" }, /cookie is not supported/],
    [{ type: "apiKey", in: "query", name: "api_key" }, undefined],
    [{ type: "http", scheme: "bearer" }, undefined],
  ])("the credential %j", (scheme, problem) => {
    const found = unsupportedScheme(scheme);
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });
});
