import { describe, expect, it } from "@jest/globals";
import { type Json, type JsonObject, objectAt } from "../../common/json.js";
import { extractAcme, noticesOf } from "../testing/acme.js";

const answer: JsonObject = { responses: { "200": { description: "" } } };

/** Swagger 2.0 and the equivalent OpenAPI 3.1. */
function both(
  two: JsonObject,
  three: JsonObject,
  around: JsonObject = {},
  method = "post",
): [JsonObject, JsonObject] {
  return [
    { swagger: "2.0", ...around, paths: { "/things": { [method]: { ...answer, ...two } } } },
    { openapi: "3.1.0", paths: { "/things": { [method]: { ...answer, ...three } } } },
  ];
}

function query(parameter: JsonObject): JsonObject {
  return { parameters: [{ name: "q", in: "query", ...parameter }] };
}

function form(properties: JsonObject, mediaType: string, required: Json[] = []): JsonObject {
  const schema = { type: "object", properties, required };
  return {
    requestBody: {
      ...(required.length > 0 && { required: true }),
      content: { [mediaType]: { schema } },
    },
  };
}

const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
const text = { type: "string", default: "a", enum: ["a", "b"], maxLength: 3 };
const FORM = "application/x-www-form-urlencoded";

describe("Swagger 2.0 produces the same contract as OpenAPI 3.1", () => {
  it.each<[string, [JsonObject, JsonObject]]>([
    ["a parameter's schema", both(query(text), query({ schema: text }))],
    [
      "a list with commas, the default",
      both(
        query({ type: "array", items: { type: "string" } }),
        query({ explode: false, schema: { type: "array", items: { type: "string" } } }),
      ),
    ],
    [
      "a list by repetition",
      both(
        query({ type: "array", collectionFormat: "multi", items: { type: "string" } }),
        query({ schema: { type: "array", items: { type: "string" } } }),
      ),
    ],
    [
      "a body",
      both(
        {
          consumes: ["application/xml"],
          parameters: [{ name: "b", in: "body", required: true, schema: text }],
        },
        { requestBody: { required: true, content: { "application/xml": { schema: text } } } },
        { consumes: ["application/json"] },
      ),
    ],
    [
      "a form with every keyword of its fields",
      both(
        { parameters: [{ name: "f", in: "formData", required: true, ...text }] },
        form({ f: text }, FORM, ["f"]),
      ),
    ],
    [
      "a file",
      both(
        { parameters: [{ name: "f", in: "formData", type: "file" }] },
        form(
          { f: { type: "string", contentMediaType: "application/octet-stream" } },
          "multipart/form-data",
        ),
      ),
    ],
    [
      "a response whose type the operation declares, not the description",
      both(
        { produces: ["application/json"], responses: { "200": { schema: text } } },
        { responses: { "200": json(text) } },
        { produces: ["text/plain"] },
      ),
    ],
    [
      "an answer by reference",
      both(
        { responses: { "200": { $ref: "#/responses/Fine" } } },
        { responses: { "200": json({ type: ["integer", "null"] }) } },
        { responses: { Fine: { schema: { type: "integer", "x-nullable": true } } } },
      ),
    ],
  ])("%s", (_, [two, three]) => {
    const operations = { "POST /things": { operationId: "addThing", tag: "Billing" } };
    const vendor = { schemas: {}, more: { operations } };
    expect(extractAcme(two, vendor)).toEqual(extractAcme(three, vendor));
  });

  it("reads the server from host, basePath and schemes", () => {
    const [description] = both({}, {}, { host: "new.acme.test", basePath: "/v2" }, "get");
    expect(noticesOf(description, { schemas: {} })).toEqual([
      expect.stringContaining("names the server https://new.acme.test/v2"),
      expect.stringContaining("no longer names the server https://api.acme.test"),
    ]);
  });

  it("leaves out an optional list with tabs between items, by name", () => {
    const tabs = { type: "array", collectionFormat: "tsv", items: { type: "string" } };
    const [description] = both(query(tabs), {}, {}, "get");
    expect(noticesOf(description, { schemas: {} })).toEqual([
      'GET /things: the parameter "q" is sent in the style "tsv": it\'s left out',
    ]);
    const more = { drop: { parameters: ["query q"] } };
    expect(extractAcme(description, { schemas: {}, more })).toHaveProperty("paths./things.get");
  });

  it("names parameters that are listed twice or shouldn't be encoded", () => {
    const shared = { name: "q", in: "query", type: "integer" };
    const text = { name: "q", in: "query", type: "string" };
    const raw = { name: "id", in: "path", type: "string", "x-ms-skip-url-encoding": true };
    const [description] = both({ parameters: [text, text, raw] }, {}, {}, "get");
    const item = objectAt(objectAt(description, "paths"), "/things");
    item.parameters = [shared];
    expect(noticesOf(description, { schemas: {} })).toEqual([
      expect.stringContaining('the parameter "q" is listed twice: the last one is used'),
      expect.stringContaining('the parameter "id" is sent encoded despite x-ms-skip-url-encoding'),
    ]);
  });

  it("leaves out the form body of a GET, by name", () => {
    const list = { name: "f", in: "formData", type: "array", items: { type: "string" } };
    const [description] = both({ parameters: [list] }, {}, {}, "get");
    const schemas = { "listThings.body": "Form" };
    expect(noticesOf(description, { schemas })).toEqual([
      "GET /things: its request body is left out: fetch can't send one with GET",
      'specs/acme/vendor.yaml:11: nothing is at "listThings.body"',
    ]);
  });
});
