import { isObject, type Json, textsAt } from "../../common/json.js";
import type { Comparison } from "./compare.js";
import type { OperationPair } from "./operations.js";
import type { Operation } from "./operation.js";
import type { Place } from "./place.js";
import { say } from "./say.js";
import { variablesFinding } from "./service.js";

const PERMISSIONS = "x-billkit-permissions";
const REFERENCE = "x-billkit-reference";

/** Compares what an operation asks of its caller, and the traits that only it has. */
export function compareRequirements(comparison: Comparison, pair: OperationPair): void {
  compareSecurity(comparison, pair);
  comparePermissions(comparison, pair);
  compareServers(comparison, pair);
  const { id, old, new: now } = pair;
  const [was, is] = [old.place.get(REFERENCE), now.place.get(REFERENCE)];
  if (was?.value !== is?.value)
    comparison.report.add({
      rule: "reference-changed",
      at: { old: was ?? old.place, new: is ?? now.place },
      old: was?.value,
      new: is?.value,
      text: `the vendor's name of ${id} was ${say(was?.value)} and is now ${say(is?.value)}`,
    });
}

/** The operation's own requirements, or the contract's; schemes go by what they are. */
function compareSecurity(comparison: Comparison, { id, old, new: now }: OperationPair): void {
  // Where there is one scheme, its name is of no meaning.
  const alone = [comparison.old, comparison.now].every(
    (contract) => contract.get("components")?.members("securitySchemes").size === 1,
  );
  const [was, is] = [
    securityOf(old, comparison.old, alone),
    securityOf(now, comparison.now, alone),
  ];
  if (was.text === is.text) return;
  comparison.report.add({
    rule: "scope-changed",
    at: { old: was.place, new: is.place },
    old: was.value,
    new: is.value,
    text: `${id} asked for ${was.text} and now asks for ${is.text}`,
  });
}

function securityOf(
  { place }: Operation,
  contract: Place,
  alone: boolean,
): { place: Place; value: Json; text: string } {
  const at = place.get("security") ?? contract.get("security");
  const requirements = Array.isArray(at?.value) ? at.value : [];
  const texts = requirements.map((requirement) => {
    const schemes = Object.entries(isObject(requirement) ? requirement : {}).map(
      ([name, scopes]) => {
        const list = textsAt({ scopes }, "scopes").sort();
        const scheme = alone ? "the credential" : name;
        return list.length > 0 ? `${scheme} with ${list.join(", ")}` : scheme;
      },
    );
    return schemes.sort().join(" and ") || "nothing";
  });
  const text = [...new Set(texts)].sort().join(", or ") || "no credential";
  return { place: at ?? place, value: at?.value ?? null, text };
}

/** Of permissions, any one is enough. */
function comparePermissions(comparison: Comparison, { id, old, new: now }: OperationPair): void {
  const [was, is] = [old, now].map(({ place }) => textsAt(place.object, PERMISSIONS));
  if (!was || !is) return;
  const at = { old: old.place.near(PERMISSIONS), new: now.place.near(PERMISSIONS) };
  const none = "no permission";
  const [before, after] = [was.join(" or ") || none, is.join(" or ") || none];
  const lost =
    was.length === 0 ? is.length > 0 : is.length > 0 && was.some((one) => !is.includes(one));
  const gained = was.length > 0 && (is.length === 0 || is.some((one) => !was.includes(one)));
  const finding = {
    at,
    old: old.place.get(PERMISSIONS)?.value,
    new: now.place.get(PERMISSIONS)?.value,
    text: `${id} asked for ${before} and now asks for ${after}`,
  };
  if (lost) comparison.report.add({ rule: "permission-required", ...finding });
  else if (gained) comparison.report.add({ rule: "permission-accepted", ...finding });
}

/** Servers of the operation or its path, which take the place of the contract's. */
function compareServers(comparison: Comparison, { id, old, new: now }: OperationPair): void {
  const of = ({ place, item }: Operation): Place | undefined =>
    place.get("servers") ?? item.get("servers");
  const [was, is] = [of(old), of(now)];
  const url = (servers: Place | undefined): string =>
    (servers?.get("0")?.text("url") ?? "").replace(/\/+$/, "");
  if (url(was) === url(is)) {
    const [before, after] = [was?.get("0"), is?.get("0")];
    const finding = before && after && variablesFinding(before, after);
    if (finding) comparison.report.add({ rule: "server-changed", ...finding });
    return;
  }
  comparison.report.add({
    rule: "server-changed",
    at: { old: was ?? old.place, new: is ?? now.place },
    old: url(was) || null,
    new: url(is) || null,
    text: `${id} was served from ${say(url(was) || undefined)} of its own and is now served from ${say(url(is) || undefined)}`,
  });
}
