import { describe, expect, it } from "@jest/globals";
import { type JsonObject, objectAt } from "../common/json.js";
import { unsupportedScheme } from "./contract/credentials.js";
import { read } from "./testing/acme.js";

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
    ["deepObject", "{ name: p, in: query, style: deepObject, schema: {} }", false, /style "deepO/],
    [
      "content",
      "{ name: p, in: query, content: { application/json: { schema: {} } } }",
      false,
      /has content instead of a schema/,
    ],
    ["a cookie", "{ name: p, in: cookie, schema: { type: string } }", false, /sent in cookie/],
    ["an invisible name", '{ name: "p\\u200b", in: query, schema: {} }', false, /name that no con/],
    ["a name of every object", "{ name: toString, in: query, schema: {} }", false, /name that no/],
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
    [
      "one that is listed twice",
      "{ name: p, in: query, schema: {} }, { name: p, in: query, schema: { type: string } }",
      true,
      /"p" is listed twice: the last one is used$/,
    ],
    [
      "an unencoded one",
      "{ name: p, in: path, x-ms-skip-url-encoding: true, schema: { type: string } }",
      true,
      /"p" is sent encoded despite x-ms-skip-url-encoding: /,
    ],
  ])("a parameter: %s", (_, parameter, kept, notice) => {
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
    expect(read(operation.replace("2023-06-01", "a''b")).pinned ?? []).toEqual([]);
  });

  it.each<[JsonObject, RegExp | undefined]>([
    [{ type: "http", scheme: "Digest" }, /HTTP Digest/],
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
    [{ type: "apiKey", in: "query", name: "api_key" }, undefined],
    [{ type: "http", scheme: "bearer" }, undefined],
  ])("the credential %j", (scheme, problem) => {
    const found = unsupportedScheme(scheme);
    if (problem) expect(found).toMatch(problem);
    else expect(found).toBeUndefined();
  });
});
