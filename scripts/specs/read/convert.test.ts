import { describe, expect, it } from "@jest/globals";
import { makeExtract } from "../contract/contract.js";
import { convert } from "./convert.js";
import type { Json } from "../../common/json.js";
import { keysOf, valueAt } from "../../common/json-pointer.js";
import { acmeVendor } from "../testing/acme.js";
import { problemsOf } from "../testing/problems.js";
import { source } from "../testing/repository.js";

describe("reading a description", () => {
  it.each<[string, string, string]>([
    ["YAML that is broken", "openapi: 3.1.0\npaths:\n  /x: {", "api.yaml:3: "],
    ["JSON that is broken", '{\n "openapi": "3.1.0",\n "paths": ]\n}', "api.yaml:3: "],
    ["no object", "just text", "api.yaml:1: expected an object with keys"],
    ["a web page", "<!doctype html>\n<p>Not found</p>", "api.yaml:1: this is a web page or XML"],
    [
      "another format",
      "asyncapi: 2.0.0",
      'api.yaml: not an OpenAPI description: it has neither "openapi" nor',
    ],
    ["an unknown version", "openapi: 4.0.0\npaths: {}", "api.yaml: version 4.0.0 isn't supported"],
    ["no paths", "openapi: 3.1.0", "api.yaml: the description has no paths"],
    ["Swagger 1.2", "swaggerVersion: '1.2'\napis: []", "api.yaml: version 1.2 isn't supported"],
    [
      "a key twice in YAML",
      "openapi: 3.1.0\npaths: {}\npaths: {}",
      'api.yaml:3: the key "paths" is duplicated',
    ],
    [
      "a key twice in JSON",
      '{"openapi":"3.1.0",\n"paths":{"/x":{},\n"/y":{},"\\u002fx":{}}}',
      'api.yaml:3: the key "\\u002fx" is duplicated in one object',
    ],
    [
      "JSON that is too deep",
      `{"openapi":"3.1.0","paths":{},"x":${"[".repeat(1_001)}${"]".repeat(1_001)}}`,
      "api.yaml:1: it is nested too deeply",
    ],
    ["nothing", "\n", "api.yaml:1: the file is empty"],
    ["two documents", "openapi: 3.1.0\n---\na: 1", "api.yaml:2: expected one YAML document"],
    ["too deep", `paths: ${"[".repeat(20_000)}`, "api.yaml:1: it is nested too deeply"],
  ])("%s", (_, text, problem) => {
    const problems = problemsOf(() => convert(source("api.yaml", text)));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain("\n");
  });

  it.each<[string, string, string]>([
    ["3.1", "openapi: 3.1.0", '{ type: ["string", "null"] }'],
    ["3.0", "openapi: 3.0.3", "{ type: string, nullable: true }"],
    ["2.0, a number in YAML,", "swagger: 2.0", "{ type: string, x-nullable: true }"],
  ])("brings %s to one form", (_, version, schema) => {
    const content = `schema: ${schema}, content: { application/json: { schema: ${schema} } }`;
    const text = `${version}\npaths: { /things: { get: { responses: { '200': { ${content} } } } } }`;
    expect(answerOf(text)).toEqual({ type: ["string", "null"] });
  });

  it("applies YAML's merge keys", () => {
    const answer = "{ '200': { content: { application/json: { schema: { type: string } } } } }";
    const text = `openapi: 3.0.0\nx-usual: &usual { responses: ${answer} }\npaths: { /things: { get: { <<: *usual } } }`;
    expect(answerOf(text)).toEqual({ type: "string" });
  });
});

function answerOf(text: string): Json | undefined {
  const extract = makeExtract(acmeVendor({ schemas: {} }), [source("api", text)]);
  const place = "/paths/~1things/get/responses/200/content/application~1json/schema";
  return valueAt(extract, keysOf(place));
}

it("accepts an anchor that is used often, such as one error response for all operations", () => {
  const uses = Array.from({ length: 300 }, (_, n) => `  /x${n}: *item`).join("\n");
  const text = `openapi: 3.1.0\nx-item: &item { get: {} }\npaths:\n${uses}`;
  expect(convert(source("api.yaml", text)).document.paths).toHaveProperty("/x299", { get: {} });
});
