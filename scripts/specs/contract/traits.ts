import { isObject, type JsonObject, own, textAt, textsAt } from "../../common/json.js";
import type { Findings } from "../select/findings.js";
import type { Reading } from "../select/reading.js";
import { withoutSlash } from "../vendor.js";

/**
 * The security requirements of an operation that name scopes. Alternatives of the same schemes become
 * one requirement, since a generator that meets two loses both; the schemes of one requirement are
 * sent together. Requirements without scopes are the overlay's, once for the whole contract.
 *
 * An alternative with a scheme that vendor.yaml doesn't name is skipped with a notice.
 */
export function securityOf(reading: Reading, findings: Findings): JsonObject[] | undefined {
  const ownRequirements = own(reading.operation, "security");
  // Explicitly open to everyone.
  if (Array.isArray(ownRequirements) && ownRequirements.length === 0) return [];
  const declared = ownRequirements ?? own(reading.document, "security");
  const alternatives = new Map<string, Map<string, Set<string>>>();
  const listed = Array.isArray(declared) ? declared.filter(isObject) : [];
  const verb = listed.length > 1 ? "accepts" : "requires";
  for (const requirement of listed) {
    const renamed = renameSchemes(requirement, verb, reading, findings);
    const schemes = renamed.map(([name]) => name).sort();
    const known = alternatives.get(schemes.join(" ")) ?? new Map<string, Set<string>>();
    for (const [name, scopes] of renamed) {
      known.set(name, new Set([...(known.get(name) ?? []), ...scopes]));
    }
    alternatives.set(schemes.join(" "), known);
  }
  const requirements = [...alternatives.values()]
    .filter((schemes) => [...schemes.values()].some((scopes) => scopes.size > 0))
    .map((schemes) =>
      Object.fromEntries([...schemes].map(([name, scopes]) => [name, [...scopes].sort()])),
    );
  return requirements.length > 0 ? requirements : undefined;
}

/** A requirement with our names for its schemes; empty if one of them has none. */
function renameSchemes(
  requirement: JsonObject,
  verb: string,
  { wanted, description }: Reading,
  findings: Findings,
): [string, string[]][] {
  const { vendor } = findings;
  const schemes = Object.keys(requirement);
  const unknown = schemes.filter((theirs) => !vendor.securitySchemes.has(theirs));
  for (const theirs of unknown) {
    const others = schemes.filter((other) => other !== theirs);
    const together = others.length > 0 ? ` together with ${others.join(", ")}` : "";
    findings.report(
      "securityScheme",
      theirs,
      `${vendor.at("securitySchemes")}: ${wanted.key} ${verb} the security scheme "${theirs}"` +
        `${together} (${description.name}), which has no name under securitySchemes: it isn't sent`,
    );
  }
  if (unknown.length > 0) return [];
  return schemes.map((theirs) => [
    vendor.securitySchemes.get(theirs) ?? theirs,
    textsAt(requirement, theirs),
  ]);
}

/** The permissions of which an operation requires any one. */
export function permissionsOf(reading: Reading, findings: Findings): string[] | undefined {
  const { vendor } = findings;
  const extension = own(reading.operation, vendor.permissionsExtension);
  if (!isObject(extension)) return undefined;
  const permissions = textsAt(extension, "permissions").sort();
  if (permissions.length > 1 && extension.type !== "ANY") {
    findings.add(
      `${reading.where} requires all of several permissions; ` +
        `x-billkit-permissions can only express "any of"`,
    );
  }
  return permissions.length > 0 ? permissions : undefined;
}

/**
 * Reports servers that vendor.yaml doesn't name, and ours if the description no longer names it. The
 * contract keeps ours, so that a credential isn't sent elsewhere before a person decides.
 */
export function checkServers({ description, servers }: Reading, findings: Findings): void {
  const { vendor } = findings;
  const ours = withoutSlash(vendor.server);
  const theirs = servers.map((server) => withoutSlash(textAt(server, "url")));
  const at = `${vendor.at("server")}: ${description.name}`;
  for (const url of theirs) {
    if (url === ours) continue;
    findings.report("server", url, `${at} names the server ${url}; the contract keeps ${ours}`);
  }
  if (theirs.length > 0 && !theirs.includes(ours))
    findings.report(
      "server",
      ours,
      `${at} no longer names the server ${ours}, which the contract keeps`,
    );
}
