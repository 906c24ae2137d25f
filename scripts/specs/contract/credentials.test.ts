import { describe, expect, it } from "@jest/globals";
import { checkCredentials } from "./credentials.js";
import { Findings } from "../select/findings.js";
import type { JsonObject } from "../../common/json.js";
import { acmeVendor } from "../testing/acme.js";
import { problemsOf } from "../testing/problems.js";

const header = { type: "apiKey", in: "header", name: "X-Key" };

function check(
  declared: JsonObject,
  stated: JsonObject,
  accept: JsonObject[] = [],
): readonly string[] {
  const more = { securitySchemes: { Theirs: "Ours" }, ...(accept.length > 0 && { accept }) };
  const findings = new Findings(acmeVendor({ more }));
  const contract = { components: { securitySchemes: { Ours: stated } } };
  checkCredentials([{ name: "acme.yaml", document: declared }], contract, findings);
  return problemsOf(() => {
    findings.throwIfAny();
  });
}

function three(scheme: JsonObject): JsonObject {
  return { openapi: "3.1.0", components: { securitySchemes: { Theirs: scheme } } };
}

function two(scheme: JsonObject): JsonObject {
  return { swagger: "2.0", securityDefinitions: { Theirs: scheme } };
}

describe("a credential's place", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["the same, with other words", three({ ...header, name: "x-key", description: "x" }), header],
    ["2.0's basic", two({ type: "basic" }), { type: "http", scheme: "basic" }],
    ["2.0's oauth2", two({ type: "oauth2", flow: "implicit" }), { type: "oauth2", flows: {} }],
    ["an unsaid one", { openapi: "3.1.0" }, header],
  ])("%s: no finding", (_, declared, stated) => {
    expect(check(declared, stated)).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ["another header", three({ ...header, name: "Y" }), "apiKey header y"],
    ["the address", three({ ...header, in: "query", name: "key" }), "apiKey query key"],
    ["another scheme", three({ type: "http", scheme: "Bearer" }), "http bearer"],
    ["another type", two({ type: "oauth2" }), "oauth2"],
  ])("moved to %s: reported, unless accepted", (_, declared, found) => {
    expect(check(declared, header)).toEqual([
      `specs/acme/vendor.yaml:13: acme.yaml has the security scheme "Theirs" as ${found}, ` +
        "overlay.yaml has Ours as apiKey header x-key: change that, or accept it",
    ]);
    expect(check(declared, header, [{ securityScheme: "Theirs", reason: "Both work." }])).toEqual(
      [],
    );
  });
});
