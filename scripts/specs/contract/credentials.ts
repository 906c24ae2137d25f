import type { Description } from "../read/convert.js";
import type { Findings } from "../select/findings.js";
import { isObject, type JsonObject, objectAt, own, textAt } from "../../common/json.js";

/**
 * Compares each security scheme of the wanted operations with the one in overlay.yaml: a key that moves
 * to another header must be noticed. A description without schemes isn't compared.
 */
export function checkCredentials(
  descriptions: readonly Description[],
  contract: JsonObject,
  findings: Findings,
): void {
  const { vendor } = findings;
  const ours = objectAt(objectAt(contract, "components"), "securitySchemes");
  for (const { name: source, document } of descriptions) {
    for (const [theirs, name] of vendor.securitySchemes) {
      const declared = own(schemesOf(document), theirs);
      const stated = own(ours, name);
      if (!isObject(declared) || !isObject(stated)) continue;
      const [expected, found] = [placementOf(stated), placementOf(declared)];
      if (expected === found) continue;
      findings.report(
        "securityScheme",
        theirs,
        `${vendor.at("securitySchemes", theirs)}: ${source} has the security scheme "${theirs}" as ` +
          `${found}, overlay.yaml has ${name} as ${expected}: change that, or accept it`,
        true,
      );
    }
  }
}

export function schemesOf(document: JsonObject): JsonObject {
  return document.swagger === undefined
    ? objectAt(objectAt(document, "components"), "securitySchemes")
    : objectAt(document, "securityDefinitions");
}

/** A security scheme in OpenAPI 3, without texts; the scopes of flows have empty ones. */
export function inOpenApi3(scheme: JsonObject): JsonObject {
  const type = textAt(scheme, "type");
  if (type === "basic") return { type: "http", scheme: "basic" };
  if (type === "http") return { type, scheme: textAt(scheme, "scheme").toLowerCase() };
  if (type === "apiKey") return { type, in: textAt(scheme, "in"), name: textAt(scheme, "name") };
  if (type === "openIdConnect")
    return { type, openIdConnectUrl: textAt(scheme, "openIdConnectUrl") };
  if (type !== "oauth2") return { type };
  const flow = textAt(scheme, "flow");
  const flows = flow ? { [FLOWS.get(flow) ?? flow]: scheme } : objectAt(scheme, "flows");
  const entries = Object.entries(flows).map(([name, each]) => {
    const addresses = ["authorizationUrl", "tokenUrl", "refreshUrl"].flatMap((key) => {
      const address = isObject(each) ? textAt(each, key) : "";
      return address === "" ? [] : [[key, address]];
    });
    const names = Object.keys(isObject(each) ? objectAt(each, "scopes") : {});
    const scopes = Object.fromEntries(names.map((scope) => [scope, ""]));
    return [name, { ...(Object.fromEntries(addresses) as JsonObject), scopes }];
  });
  return { type, flows: Object.fromEntries(entries) as JsonObject };
}

/** Swagger 2.0's names of flows. */
const FLOWS = new Map([
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/**
 * How a credential is sent, such as `apiKey header x-key`; the facade obtains it. Names of headers are
 * case-insensitive.
 */
function placementOf(theirs: JsonObject): string {
  const scheme = inOpenApi3(theirs);
  const name = textAt(scheme, "name");
  return ["type", "scheme", "in"]
    .map((key) => textAt(scheme, key))
    .concat(scheme.in === "header" ? name.toLowerCase() : name)
    .filter(Boolean)
    .join(" ");
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
  digest: "HTTP Digest",
  aws4: "AWS Signature Version 4",
  hoba: "HOBA",
  mutual: "mutual TLS",
  openidconnect: "OpenID Connect",
};

/**
 * The kind of a credential that no client can send, since it signs each request or connection;
 * undefined if a client can.
 * @param scheme as a description declares it
 */
export function unsupportedScheme(scheme: JsonObject): string | undefined {
  const words = [scheme.type, scheme.scheme, scheme.in, scheme["x-amazon-apigateway-authtype"]];
  const text = words
    .filter((word) => typeof word === "string")
    .join(" ")
    .toLowerCase();
  const known = Object.keys(UNSUPPORTED).find((word) => text.includes(word));
  return UNSUPPORTED[known ?? (/sigv4|hmac|signature/.test(text) ? "aws4" : "")];
}
