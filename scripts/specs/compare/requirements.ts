import { isObject, type Json, textsAt } from "../../common/json.js";
import type { Context } from "./context.js";
import type { Operation, OperationPair } from "./operation.js";
import type { Place } from "./place.js";
import { compareVariables, urlOf } from "./servers.js";
import { format } from "./words.js";

const PERMISSIONS = "x-billkit-permissions";

/** Compares what an operation requires of its caller, and the traits that only it has. */
export function compareRequirements(context: Context, pair: OperationPair): void {
  compareSecurity(context, pair);
  comparePermissions(context, pair);
  compareServers(context, pair);
  const subject = `the vendor's name of ${pair.id}`;
  context.report.member("reference-changed", pair.at, "x-billkit-reference", subject);
}

/** The operation's own security requirements, or the contract's. */
function compareSecurity(context: Context, { id, old, now }: OperationPair): void {
  // The name of an only scheme has no meaning.
  const isAlone = [context.old, context.now].every(
    (contract) => contract.get("components")?.members("securitySchemes").size === 1,
  );
  const was = securityOf(old, context.old, isAlone);
  const is = securityOf(now, context.now, isAlone);
  if (was.text === is.text) return;
  context.report.add(
    "scope-changed",
    { old: was.place, now: is.place },
    [was.value, is.value],
    `${id} required ${was.text} and now requires ${is.text}`,
  );
}

function securityOf({ place }: Operation, contract: Place, isAlone: boolean) {
  const at = place.get("security") ?? contract.get("security");
  const requirements = Array.isArray(at?.value) ? at.value : [];
  const schemeText = ([name, scopes]: [string, Json]): string => {
    const list = textsAt({ scopes }, "scopes").sort();
    const scheme = isAlone ? "the credential" : name;
    return list.length > 0 ? `${scheme} with ${list.join(", ")}` : scheme;
  };
  const texts = requirements.map((requirement) => {
    const schemes = Object.entries(isObject(requirement) ? requirement : {}).map(schemeText);
    return schemes.sort().join(" and ") || "nothing";
  });
  const text = [...new Set(texts)].sort().join(", or ") || "no credential";
  return { place: at ?? place, value: at?.value ?? null, text };
}

/** Any one of the permissions is enough. */
function comparePermissions({ report }: Context, { id, at }: OperationPair): void {
  const [was, is] = [textsAt(at.old.object, PERMISSIONS), textsAt(at.now.object, PERMISSIONS)];
  const isLost = is.length > 0 && (was.length === 0 || was.some((one) => !is.includes(one)));
  const isGained = was.length > 0 && (is.length === 0 || is.some((one) => !was.includes(one)));
  if (!isLost && !isGained) return;
  const [before, after] = [was, is].map((list) => list.join(" or ") || "no permission");
  report.add(
    isLost ? "permission-required" : "permission-accepted",
    { old: at.old.near(PERMISSIONS), now: at.now.near(PERMISSIONS) },
    [at.old.get(PERMISSIONS)?.value, at.now.get(PERMISSIONS)?.value],
    `${id} required ${before} and now requires ${after}`,
  );
}

/** Servers of the operation or its path, which replace the contract's. */
function compareServers({ report }: Context, { id, old, now, at }: OperationPair): void {
  const [was, is] = [old, now].map(
    ({ place, item }) => place.get("servers") ?? item.get("servers"),
  );
  const [before, after] = [was?.get("0"), is?.get("0")];
  const [from, to] = [urlOf(before), urlOf(after)];
  if (from === to) {
    if (before && after) compareVariables(report, { old: before, now: after });
    return;
  }
  report.add(
    "server-changed",
    { old: was ?? at.old, now: is ?? at.now },
    [from || null, to || null],
    `${id} was served from ${format(from || undefined)} of its own and is now served from ${format(to || undefined)}`,
  );
}
