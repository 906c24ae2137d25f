import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { openContractVendor } from "../src/engine/contract-vendor.js";
import { Contract } from "../src/engine/contract.js";
import { dig, isObject, text, type Json, type JsonObject } from "../src/engine/json.js";
import { Service } from "../src/engine/service.js";

const world = {
  seed: 1,
  clock: { now: () => Date.UTC(2026, 5, 15) },
  reportPolls: 0,
  changed: () => undefined,
};
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A contract of one operation, `POST /things/{Sid}`, that answers a schema. */
function contractOf(schema: Json, more: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1", "x-billkit-errors": [{ code: "Code", message: "Why" }] },
    paths: {
      "/things/{Sid}": {
        post: {
          operationId: "makeThing",
          parameters: [
            {
              name: "Sid",
              in: "path",
              required: true,
              schema: { type: "string", pattern: "^TH[0-9a-f]{32}$" },
            },
            { name: "X-Trace", in: "header", required: true, schema: { type: "integer" } },
          ],
          responses: {
            "201": { description: "Made.", content: { "application/json": { schema } } },
            "4XX": { description: "Refused." },
          },
          ...more,
        },
      },
    },
    components: {
      schemas: {
        Tree: {
          type: "object",
          properties: { leaf: { type: "string" }, of: { $ref: "#/components/schemas/Tree" } },
        },
        Hook: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
        Mail: {
          type: "object",
          required: ["kind", "to"],
          properties: { kind: { type: "string" }, to: { type: "string", format: "email" } },
        },
      },
      securitySchemes: {
        Basic: { "x-billkit-credential": { header: "Authorization", prefix: "Basic " } },
      },
    },
  };
}

