import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dig, type Json, type JsonObject } from "../src/engine/json.js";
import { contractOf, openThings } from "./support/contract-vendor.js";

describe("a vendor that is served from its contract alone", () => {
  it.each<[string, Json]>([
    ["an enum", { type: "string", enum: ["one", "two"] }],
    ["a constant", { const: 5 }],
    ["limits", { type: "integer", minimum: 3, maximum: 4 }],
    ["limits left out", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ["a step", { type: "integer", multipleOf: 7, maximum: -3 }],
    ["a length", { type: "string", minLength: 30, maxLength: 31 }],
    ["a pattern", { type: "string", pattern: "^(?:[A-Z]{2}-\\d{4,6}|x[^a-c]+\\.y?)$" }],
    ["a pattern with a length", { type: "string", pattern: "^\\w+$", minLength: 9, maxLength: 9 }],
    ["formats", list(["date", "date-time", "uuid", "uri", "email", "ipv4", "hostname"])],
    ["a list", { type: "array", items: { type: "boolean" }, minItems: 2, maxItems: 2 }],
    [
      "an array without duplicates",
      { type: "array", items: { enum: Array.from("abcdefgh") }, uniqueItems: true, minItems: 8 },
    ],
    ["hundredths", { type: "array", items: { type: "number", multipleOf: 0.01 }, minItems: 99 }],
    ["a map", { type: "object", additionalProperties: { type: "integer" }, minProperties: 1 }],
    ["a recursive schema", { $ref: "#/components/schemas/Tree" }],
    ["nothing but null", { anyOf: [{ type: "null" }] }],
    ["null or a value", { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] }],
    ["allOf", { allOf: [{ $ref: "#/components/schemas/Mail" }, { required: ["id"] }] }],
    ["alternatives with a discriminator", alternatives()],
    [
      "names that aren't identifiers",
      { type: "object", required: ["2fa", "it's"], properties: { "it's": { const: 1 } } },
    ],
  ])("returns %s", async (_, schema) => {
    const { send } = await openThings(contractOf(schema));
    const { status, body } = send();
    expect([status, status === 201 ? "" : body]).toEqual([201, ""]);
  });

  it("returns valid data for any schema", async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (schema) => {
        const { send } = await openThings(contractOf(schema));
        // The service validates its responses here: 201 means valid.
        const { status, body } = send();
        expect([status, status === 201 ? "" : body]).toEqual([201, ""]);
      }),
      { numRuns: 60 },
    );
  });

  it("returns the same data for the same address, and other data for another", async () => {
    const { send } = await openThings(contractOf({ type: "string", format: "uuid" }));
    expect(send()).toEqual({ ...send() });
    expect(send({ sid: `TH${"0".repeat(32)}` }).body).not.toBe(send().body);
  });

  it("sets the field that distinguishes alternatives", async () => {
    const { send } = await openThings(
      contractOf({ type: "array", items: alternatives(), minItems: 3 }),
    );
    const items = JSON.parse(send().body) as { kind: string; to?: string }[];
    for (const { kind, to } of items) expect(kind).toBe(to === undefined ? "hook" : "mail");
  });

  it("has no further page", async () => {
    const next = { type: ["string", "null"], format: "uri" };
    const schema = {
      type: "object",
      properties: { next_page_uri: next, page_token: { type: "string" }, uri: next },
    };
    const { send } = await openThings(contractOf(schema));
    const page: unknown = JSON.parse(send().body);
    expect([dig(page, "next_page_uri"), dig(page, "page_token")]).toEqual([null, undefined]);
    expect(dig(page, "uri")).toMatch(/^https:/);
  });

  it.each<[string, JsonObject, JsonObject & { name: string }, unknown[]]>([
    [
      "cursors",
      { form: "cursor", parameter: "page", next: "/meta/next", more: "/more" },
      { name: "page", schema: { type: "string" } },
      ["2", "3", undefined],
    ],
    [
      "cursors that are numbers",
      { form: "cursor", parameter: "page", next: "/meta/next", more: "/more" },
      { name: "page", schema: { type: "integer" } },
      [2, 3, undefined],
    ],
    [
      "addresses",
      { form: "next-url", next: "/meta/next" },
      { name: "page_token", schema: { type: "string" } },
      ["page_token=2", "page_token=3", undefined],
    ],
    [
      "addresses, but no parameter that takes one",
      { form: "next-url", next: "/meta/next" },
      { name: "size", schema: { type: "string" } },
      [undefined],
    ],
  ])("continues a list whose pages have %s", async (_, trait, parameter, expected) => {
    const next = { type: ["string", "integer"] };
    const schema = {
      type: "object",
      required: ["items", "meta"],
      properties: {
        items: { type: "array", minItems: 1, items: { type: "string", format: "uuid" } },
        more: { type: "boolean" },
        meta: { type: "object", properties: { next } },
      },
    };
    const contract = contractOf(schema, {
      "x-billkit-pages": { items: "/items", ...trait },
      parameters: [
        { name: "Sid", in: "path", required: true, schema: { type: "string" } },
        { in: "query", ...parameter },
      ],
    });
    const { send } = await openThings(contract);
    const found: unknown[] = [];
    const items = new Set<unknown>();
    let query = "";
    for (;;) {
      const { status, body } = send({ query });
      const page: unknown = JSON.parse(body);
      const to = dig(page, "meta", "next");
      items.add(JSON.stringify(dig(page, "items")));
      found.push(typeof to === "string" ? to.replace(/^http:\/\/sandbox\/.*\?/, "") : to);
      expect(status).toBe(201);
      if ("more" in trait) expect(dig(page, "more")).toBe(to !== undefined);
      if (to === undefined) break;
      query = `${parameter.name}=${String(found.at(-1)).replace(/^.*=/, "")}`;
    }
    expect(found).toEqual(expected);
    expect(items.size).toBe(expected.length);
  });

  it("accepts a form, and reports errors in it in the contract's form", async () => {
    const form = {
      type: "object",
      required: ["Value"],
      properties: {
        Value: { type: "integer" },
        Tags: { type: "array", items: { type: "string" } },
        Price: { type: "number", multipleOf: 0.01 },
        constructor: { type: "string" },
      },
    };
    const requestBody = {
      required: true,
      content: { "application/x-www-form-urlencoded": { schema: form } },
    };
    const { send } = await openThings(contractOf({ type: "boolean" }, { requestBody }));
    expect(send()).toMatchObject({ status: 201 });
    expect(send({ body: "Value=3&Tags=a&Tags=b" }).status).toBe(201);
    expect(send({ body: "Value=3&Price=10156.85" }).status).toBe(201);
    expect(send({ body: "Value=3&Price=10156.855" }).status).toBe(400);
    const { status, body } = send({ body: "Value=three" });
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { Code: "bad-parameter", Why: "Value: must be integer" },
    ]);
  });

  it("returns no body if none is declared", async () => {
    const responses = { "204": { description: "Gone." } };
    const { send } = await openThings(contractOf({}, { responses }));
    expect(send()).toEqual({ status: 204, headers: {}, body: "" });
  });

  it("throws if it finds no data that the contract allows", async () => {
    const { send } = await openThings(contractOf({ type: "string", pattern: "^(?=b)a" }));
    expect(send).toThrow("makeThing: found no data that the contract allows.");
  });
});

