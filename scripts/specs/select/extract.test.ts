import { describe, expect, it } from "@jest/globals";
import { Findings } from "./findings.js";
import type { Json, JsonObject } from "../../common/json.js";
import { acme, acmeVendor, extractAcme, noticesOf, thing } from "../testing/acme.js";
import { problemsOf } from "../testing/problems.js";

function operationOf(extract: JsonObject): JsonObject {
  return ((extract.paths as JsonObject)["/things"] as JsonObject).get as JsonObject;
}

describe("security requirements", () => {
  const securitySchemes = { "Acme OAuth": "OAuth", Key: "Key" };

  it.each<[string, JsonObject[] | undefined, Json | undefined]>([
    ["nothing declared", undefined, undefined],
    ["no scopes: the overlay states the credential", [{ Key: [] }], undefined],
    ["open to everyone", [], []],
    [
      "alternatives of one scheme",
      [{ "Acme OAuth": ["b"] }, { "Acme OAuth": ["a", "b"] }],
      [{ OAuth: ["a", "b"] }],
    ],
  ])("%s", (_, security, expected) => {
    const more = security && { security };
    const extract = extractAcme(thing({ type: "string" }, more), { more: { securitySchemes } });
    expect(operationOf(extract).security).toEqual(expected);
  });

  it("reports a security scheme that vendor.yaml does not name", () => {
    const noticed = (...security: JsonObject[]) =>
      noticesOf(thing({ type: "string" }, { security }));
    const line = (verb: string) => [
      expect.stringMatching(`^specs/acme/vendor.yaml:1: GET /things ${verb} .* "New" .acme-1.yaml`),
    ];
    expect(noticed({ New: [] })).toEqual(line("requires"));
    expect(noticed({ New: [] }, {})).toEqual(line("accepts"));
  });

  it("accepts alternative permissions, and rejects what it can't express", () => {
    const more = { permissions: "x-needs" };
    const needs = (type: string) =>
      thing({ type: "string" }, { "x-needs": { type, permissions: ["b:read", "a:read"] } });
    const extract = extractAcme(needs("ANY"), { more });
    expect(operationOf(extract)["x-billkit-permissions"]).toEqual(["a:read", "b:read"]);
    expect(problemsOf(() => extractAcme(needs("ALL"), { more }))).toEqual([
      expect.stringContaining("requires all of several permissions"),
    ]);
  });

  it("reports a server that vendor.yaml does not name", () => {
    const [url, variables] = ["https://{region}.acme.test", { region: { default: "new" } }];
    const servers = [{ url: "https://api.acme.test/" }, { url, variables }];
    const description = { ...thing({ type: "string" }), servers };
    expect(noticesOf(description)).toEqual([
      expect.stringContaining("acme-1.yaml names the server https://new.acme.test"),
    ]);
    const more = { accept: [{ server: "https://new.acme.test/", reason: "Another API." }] };
    expect(extractAcme(description, { more }).servers).toEqual([{ url: "https://api.acme.test" }]);
  });
});

describe("several sources", () => {
  it("accepts an operation that two of them describe the same way", () => {
    const one = thing({ type: "string", description: "In one way." });
    const two = thing({ description: "In another.", type: "string" });
    expect(extractAcme([one, two])).toEqual(extractAcme(one));
  });

  it("rejects one on which they disagree", () => {
    const one = thing({ type: "string" }, { deprecated: true });
    expect(problemsOf(() => extractAcme([one, thing({ type: "string" })]))).toEqual([
      "GET /things: acme-1.yaml and acme-2.yaml do not agree on it: deprecated differs",
    ]);
  });
});

describe("what vendor.yaml accepts", () => {
  const reason = "Looked at in August.";

  function accepted(description: JsonObject | readonly JsonObject[], more: JsonObject) {
    const vendor = { more };
    const findings = new Findings(acmeVendor(vendor));
    return { extract: extractAcme(description, vendor, findings), lines: findings.accepted };
  }

  it("a removed operation: the contract omits it and what only it uses", () => {
    const more = {
      operations: {
        "GET /things": { operationId: "listThings", tag: "Billing" },
        "GET /gone": { operationId: "getGone", tag: "Billing" },
      },
      schemas: { "listThings.200": "Things", "getGone.200": "Gone", "Gone.part": "GonePart" },
      fields: { Gone: ["part"] },
    };
    const description = acme({ type: "object", properties: { id: { type: "string" } } });
    expect(problemsOf(() => accepted(description, more))).toEqual([
      "specs/acme/vendor.yaml:10: GET /gone is not in acme-1.yaml",
    ]);
    const accept = [{ operation: "GET /gone", reason }];
    const { extract, lines } = accepted(description, { ...more, accept });
    expect(extract).toEqual(extractAcme(description));
    expect(lines).toEqual([`accepted: operation GET /gone: ${reason}`]);
  });

  it("a new security scheme: ignored", () => {
    const security = [{ New: [] }, { Key: ["a"] }];
    const securitySchemes = { Key: "Key" };
    const accept = [{ securityScheme: "New", reason }];
    const description = thing({ type: "string" }, { security });
    const { extract, lines } = accepted(description, { securitySchemes, accept });
    expect(operationOf(extract).security).toEqual([{ Key: ["a"] }]);
    expect(lines).toEqual([`accepted: securityScheme New: ${reason}`]);
  });

  it("a keyword that a contract can't express, at that place only", () => {
    const accept = [{ keyword: "Things.field not", reason }];
    const description = thing({ type: "string", not: { enum: ["a"] } });
    expect(accepted(description, { accept }).extract).toEqual(
      extractAcme(thing({ type: "string" })),
    );
    const elsewhere = [{ keyword: "Things not", reason }];
    expect(noticesOf(description, { more: { accept: elsewhere } })).toHaveLength(1);
  });
});

describe("mistakes", () => {
  it.each<[string, JsonObject, string]>([
    ["nowhere", {}, "acme-1.yaml:14: listThings.200: $ref #/components/schemas/A leads nowhere"],
    [
      "to a text",
      { components: { schemas: { A: "x" } } },
      "acme-1.yaml:14: listThings.200: expected an object",
    ],
    [
      "in a circle",
      { components: { schemas: { A: { $ref: "#/components/schemas/A" } } } },
      "acme-1.yaml:13: listThings.200: its $ref leads in a circle",
    ],
  ])("a reference that leads %s", (_, more, problem) => {
    const description = { ...acme({ $ref: "#/components/schemas/A" }), ...more };
    expect(problemsOf(() => extractAcme(description))).toEqual([problem]);
  });

  it("what vendor.yaml keeps or drops that isn't there is a notice", () => {
    const fields = { Things: ["id", "gone"], Nowhere: ["id"] };
    const drop = { parameters: ["query nope"] };
    const description = acme({ type: "object", properties: { id: { type: "string" } } });
    expect(noticesOf(description, { more: { fields, drop } })).toEqual([
      'Things has no field "gone"',
      expect.stringContaining("there is no schema Nowhere"),
      expect.stringMatching(/^specs\/acme\/vendor\.yaml:\d+: no operation has "query nope"$/),
    ]);
  });
});