async function open(document: JsonObject) {
  const contract = await Contract.open(document);
  const vendor = openContractVendor("things", contract, {
    document,
    world,
    given: undefined,
    at: "/vendors/things",
  });
  const service = new Service(contract, vendor, world, {
    enforceLimits: false,
    validateResponses: true,
  });
  const access = vendor.access("http://sandbox");
  const { "X-Trace": trace, body } = access.arguments.makeThing ?? {};
  const Sid = text(access.arguments.makeThing, "Sid") ?? "";
  const ask = (given: { credential?: string; sid?: string; body?: string } = {}) =>
    service.handle({
      method: "POST",
      path: `/things/${given.sid ?? Sid}`,
      query: "",
      headers: {
        authorization: `Basic ${given.credential ?? access.credential}`,
        "x-trace": JSON.stringify(trace),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: given.body ?? form(body),
    });
  return { vendor, access, ask };
}

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
    ["a map", { type: "object", additionalProperties: { type: "integer" }, minProperties: 1 }],
    ["what holds itself", { $ref: "#/components/schemas/Tree" }],
    ["nothing but null", { anyOf: [{ type: "null" }] }],
    ["null or not", { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "null" }] }],
    ["all of several", { allOf: [{ $ref: "#/components/schemas/Mail" }, { required: ["id"] }] }],
    ["alternatives with names", alternatives()],
    [
      "names that code cannot hold",
      { type: "object", required: ["2fa", "it's"], properties: { "it's": { const: 1 } } },
    ],
  ])("answers %s", async (_, schema) => {
    const { ask } = await open(contractOf(schema));
    const { status, body } = ask();
    expect([status, status === 201 ? "" : body]).toEqual([201, ""]);
  });

  it("answers whatever can be declared with what is valid against it", async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (schema) => {
        const { ask } = await open(contractOf(schema));
        // The service checks its answers here: 201 says that it is valid.
        const { status, body } = ask();
        expect([status, status === 201 ? "" : body]).toEqual([201, ""]);
      }),
      { numRuns: 60 },
    );
  });

  it("answers the same again, and another address otherwise", async () => {
    const { ask } = await open(contractOf({ type: "string", format: "uuid" }));
    expect(ask()).toEqual({ ...ask() });
    expect(ask({ sid: `TH${"0".repeat(32)}` }).body).not.toBe(ask().body);
  });

  it("tells alternatives apart by their field", async () => {
    const { ask } = await open(contractOf({ type: "array", items: alternatives(), minItems: 3 }));
    const items = JSON.parse(ask().body) as { kind: string; to?: string }[];
    for (const { kind, to } of items) expect(kind).toBe(to === undefined ? "hook" : "mail");
  });

  it("leads to no further page", async () => {
    const next = { type: ["string", "null"], format: "uri" };
    const schema = {
      type: "object",
      properties: { next_page_uri: next, page_token: { type: "string" }, uri: next },
    };
    const { ask } = await open(contractOf(schema));
    const page: unknown = JSON.parse(ask().body);
    expect([dig(page, "next_page_uri"), dig(page, "page_token")]).toEqual([null, undefined]);
    expect(dig(page, "uri")).toMatch(/^https:/);
  });

  it("takes a form, and says what is wrong with one in the contract's form", async () => {
    const form = {
      type: "object",
      required: ["Value"],
      properties: {
        Value: { type: "integer" },
        Tags: { type: "array", items: { type: "string" } },
      },
    };
    const requestBody = {
      required: true,
      content: { "application/x-www-form-urlencoded": { schema: form } },
    };
    const { ask } = await open(contractOf({ type: "boolean" }, { requestBody }));
    expect(ask()).toMatchObject({ status: 201 });
    expect(ask({ body: "Value=3&Tags=a&Tags=b" }).status).toBe(201);
    const { status, body } = ask({ body: "Value=three" });
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { Code: "bad-parameter", Why: "Value: must be integer" },
    ]);
  });

  it("asks for its credential, which for Basic is a name and a password in base64", async () => {
    const { ask, access, vendor } = await open(contractOf({}));
    expect(Buffer.from(access.credential, "base64").toString()).toMatch(/^sandbox:[0-9a-f]{32}$/);
    expect(ask({ credential: base64("other:word") }).status).toBe(401);
    expect(vendor.environment("http://here")).toEqual({
      THINGS_CREDENTIAL: access.credential,
      THINGS_BASE_URL: "http://here",
    });
  });

  it.each<[string, Json, JsonObject]>([
    [
      "with the fields that it must have",
      {
        type: "object",
        required: ["Code", "status", "at"],
        properties: {
          Code: { type: "string" },
          status: { type: "integer", minimum: 400, maximum: 499 },
          at: { type: "string", format: "date-time" },
        },
      },
      { Code: "bad-credential", Why: "bad credential" },
    ],
    [
      "and no other",
      {
        type: "object",
        required: ["message"],
        properties: { message: { type: "string" } },
        additionalProperties: false,
      },
      {},
    ],
    ["of which nothing is known", { type: "object" }, { Code: "bad-credential" }],
  ])("refuses in the form that the operation declares, %s", async (_, schema, said) => {
    const refused = {
      description: "Refused.",
      content: { "application/problem+json": { schema } },
    };
    const made = { description: "Made.", content: { "application/json": { schema: {} } } };
    const { ask } = await open(contractOf({}, { responses: { "201": made, "4XX": refused } }));
    const { status, headers, body } = ask({ credential: base64("other:word") });
    expect([status, headers["content-type"]]).toEqual([401, "application/problem+json"]);
    expect(JSON.parse(body)).toMatchObject(said);
  });

  it("answers without a body where none is declared", async () => {
    const responses = { "204": { description: "Gone." } };
    const { ask } = await open(contractOf({}, { responses }));
    expect(ask()).toEqual({ status: 204, headers: {}, body: "" });
  });

  it("says so when it finds no data that the contract allows", async () => {
    const { ask } = await open(contractOf({ type: "string", pattern: "^(?=b)a" }));
    expect(ask).toThrow("makeThing: no data are found that its contract allows.");
  });
});

/** Schemas of every type, with limits that leave something, and in each other. */
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
    fc.dictionary(fc.string(), tie("schema"), { maxKeys: 4 }).chain((properties) =>
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

function form(body: unknown): string {
  const fields = Object.entries(isObject(body) ? body : {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)]),
  );
  return new URLSearchParams(fields).toString();
}

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
