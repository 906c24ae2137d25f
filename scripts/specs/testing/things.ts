import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import { parseDescription } from "../../common/yaml.js";
import { Findings } from "../select/findings.js";
import { acmeVendor, extractAcme } from "./acme.js";

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
