import { makeExtract } from "../contract/contract.js";
import { Findings } from "../select/findings.js";
import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import { parseVendor, type VendorConfig } from "../vendor.js";
import { parseDescription, toYaml } from "../../common/yaml.js";
import { source } from "./repository.js";

/** A description of one operation, `GET /things`, with what a test adds. */
export function acme(schema: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Acme", version: "7" },
    paths: {
      "/things": {
        get: {
          responses: {
            "200": { description: "Fine.", content: { "application/json": { schema } } },
          },
          ...more,
        },
      },
    },
  };
}

export interface AcmeVendor {
  readonly schemas?: JsonObject;
  readonly more?: JsonObject;
}

/** Acme's vendor.yaml. */
export function acmeVendor({
  schemas = { "listThings.200": "Things" },
  more = {},
}: AcmeVendor = {}): VendorConfig {
  const text = toYaml({
    title: "Acme billing",
    class: "Acme",
    server: "https://api.acme.test",
    sources: ["https://acme.test/openapi.yaml"],
    operations: { "GET /things": { operationId: "listThings", tag: "Billing" } },
    schemas,
    ...more,
  });
  return parseVendor(text, "specs/acme/vendor.yaml");
}

/** The document of extract.yaml for a description of Acme. */
export function extractAcme(
  descriptions: JsonObject | readonly JsonObject[],
  vendor: AcmeVendor = {},
  findings = new Findings(acmeVendor(vendor)),
): JsonObject {
  const list = Array.isArray(descriptions)
    ? (descriptions as readonly JsonObject[])
    : [descriptions];
  const sources = list.map((one, index) =>
    source(`acme-${index + 1}.yaml`, toYaml(one as JsonObject)),
  );
  return makeExtract(findings.vendor, sources, findings);
}

/** A description whose response is an object with one field. */
export function thing(field: JsonObject, beside: JsonObject = {}): JsonObject {
  return acme({ type: "object", properties: { field } }, beside);
}

/** The notices of a successful extraction. */
export function noticesOf(
  description: JsonObject | readonly JsonObject[],
  vendor: Parameters<typeof acmeVendor>[0] = {},
): string[] {
  const findings = new Findings(acmeVendor(vendor));
  extractAcme(description, vendor, findings);
  return findings.notices;
}

export interface Outcome {
  readonly operation: JsonObject;
  readonly schemas: JsonObject;
  readonly pinned: Json | undefined;
  readonly notices: readonly string[];
  readonly contradictions: readonly object[];
}

/** Reads `GET /things` of a description: the parts of its operation, and its components. */
export function read(operation: string, schemas = "{}", more: JsonObject = {}): Outcome {
  const text = `
openapi: 3.1.0
info: { title: Acme, version: "1" }
servers: [{ url: https://api.acme.test }]
components: { schemas: ${schemas} }
paths: { /things: { get: ${operation} } }
`;
  const vendor = { schemas: {}, more };
  const findings = new Findings(acmeVendor(vendor));
  const extract = extractAcme(parseDescription(text, "acme.yaml"), vendor, findings);
  const item = objectAt(objectAt(extract, "paths"), "/things");
  return {
    operation: objectAt(item, "get"),
    schemas: objectAt(objectAt(extract, "components"), "schemas"),
    pinned: extract["x-billkit-pinned"],
    notices: findings.notices,
    contradictions: findings.contradictions,
  };
}

/** An operation whose 200 has this schema. */
export const ok = (schema: string): string =>
  `{ responses: { "200": { description: x, content: { application/json: { schema: ${schema} } } } } }`;
/** An object with the field `f` of this schema. */
export const field = (schema: string): string => `{ type: object, properties: { f: ${schema} } }`;

/** The field `f` of the only response's schema. */
export function fieldOf({ schemas }: Outcome, name = "ListThingsResult"): Json | undefined {
  const schema = schemas[name];
  return isObject(schema) ? objectAt(schema, "properties").f : undefined;
}
export const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
