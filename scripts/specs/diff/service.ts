import { sameJson } from "../../common/json.js";
import type { Comparison } from "./compare.js";
import { compareProse } from "./notes.js";
import type { Place } from "./place.js";
import type { RuleId } from "./rules.js";
import { say } from "./say.js";
import { compareSchemes } from "./schemes.js";
import { compareUnread } from "./unread.js";

const ROOT_READ = new Set(
  ["openapi", "info", "servers", "security", "tags", "paths", "components", "externalDocs"].concat(
    "jsonSchemaDialect",
  ),
);
const COMPONENTS_READ = new Set(
  ["schemas", "securitySchemes", "parameters", "responses", "requestBodies", "headers"].concat([
    "examples",
    "links",
  ]),
);
const METADATA = ["version", "license", "contact", "termsOfService"];
const TRAITS = ["class", "errors", "rate-headers", "request-id"].map((name) => `x-billkit-${name}`);
const INFO_READ = new Set(["title", "summary", "description", ...METADATA, ...TRAITS]);

/** Compares what a contract says of the service as a whole. */
export function compareService(comparison: Comparison): void {
  const { old, now, report } = comparison;
  const info = { old: old.near("info"), new: now.near("info") };
  const plain = (
    rule: RuleId,
    subject: string,
    at: { old: Place; new: Place },
    key: string,
  ): void => {
    const [was, is] = [at.old.get(key), at.new.get(key)];
    if (was && is ? sameJson(was.value, is.value) : was === is) return;
    report.add({
      rule,
      at: { old: was ?? at.old, new: is ?? at.new },
      old: was?.value,
      new: is?.value,
      text: `${subject} was ${say(was?.value)} and is now ${say(is?.value)}`,
    });
  };
  plain("class-renamed", "the class", info, "x-billkit-class");
  compareServers(comparison);
  compareSchemes(comparison);
  compareErrorForms(comparison, info);
  compareRequestId(comparison, info);
  plain("rate-headers-changed", "the list of rate headers", info, "x-billkit-rate-headers");
  for (const key of METADATA) plain("metadata-changed", `the ${key} of the document`, info, key);
  for (const key of ["openapi", "jsonSchemaDialect"])
    plain("metadata-changed", `\`${key}\``, { old, new: now }, key);
  compareProse(report, [info.old], [info.new], info, "the service");
  compareProse(report, [old], [now], { old, new: now }, "the document");
  compareTags(comparison);
  compareUnread(report, info, INFO_READ, "the service");
  compareUnread(report, { old, new: now }, ROOT_READ, "the document");
  const components = { old: old.near("components"), new: now.near("components") };
  if (components.old !== old && components.new !== now)
    compareUnread(report, components, COMPONENTS_READ, "the components");
}

/** The first is where requests go. */
function compareServers({ old, now, report }: Comparison): void {
  const [was, is] = [old, now].map((contract) => contract.items("servers"));
  const url = (server: Place | undefined): string => server?.text("url").replace(/\/+$/, "") ?? "";
  const [before, after] = [was?.[0], is?.[0]];
  const at = { old: before ?? old, new: after ?? now };
  if (url(before) !== url(after))
    report.add({
      rule: "server-changed",
      at: { old: at.old.near("url"), new: at.new.near("url") },
      old: before?.get("url")?.value,
      new: after?.get("url")?.value,
      text: `the service was at ${say(url(before) || undefined)} and is now at ${say(url(after) || undefined)}`,
    });
  else if (before && after) {
    compareProse(report, [before], [after], at, "the server");
    const finding = variablesFinding(before, after);
    if (finding) report.add({ rule: "server-changed", ...finding });
  }
  const others = [was, is].map((list) => (list ?? []).slice(1).map(({ value }) => value));
  if (sameJson(others[0] ?? [], others[1] ?? [])) return;
  report.add({
    rule: "metadata-changed",
    at: { old: old.near("servers"), new: now.near("servers") },
    old: others[0],
    new: others[1],
    text: "the servers after the first, to which no request goes, are others",
  });
}

/** What stands in an address for its `{variables}`, where that is another. */
export function variablesFinding(old: Place, now: Place) {
  const [was, is] = [old, now].map((server) => server.get("variables"));
  if (sameJson(was?.value ?? null, is?.value ?? null)) return undefined;
  return {
    at: { old: was ?? old, new: is ?? now },
    old: was?.value,
    new: is?.value,
    text: `the variables of the address ${say(now.text("url"))} were ${say(was?.value)} and are now ${say(is?.value)}`,
  };
}

/** The forms are tried one after the other, so that a new one may only follow; each may tell more. */
function compareErrorForms({ report }: Comparison, info: { old: Place; new: Place }): void {
  const key = "x-billkit-errors";
  const [was = [], is = []] = [info.old, info.new].map((at) => at.items(key));
  const kept = was.every((form, index) =>
    Object.entries(form.object).every(([name, value]) => is[index]?.object[name] === value),
  );
  const listed = [was, is].map((forms) => forms.map(({ value }) => value));
  if (sameJson(listed[0] ?? [], listed[1] ?? [])) return;
  report.add({
    rule: kept ? "error-form-added" : "error-form-removed",
    at: { old: info.old.near(key), new: info.new.near(key) },
    old: info.old.get(key)?.value,
    new: info.new.get(key)?.value,
    text: kept ? "more is read of errors" : "errors are read in other forms",
  });
}

function compareRequestId({ report }: Comparison, info: { old: Place; new: Place }): void {
  const key = "x-billkit-request-id";
  const [was, is] = [info.old, info.new].map((at) => at.get(key)?.get("header"));
  const name = (place: Place | undefined): string =>
    typeof place?.value === "string" ? place.value.toLowerCase() : "";
  if (name(was) === name(is)) return;
  report.add({
    rule: was ? "request-id-header-changed" : "request-id-header-added",
    at: { old: was ?? info.old, new: is ?? info.new },
    old: was?.value,
    new: is?.value,
    text: `the header of the request id was ${say(was?.value)} and is now ${say(is?.value)}`,
  });
}

/** Tags are described here; which operation has which is the operation's. */
function compareTags({ old, now, report }: Comparison): void {
  const byName = (contract: Place): Map<string, Place> =>
    new Map(contract.items("tags").map((tag) => [tag.text("name"), tag]));
  const [was, is] = [byName(old), byName(now)];
  for (const [name, tag] of was) {
    const other = is.get(name);
    if (other) compareProse(report, [tag], [other], { old: tag, new: other }, `the tag ${name}`);
  }
  const [before, after] = [[...was.keys()], [...is.keys()]];
  if (before.join() === after.join()) return;
  const same = [...before].sort().join() === [...after].sort().join();
  report.add({
    rule: same ? "order-changed" : "metadata-changed",
    at: { old: old.near("tags"), new: now.near("tags") },
    old: before,
    new: after,
    text: same ? "the tags come in another order" : "other tags are described",
  });
}
