import { isObject, type JsonObject, own, textAt, textsAt } from "../../common/json.js";
import type { Findings } from "../select/findings.js";
import type { Reading } from "../select/reading.js";
import { withoutSlash } from "../server-address.js";

/**
 * The scopes that an operation asks for. Alternatives of one scheme become one requirement, since a
 * generator that meets two loses both. A requirement without scopes is the credential alone, which
 * the overlay states once for the whole contract.
 */
export function securityOf(reading: Reading, findings: Findings): JsonObject[] | undefined {
  const ownRequirements = own(reading.operation, "security");
  // Explicitly open to everyone: a fact.
  if (Array.isArray(ownRequirements) && ownRequirements.length === 0) return [];
  const declared = ownRequirements ?? own(reading.document, "security");
  const alternatives = new Map<string, Map<string, Set<string>>>();
  for (const requirement of Array.isArray(declared) ? declared.filter(isObject) : []) {
    const renamed = renameSchemes(requirement, reading, findings);
    const schemes = renamed.map(([name]) => name).sort();
    const known = alternatives.get(schemes.join(" ")) ?? new Map<string, Set<string>>();
    for (const [name, scopes] of renamed) {
      known.set(name, new Set([...(known.get(name) ?? []), ...scopes]));
    }
    alternatives.set(schemes.join(" "), known);
  }
  const withScopes = [...alternatives.values()].map((schemes) =>
    [...schemes].filter(([, scopes]) => scopes.size > 0),
  );
  const requirements = withScopes
    .filter((schemes) => schemes.length > 0)
    .map((schemes) =>
      Object.fromEntries(schemes.map(([name, scopes]) => [name, [...scopes].sort()])),
    );
  return requirements.length > 0 ? requirements : undefined;
}

/** A requirement under our names of its schemes. */
function renameSchemes(
  requirement: JsonObject,
  { wanted, description }: Reading,
  findings: Findings,
): [string, string[]][] {
  const { vendor } = findings;
  return Object.keys(requirement).flatMap((theirs) => {
    const ours = vendor.securitySchemes.get(theirs);
    if (ours === undefined) {
      findings.report(
        "securityScheme",
        theirs,
        `${vendor.at("securitySchemes")}: ${wanted.key} asks for the security scheme "${theirs}" ` +
          `(${description.name}): give it a name under securitySchemes, or accept it`,
      );
      return [];
    }
    return [[ours, textsAt(requirement, theirs)]];
  });
}

/** The permissions of which an operation asks for any one. */
export function permissionsOf(reading: Reading, findings: Findings): string[] | undefined {
  const { vendor } = findings;
  if (vendor.permissionsExtension === undefined) return undefined;
  const extension = own(reading.operation, vendor.permissionsExtension);
  if (!isObject(extension)) return undefined;
  const permissions = textsAt(extension, "permissions").sort();
  if (permissions.length > 1 && extension.type !== "ANY") {
    findings.add(
      `${reading.where} asks for all of several permissions; ` +
        `x-billkit-permissions can only say "any of"`,
    );
  }
  return permissions.length > 0 ? permissions : undefined;
}

/**
 * A server that vendor.yaml knows nothing of is reported, and so is ours when it is no longer named:
 * a moved service must not go unseen.
 */
export function checkServers({ description, servers, wanted }: Reading, findings: Findings): void {
  const { vendor } = findings;
  const ours = withoutSlash(vendor.server);
  const theirs = servers.map((server) => withoutSlash(textAt(server, "url")));
  for (const url of theirs) {
    if (url === ours) continue;
    findings.report(
      "server",
      url,
      `${vendor.at("server")}: ${description.name} serves ${wanted.key} from ${url}, not from ` +
        `${vendor.server}: accept it if it means another API`,
    );
  }
  if (theirs.length > 0 && !theirs.includes(ours)) {
    findings.report(
      "server",
      ours,
      `${vendor.at("server")}: ${description.name} no longer serves ${wanted.key} from ${vendor.server}`,
    );
  }
}
