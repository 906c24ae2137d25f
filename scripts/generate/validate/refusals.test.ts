import { expect, it } from "@jest/globals";
import type { JsonObject } from "../../common/json.js";
import { create, list, put, refusal, rename, trigger } from "../testing/awkward.js";

const schema = "/components/schemas";
const header = `${list}/parameters/0`;
const parameter = `${list}/parameters/1`;
const property = `${trigger}/properties`;
const target = `${property}/Target/$ref`;
const body = `${create}/requestBody/content`;
const byId = "/paths/~12010-04-01~1Triggers~1{Sid}.json";
const text = { type: "string" };
const to = (part: string) => ({ $ref: `#/components/${part}` });

/** One case per kind of contract that no package can be generated from. */
it.each<[string, (document: JsonObject) => void, RegExp]>([
  ["a reserved word as an operation", put(`${list}/operationId`, "delete"), /word of the language/],
  ["an operation that makes its class a promise", put(`${list}/operationId`, "then"), /a word/],
  ["a local name as an operation", put(`${list}/operationId`, "service"), /generated class uses/],
  ["operations that differ in case", put(`${list}/operationId`, "createtrigger"), /in capitals/],
  ["two tags", put(`${list}/tags`, ["Usage", "Other"]), /must have exactly one tag/],
  ["a runtime's name as a schema", put(`${schema}/ApiError`, text), /every vendor package exports/],
  ["a global type as a schema", put(`${schema}/Promise`, text), /a type of the language/],
  ["an API class as a schema", put(`${schema}/UsageApi`, text), /is also the API class/],
  ["arguments as a schema", put(`${schema}/ListTriggersArguments`, text), /arguments' type/],
  ["the vendor class as a schema", put(`${schema}/Awkward`, text), /is also the vendor class/],
  ["a split's name as a schema", put(`${schema}/RecurringInput`, text), /needs; rename one/],
  ["a prototype as a property", rename(`${property}/Fired`, "__proto__"), /safely have/],
  ["an inherited parameter", put(`${parameter}/name`, "constructor"), /every JavaScript/],
  ["an inherited name", put(`${schema}/NewTrigger/properties/toString`, text), /every JavaScript/],
  [
    "a body parameter",
    put(`${create}/parameters`, [{ name: "body", in: "query", schema: text }]),
    /called "body"/,
  ],
  ["a cookie", put(`${parameter}/in`, "cookie"), /"cookie" parameters are not supported/],
  ["a header of the client", put(`${header}/name`, "Authorization"), /set by the client/],
  ["an object in a header", put(`${header}/schema`, { type: "object" }), /can't be sent/],
  ["null in a query", put(`${parameter}/schema`, { type: "null" }), /can't be sent/],
  ["another style", put(`${parameter}/style`, "matrix"), /is not supported: form, /],
  ["a length below 0", put(`${header}/schema/maxLength`, -1), /whole number from 0/],
  ["a dot segment", rename(byId, "/{Sid}/%2e%2E/x"), /contains a dot segment/],
  ["a stray brace", rename(byId, "/{{Sid}}"), /contains an unclosed brace/],
  ["a referenced path item", put(byId, to("pathItems/Trigger")), /unknown key "\$ref"/],
  ["a server over http", put("/servers/0/url", "http://example.com"), /must begin with https/],
  ["a server variable", put("/servers/0/url", "https://{region}.example.com"), /variables/],
  ["a server with a password", put("/servers/0/url", "https://a:b@example.com"), /not have a user/],
  ["two groups", put("/info/x-billkit-errors/0/retryAfterSeconds", "(in) ([0-9]+) s"), /one group/],
  [
    "a multipart body",
    rename(`${body}/application~1x-www-form-urlencoded`, "multipart/form-data"),
    /request's body: JSON and/,
  ],
  ["a file reference", put(target, "file:///etc/passwd"), /does not lead to/],
  ["a dangling reference", put(target, to("schemas/None").$ref), /leads nowhere/],
  ["an unnamed object", put(`${property}/kind`, { properties: { a: text } }), /without a name/],
  ["an enum of objects", put(`${property}/kind/enum`, [{}]), /\{\} does not match string,number/],
  ["what sync merges", put(`${trigger}/allOf`, []), /not in a contract that sync writes/],
  ["a named response", put(`${create}/responses/422`, to("responses/Refused")), /only schemas are/],
  [
    "a list of itself",
    put(`${schema}/Round`, { type: "array", items: to("schemas/Round") }),
    /of itself/,
  ],
])("refuses %s in one line that names the place", (_, change, expected) => {
  expect(refusal(change)).toMatch(expected);
});
