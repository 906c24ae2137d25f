import { isObject, type Json, textsAt } from "../../common/json.js";
import type { Comparison } from "./comparison.js";
import { compareBody, compareResponses } from "./bodies.js";
import { compareFacts, type Facet, type Facets, flag, list, PROSE_FACETS } from "./facts.js";
import { type Operation, type OperationPair, readOperations } from "./operation.js";
import { compareParameters } from "./parameters.js";
import type { Place } from "./place.js";
import { compareServer } from "./service.js";
import { each, groupBy, join, type Sides } from "./sides.js";

/** Any one of the permissions is enough. */
const PERMISSIONS: Facet = {
  rule: (change) => {
    const [was, is] = each(change, permissionsOf);
    const isLost = is.length > 0 && (was.length === 0 || was.some((one) => !is.includes(one)));
    return isLost ? "permission-required" : "permission-accepted";
  },
  read: (place) => permissionsOf(place).join() || undefined,
};

function trait(name: "pages" | "report"): Facet {
  return { rule: ([was, is]) => `${name}-${was ? (is ? "changed" : "removed") : "added"}` };
}

const OPERATION: Facets = {
  ...PROSE_FACETS,
  tags: list("operation-tag-changed"),
  deprecated: flag("deprecated", "operation-deprecated", "operation-reinstated"),
  "x-billkit-permissions": PERMISSIONS,
  "x-billkit-reference": { rule: "reference-changed" },
  "x-billkit-pages": trait("pages"),
  "x-billkit-report": trait("report"),
  ...{ operationId: null, parameters: null, requestBody: null, responses: null },
  ...{ security: null, servers: null },
};

/** Compares operations by their ids, which are the names of methods. */
export function compareOperations(comparison: Comparison): void {
  const { roots } = comparison;
  const operations = each(roots, readOperations);
  const near = each(roots, (root) => root.near("paths"));
  const byAddress = groupBy(operations[1], bareAddress);
  const byId = each(operations, (all) => new Map(all.map((one) => [one.id, one])));
  for (const [id, was, is] of join(byId).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (was && is) {
      compareOperation(comparison, { id, sides: [was, is], at: [was.place, is.place] });
      continue;
    }
    const values = [was?.address, is?.address] as const;
    const renamed = was && byAddress.get(bareAddress(was))?.[0]?.id;
    const rule = was ? "operation-removed" : "operation-added";
    comparison.report(rule, [was?.place, is?.place], near, id, { values, renamed });
  }
}

/** An address without the names of its parameters, which the service does not see. */
function bareAddress({ address }: Operation): string {
  return address.replace(/\{[^{}]*\}/g, "{}");
}

function compareOperation(comparison: Comparison, pair: OperationPair): void {
  const { id, sides, at } = pair;
  const [was, is] = sides;
  if (bareAddress(was) !== bareAddress(is))
    comparison.report("operation-moved", at, at, id, { values: [was.address, is.address] });
  compareFacts(comparison, at, OPERATION, () => id);
  compareParameters(comparison, pair);
  compareBody(comparison, pair);
  compareResponses(comparison, pair);
  compareSecurity(comparison, pair);
  // A server of the operation or its path replaces the contract's.
  const servers = each(sides, ({ place, item }) => place.get("servers") ?? item.get("servers"));
  compareServer(comparison, servers, at, id);
}

/** The operation's own security requirements, or the contract's. */
function compareSecurity(comparison: Comparison, { id, at }: OperationPair): void {
  const { roots } = comparison;
  // The name of an only scheme has no meaning.
  const isAlone = roots.every(
    (root) => root.get("components")?.members("securitySchemes").size === 1,
  );
  const stated: Sides<Place | undefined> = [
    at[0].get("security") ?? roots[0].get("security"),
    at[1].get("security") ?? roots[1].get("security"),
  ];
  const [was, is] = each(stated, (place) => requirementWords(place?.value, isAlone));
  if (was === is) return;
  const text = `${id} required ${was} and now requires ${is}`;
  comparison.add("scope-changed", stated, at, text);
}

function requirementWords(security: Json | undefined, isAlone: boolean): string {
  const schemeText = ([name, scopes]: [string, Json]): string => {
    const needed = textsAt({ scopes }, "scopes").sort();
    const scheme = isAlone ? "the credential" : name;
    return needed.length > 0 ? `${scheme} with ${needed.join(", ")}` : scheme;
  };
  const texts = (Array.isArray(security) ? security : []).map((requirement) => {
    const schemes = Object.entries(isObject(requirement) ? requirement : {}).map(schemeText);
    return schemes.sort().join(" and ") || "nothing";
  });
  return [...new Set(texts)].sort().join(", or ") || "no credential";
}

function permissionsOf(place: Place | undefined): string[] {
  return textsAt({ all: place?.value ?? [] }, "all").sort();
}
