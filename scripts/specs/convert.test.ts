import { describe, expect, it } from "@jest/globals";
import { convert } from "./convert.js";
import type { JsonObject } from "./json.js";
import { problemsOf } from "./testing/problems.js";
import { source } from "./testing/repository.js";

describe("reading a description", () => {
  it.each<[string, string, string]>([
    ["YAML that is broken", "openapi: 3.1.0\npaths:\n  /x: {", "api.yaml:3: "],
    ["JSON that is broken", '{\n "openapi": "3.1.0",\n "paths": ]\n}', "api.yaml:3: "],
    ["no object", "just text", "api.yaml:1: expected an object with keys"],
    ["a list", "- openapi", "api.yaml:1: expected an object with keys"],
    ["a web page", "<!doctype html>\n<p>Not found</p>", "api.yaml:1: this is a web page or XML"],
    [
      "another format",
      "asyncapi: 2.0.0",
      'api.yaml: not an OpenAPI description: it has neither "openapi" nor',
    ],
    ["an unknown version", "openapi: 4.0.0\npaths: {}", "api.yaml: version 4.0.0 is not known"],
    ["an older version", "swagger: '1.2'\npaths: {}", "api.yaml: version 1.2 is not known"],
    ["no paths", "openapi: 3.1.0", "api.yaml: the description has no paths"],
    ["nothing", "\n", "api.yaml:1: the file is empty"],
    ["two documents", "openapi: 3.1.0\n---\na: 1", "api.yaml:2: expected one YAML document"],
    ["too deep", `paths: ${"[".repeat(20_000)}`, "api.yaml:1: it is nested too deeply"],
    ["a bomb", bomb(), "api.yaml: its YAML aliases expand to too much"],
  ])("%s", (_, text, problem) => {
    const problems = problemsOf(() => convert(source("api.yaml", text)));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain("\n");
  });

  it.each<[string, string]>([
    [
      "3.1",
      '{"openapi":"3.1.0","paths":{"/x":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"type":["string","null"]}}}}}}}}}',
    ],
    [
      "3.0",
      "openapi: 3.0.3\npaths: { /x: { get: { responses: { '200': { content: { application/json: { schema: { type: string, nullable: true } } } } } } } }",
    ],
    [
      "2.0",
      "swagger: 2.0\nproduces: [application/json]\npaths: { /x: { get: { responses: { '200': { schema: { type: string, x-nullable: true } } } } } }",
    ],
  ])("takes %s", (version, text) => {
    const { document } = convert(source("api", text));
    expect(document.openapi).toMatch(/^3\.1/);
    const item = (document.paths as JsonObject)["/x"] as {
      get: { responses: Record<string, JsonObject> };
    };
    const content = item.get.responses["200"]?.content as Record<string, JsonObject>;
    const type = version === "2.0" ? "string" : ["string", "null"];
    expect(content["application/json"]?.schema).toMatchObject({ type });
  });
});

it("takes an anchor that is used often, as one error answer for all operations", () => {
  const uses = Array.from({ length: 300 }, (_, n) => `  /x${n}: *item`).join("\n");
  const text = `openapi: 3.1.0\nx-item: &item { get: {} }\npaths:\n${uses}`;
  expect(convert(source("api.yaml", text)).document.paths).toHaveProperty("/x299", { get: {} });
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 8; level += 1) {
    const aliases = Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ");
    lines.push(`a${level}: &a${level} [${aliases}]`);
  }
  return lines.join("\n");
}
