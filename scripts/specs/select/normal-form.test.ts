import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { makeExtract } from "../contract/contract.js";
import { type JsonObject, objectAt } from "../../common/json.js";
import { acme, extractAcme, noticesOf, thing } from "../testing/acme.js";
import { fixtureSource, vendorFiles } from "../testing/repository.js";
import { shuffled } from "../testing/shuffled.js";
import { parseVendor } from "../vendor.js";
import { parseDescription, toYaml } from "../../common/yaml.js";

const schemasOf = (extract: JsonObject): JsonObject =>
  objectAt(objectAt(extract, "components"), "schemas");
const thingsOf = (extract: JsonObject): JsonObject => objectAt(schemasOf(extract), "Things");

const text = { type: "string" };
const orNull = { type: ["string", "null"] };
const b = { ...text, enum: ["b"] };
const number = { type: "number" };

describe("one normal form", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["a type with null", { type: ["null", "string"] }, orNull],
    ["a null alternative", { anyOf: [text, { type: "null" }] }, orNull],
    ["a nullable enum", { ...text, enum: ["a"], nullable: true }, { ...orNull, enum: ["a", null] }],
    ["a format without a meaning", { ...number, format: "double" }, number],
    ["an enum without a type", { enum: ["a"], nullable: true }, { ...orNull, enum: ["a", null] }],
    ["a constant without a type", { const: "a" }, { ...text, enum: ["a"] }],
    ["a default and a member that could end code", { ...b, enum: ["b", "a'b"], default: "<|" }, b],
    ["null and such a member", { ...text, enum: ["a'b", null], nullable: true }, orNull],
    ["members of another type", { ...b, enum: ["b", 1, "b", {}] }, { ...b, enum: ["b", "1"] }],
    ["fractions among texts, whose digits are lost", { ...text, enum: ["b", 1.1] }, text],
    ["numbers as texts", { ...number, enum: ["1.5", "b"] }, { ...number, enum: [1.5] }],
    ["what no keyword can be", { type: "datetime", maxLength: "10", enum: [], readOnly: 1 }, {}],
    ["a list as a schema", { type: "array", items: [text] }, { type: "array", items: {} }],
    ["null among values of a type", { ...text, enum: ["a", null] }, { ...text, enum: ["a"] }],
    [
      "null where there is no type",
      { minLength: 1, nullable: true },
      { anyOf: [{ minLength: 1 }, { type: "null" }] },
    ],
    ["anything, null as well", { nullable: true }, {}],
    ["true, which is any schema", { type: "array", items: true }, { type: "array", items: {} }],
    [
      "3.0's exclusive limits",
      { ...number, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      { ...number, exclusiveMinimum: 1, exclusiveMaximum: 9 },
    ],
    ["limits that limit nothing", { ...text, minLength: 0 }, text],
    [
      "3.1's bytes",
      { ...text, contentMediaType: "application/octet-stream" },
      { ...text, format: "binary" },
    ],
    ["3.1's base64", { ...text, contentEncoding: "base64" }, { ...text, format: "byte" }],
    [
      "an encoding that 3.0 can't express",
      { ...text, contentEncoding: "base32", contentMediaType: "image/png" },
      { ...text, contentEncoding: "base32", contentMediaType: "image/png" },
    ],
    [
      "values of any kind",
      { type: "object", additionalProperties: { description: "Anything." } },
      { type: "object" },
    ],
    ["definitions inside", { ...text, $defs: { A: { type: "null" } } }, text],
    ["a discriminator without union", { ...text, discriminator: { propertyName: "kind" } }, text],
    ["flags that are off", { ...text, readOnly: false }, text],
    ["prose", { ...text, title: "x", description: "x", example: "x", examples: ["x"] }, text],
    ["extensions", { ...text, "x-note": "prose" }, text],
  ])("%s", (_, given, expected) => {
    expect(thingsOf(extractAcme(thing(given))).properties).toEqual({ field: expected });
  });

  it("keeps properties that are called like prose", () => {
    const names = ["description", "example", "summary", "title", "x-total"];
    const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
    const things = thingsOf(extractAcme(acme({ type: "object", properties })));
    expect(Object.keys(objectAt(things, "properties"))).toEqual(names);
  });

  it("is the same inline and by reference", () => {
    const item: JsonObject = { type: "object", properties: { id: { type: "string" } } };
    const inline = acme({ type: "array", items: item });
    const referring: JsonObject = {
      ...acme({ $ref: "#/components/schemas/Whatever" }),
      components: {
        schemas: {
          Whatever: { type: "array", items: { $ref: "#/components/schemas/A~1B%20C" } },
          "A/B C": item,
        },
      },
    };
    const vendor = { schemas: { "listThings.200": "Things", "Things[]": "Thing" } };
    expect(extractAcme(referring, vendor)).toEqual(extractAcme(inline, vendor));
    expect(thingsOf(extractAcme(inline, vendor))).toEqual({
      type: "array",
      items: { $ref: "#/components/schemas/Thing" },
    });
  });

  it("keeps what is true of one place at the place, not in the schema", () => {
    const properties = {
      a: { $ref: "#/components/schemas/Part", readOnly: true },
      b: { oneOf: [{ $ref: "#/components/schemas/Part" }, { type: "null" }] },
    };
    const Part = { type: "object", properties: { id: { type: "string" } } };
    const description = {
      ...acme({ type: "object", properties }),
      components: { schemas: { Part } },
    };
    const schemas = { "listThings.200": "Things", "Things.a": "Part", "Things.b": "Part" };
    const extract = extractAcme(description, { schemas });
    expect(schemasOf(extract).Part).toEqual(Part);
    expect(thingsOf(extract).properties).toEqual({
      a: { $ref: "#/components/schemas/Part", readOnly: true },
      b: { anyOf: [{ $ref: "#/components/schemas/Part" }, { type: "null" }] },
    });
  });

  it("writes a discriminator with our names, with the values of each alternative", () => {
    const part: JsonObject = { type: "object", properties: { kind: { type: "string" } } };
    const alternatives = (discriminator: JsonObject, components: JsonObject): JsonObject => ({
      ...acme({
        oneOf: Object.keys(components).map((name) => ({ $ref: `#/components/schemas/${name}` })),
        discriminator: { propertyName: "kind", ...discriminator },
      }),
      components: { schemas: components },
    });
    const schemas = { "listThings.200": "Thing", "Thing|0": "Cat", "Thing|1": "Dog" };
    const thingIn = (description: JsonObject): JsonObject =>
      objectAt(schemasOf(extractAcme(description, { schemas })), "Thing");
    const discriminatorOf = (description: JsonObject) => thingIn(description).discriminator;
    const [cat, dog] = ["#/components/schemas/Cat", "#/components/schemas/Dog"];

    const unsaid = alternatives({}, { cat_v1: part, dog_v1: part });
    expect(discriminatorOf(unsaid)).toEqual({
      propertyName: "kind",
      mapping: { cat_v1: cat, dog_v1: dog },
    });
    // A cat without fields is a dog too, so that `oneOf` would reject it.
    expect(thingIn(unsaid)).toMatchObject({ anyOf: [{ $ref: cat }, { $ref: dog }] });
    const variant = (kind: JsonObject): JsonObject => ({ ...part, properties: { kind } });
    const fixed = { cat_v1: variant({ enum: ["cat"] }), dog_v1: variant({ const: "dog" }) };
    expect(discriminatorOf(alternatives({}, fixed))).toEqual({
      propertyName: "kind",
      mapping: { cat, dog },
    });
    const mapping = { meow: "A", tom: "#/components/schemas/A", "`": "A" };
    expect(discriminatorOf(alternatives({ mapping }, { A: { ...part }, B: { ...part } }))).toEqual({
      propertyName: "kind",
      mapping: { meow: cat, tom: cat, B: dog },
    });
    const astray = alternatives({ mapping: { x: "Gone" } }, { A: { ...part }, B: { ...part } });
    expect(noticesOf(astray, { schemas })).toEqual([
      'the discriminator at "Thing" maps "x" to none of its named alternatives',
    ]);
  });

  it("puts path parameters first, in the order of the address, then the others by name", () => {
    const parameters = ["zone", "b", "area", "a"].map((name) => ({
      name,
      in: name.length === 1 ? "path" : "query",
      required: name.length === 1,
      description: "prose",
      schema: { type: "string" },
    }));
    const description: JsonObject = {
      openapi: "3.1.0",
      paths: { "/x/{b}/{a}": { parameters, get: { responses: {} } } },
    };
    const operations = { "GET /x/{b}/{a}": { operationId: "getX", tag: "Billing" } };
    const extract = extractAcme(description, { schemas: {}, more: { operations } });
    const path = objectAt(objectAt(extract, "paths"), "/x/{b}/{a}");
    const schema = { type: "string" };
    expect(objectAt(path, "get").parameters).toEqual([
      { name: "b", in: "path", required: true, schema },
      { name: "a", in: "path", required: true, schema },
      { name: "area", in: "query", schema },
      { name: "zone", in: "query", schema },
    ]);
  });

  it("doesn't depend on the order of keys or on other operations", () => {
    const vendor = parseVendor(vendorFiles("deepgram").vendor, "vendor.yaml");
    const given = fixtureSource("deepgram/openapi.2026-07-15.yml");
    const description = parseDescription(given.text, given.name);
    const kept = vendor.operations.map(({ path }) => path);
    const paths = Object.entries(description.paths as JsonObject);
    const fewer = {
      ...description,
      paths: Object.fromEntries(paths.filter(([p]) => kept.includes(p))),
    };
    const expected = toYaml(makeExtract(vendor, [given]));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = JSON.stringify(shuffled(fewer, seed));
        expect(toYaml(makeExtract(vendor, [{ ...given, text }]))).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });
});