/** No contract has a field with this name: `generate` rejects names that every object has. */
const fieldName = fc.string().filter((name) => name !== "__proto__");

/** Schemas of every type, with satisfiable limits, nested in each other. */
const { schema: schemas } = fc.letrec<{ schema: JsonObject }>((tie) => {
  const size = fc.tuple(fc.nat(5), fc.nat(5)).map(([least, more]) => [least, least + more]);
  const leaf = fc.oneof(
    size.map(([minLength = 0, maxLength = 0]) => ({ type: "string", minLength, maxLength })),
    fc.constantFrom("date", "date-time", "uuid", "uri", "email", "ipv4").map((format) => ({
      type: "string",
      format,
    })),
    fc
      .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(50))
      .map(([minimum, more]) => ({ type: "integer", minimum, maximum: minimum + more })),
    fc.constantFrom("number", "boolean", "null").map((type) => ({ type })),
    fc
      .tuple(
        fc.constantFrom(0.01, 0.05, 0.1, 0.00000001, 0.3, 7),
        fc.integer({ min: 0, max: 90_000 }),
      )
      .map(([multipleOf, minimum]) => ({ type: "number", multipleOf, minimum })),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
    fc.oneof(fc.string(), fc.integer(), fc.boolean()).map((value) => ({ const: value })),
  );
  const branch = fc.oneof(
    fc.tuple(tie("schema"), size).map(([items, [minItems = 0, maxItems = 0]]) => ({
      type: "array",
      items,
      minItems,
      maxItems,
    })),
    fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 5 }).chain((values) =>
      fc.nat(values.length).map((minItems) => ({
        type: "array",
        items: { enum: values },
        uniqueItems: true,
        minItems,
      })),
    ),
    fc.dictionary(fieldName, tie("schema"), { maxKeys: 4 }).chain((properties) =>
      fc.subarray(Object.keys(properties)).map((required) => ({
        type: "object",
        properties,
        required,
        additionalProperties: false,
      })),
    ),
    tie("schema").map((additionalProperties) => ({ type: "object", additionalProperties })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  );
  return { schema: fc.oneof({ maxDepth: 3, depthIdentifier: "schema" }, leaf, branch) };
});

function list(formats: readonly string[]): JsonObject {
  return {
    type: "object",
    required: formats,
    properties: Object.fromEntries(formats.map((format) => [format, { type: "string", format }])),
  };
}

function alternatives(): JsonObject {
  const [hook, mail] = ["#/components/schemas/Hook", "#/components/schemas/Mail"];
  return {
    oneOf: [
      { allOf: [{ $ref: hook }, { properties: { kind: { const: "hook" } } }] },
      { $ref: mail },
    ],
    discriminator: { propertyName: "kind", mapping: { hook, mail } },
  };
}
