import { sameJson } from "../../common/json.js";
import type { RuleId } from "../rate/rules.js";
import type { Context } from "./context.js";
import { compareProse, compareUnread } from "./notes.js";
import type { Place, Sides } from "./place.js";
import { compareSchemes } from "./schemes.js";
import { compareServers } from "./servers.js";
import { fromTo } from "./words.js";

const METADATA = ["version", "license", "contact", "termsOfService"];
const [CLASS, ERRORS, RATE_HEADERS, REQUEST_ID] = [
  "x-billkit-class",
  "x-billkit-errors",
  "x-billkit-rate-headers",
  "x-billkit-request-id",
];
const INFO_READ = new Set([
  ...["title", "summary", "description", ...METADATA],
  ...[CLASS, ERRORS, RATE_HEADERS, REQUEST_ID],
]);
const ROOT_READ = new Set([
  ...["openapi", "info", "servers", "security", "tags", "paths", "components", "externalDocs"],
  ...["jsonSchemaDialect", "x-billkit-connect"],
]);
const COMPONENTS_READ = new Set([
  ...["schemas", "securitySchemes", "parameters", "responses", "requestBodies", "headers"],
  ...["examples", "links"],
]);

/** Compares the parts of a contract that describe the service as a whole. */
export function compareService(context: Context): void {
  const { old, now, report } = context;
  const info = { old: old.near("info"), now: now.near("info") };
  const root = { old, now };
  report.member("class-renamed", info, CLASS, "the class");
  compareServers(context);
  compareSchemes(context);
  compareErrorForms(context, info);
  compareRequestId(context, info);
  report.member("rate-headers-changed", info, RATE_HEADERS, "the list of rate headers");
  report.member("connect-changed", root, "x-billkit-connect", "`x-billkit-connect`");
  for (const key of METADATA)
    report.member("metadata-changed", info, key, `the ${key} of the document`);
  for (const key of ["openapi", "jsonSchemaDialect"])
    report.member("metadata-changed", root, key, `\`${key}\``);
  compareProse(report, info, "the service");
  compareProse(report, root, "the document");
  compareTags(context);
  compareUnread(report, info, INFO_READ, "the service");
  compareUnread(report, root, ROOT_READ, "the document");
  const components = { old: old.near("components"), now: now.near("components") };
  if (components.old !== old && components.now !== now)
    compareUnread(report, components, COMPONENTS_READ, "the components");
}

/** Error forms are tried in order, so a new one may only follow; each may gain a pointer. */
function compareErrorForms({ report }: Context, info: Sides<Place>): void {
  const [was, is] = [info.old.items(ERRORS), info.now.items(ERRORS)];
  const isKept = was.every((form, index) =>
    Object.entries(form.object).every(([name, value]) => is[index]?.object[name] === value),
  );
  const [before = [], after = []] = [was, is].map((forms) => forms.map(({ value }) => value));
  if (sameJson(before, after)) return;
  report.add(
    isKept ? "error-form-added" : "error-form-removed",
    { old: info.old.near(ERRORS), now: info.now.near(ERRORS) },
    [info.old.get(ERRORS)?.value, info.now.get(ERRORS)?.value],
    isKept ? "more is read from errors" : "errors are read in other forms",
  );
}

function compareRequestId({ report }: Context, info: Sides<Place>): void {
  const [was, is] = [info.old, info.now].map((at) => at.get(REQUEST_ID)?.get("header"));
  const nameOf = (place: Place | undefined): string =>
    typeof place?.value === "string" ? place.value.toLowerCase() : "";
  if (nameOf(was) === nameOf(is)) return;
  const rule: RuleId = was ? "request-id-header-changed" : "request-id-header-added";
  const text = `the header of the request id ${fromTo(was?.value, is?.value)}`;
  report.part(rule, was, is, info, text);
}

/** Compares the descriptions of tags; an operation's tags are compared with the operation. */
function compareTags({ old, now, report }: Context): void {
  const tagsOf = (contract: Place): Map<string, Place> =>
    new Map(contract.items("tags").map((tag) => [tag.text("name"), tag]));
  const [was, is] = [tagsOf(old), tagsOf(now)];
  for (const [name, tag] of was) {
    const other = is.get(name);
    if (other) compareProse(report, { old: tag, now: other }, `the tag ${name}`);
  }
  const [before, after] = [[...was.keys()], [...is.keys()]];
  if (before.join() === after.join()) return;
  const isSame = [...before].sort().join() === [...after].sort().join();
  report.add(
    isSame ? "order-changed" : "metadata-changed",
    { old: old.near("tags"), now: now.near("tags") },
    [before, after],
    isSame ? "the tags come in another order" : "the described tags have changed",
  );
}
